package org.muster.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.muster.domain.Condition;
import org.muster.domain.ConditionId;
import org.muster.domain.Evidence.Otherwise;
import org.muster.domain.Evidence.Reading;
import org.muster.domain.Finding;
import org.muster.domain.Interval;
import org.muster.domain.OrderId;
import org.muster.domain.Refuse;
import org.muster.domain.Span;
import org.muster.domain.State;
import org.muster.domain.ZoneVersion;

/**
 * Why a span or a finding is what it is: enough for a machine to say it in any language, and for a
 * person to check it by hand.
 *
 * @param because what it rests on, in the order in which it is told
 * @param given the values of policy that it turns on
 * @param readings the fixes that are cited, in order of time
 * @param readingCount how many fixes there were in it, also those not listed
 * @param otherwise the smallest changes, each of which alone would have made it otherwise
 */
public record Account(
    About about,
    Asked asked,
    List<Because> because,
    List<Given> given,
    List<Reading> readings,
    long readingCount,
    List<Otherwise> otherwise) {
  public Account {
    because = List.copyOf(because);
    given = List.copyOf(given);
    readings = List.copyOf(readings);
    otherwise = List.copyOf(otherwise);
  }

  /** What the account is of. */
  public sealed interface About {
    State state();

    Instant startsAt();

    /** Empty while it goes on. */
    Optional<Instant> endsAt();

    /**
     * The span in which an instant lies.
     *
     * @param at the instant that was asked for
     * @param goesOn whether the span reaches up to where it was judged
     */
    record OfSpan(Span span, Instant at, boolean goesOn) implements About {
      public OfSpan {
        Refuse.unless(span.interval().contains(at), "an account is of an instant of the span");
      }

      @Override
      public State state() {
        return span.state();
      }

      @Override
      public Instant startsAt() {
        return span.startsAt();
      }

      @Override
      public Optional<Instant> endsAt() {
        return goesOn ? Optional.empty() : Optional.of(span.endsAt());
      }
    }

    /** A finding. */
    record OfFinding(Finding finding) implements About {
      @Override
      public State state() {
        return finding.state();
      }

      @Override
      public Instant startsAt() {
        return finding.startsAt();
      }

      @Override
      public Optional<Instant> endsAt() {
        return finding.endsAt();
      }
    }
  }

  /**
   * What asks for it.
   *
   * @param zone the zone version that was judged against, when the condition has one
   * @param window the window of the schedule, or the time in which it was due
   */
  public record Asked(
      ConditionId id,
      Condition condition,
      OrderId order,
      Optional<ZoneVersion> zone,
      Optional<Interval> window) {}
}
