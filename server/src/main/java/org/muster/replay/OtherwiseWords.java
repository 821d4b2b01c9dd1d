package org.muster.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;
import org.muster.domain.Evidence.Otherwise;

/** What would have made a finding otherwise, in plain words that follow "not, if". */
final class OtherwiseWords {
  private OtherwiseWords() {}

  static String of(Otherwise otherwise, Function<Instant, String> local) {
    return switch (otherwise) {
      case Otherwise.FixNearerBy(Instant observedAt, double metres) ->
          String.format(
              Locale.ROOT,
              "the fix at %s had lain %.0f m nearer to the edge, or its error circle been that much"
                  + " wider",
              local.apply(observedAt),
              Math.ceil(metres));
      case Otherwise.ReturnedBefore(Instant at) ->
          "a fix clearly on the other side had come before " + local.apply(at);
      case Otherwise.HeardBefore(Instant at) ->
          "the device had been heard before " + local.apply(at);
      case Otherwise.LocatedBefore(Instant at) ->
          "a believed fix clear of the edge had come before " + local.apply(at);
      case Otherwise.MoreConfirmations(int needed) ->
          "policy asked for " + needed + " fixes in a row or more";
      case Otherwise.LongerDwell(Duration longerThan) ->
          "policy asked that it last longer than " + TableOutput.words(longerThan);
      case Otherwise.CheckedInBefore(Instant at) -> "a check-in had come before " + local.apply(at);
      case Otherwise.ClosedBefore(Instant at) ->
          "it had been seen closed before " + local.apply(at);
      case Otherwise.ChargedBefore(Instant at) ->
          "the device had been seen charging before " + local.apply(at);
      case Otherwise.RecordedOtherwise() -> "somebody had recorded otherwise what came of it";
      case Otherwise.ExcusalRecorded() -> "an excusal had covered it";
      case Otherwise.AgainstBefore ofSpans -> throw new IllegalStateException("said of spans");
      case Otherwise.WithoutFixes ofSpans -> throw new IllegalStateException("said of spans");
      case Otherwise.NotHeard ofSpans -> throw new IllegalStateException("said of spans");
      case Otherwise.WithoutCheckIns ofSpans -> throw new IllegalStateException("said of spans");
      case Otherwise.OpenedBefore ofSpans -> throw new IllegalStateException("said of spans");
      case Otherwise.WithoutExcusals ofSpans -> throw new IllegalStateException("said of spans");
      case Otherwise.Bound ofSpans -> throw new IllegalStateException("said of spans");
    };
  }
}
