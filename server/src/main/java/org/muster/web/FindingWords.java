package org.muster.web;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.muster.domain.Evidence;
import org.muster.domain.Evidence.Otherwise;
import org.muster.domain.Evidence.Reading;
import org.muster.domain.Finding;
import org.muster.domain.FindingKind;
import org.muster.domain.Plan;
import org.muster.domain.State;
import org.muster.domain.Zone;
import org.muster.policy.PlanParameter;
import org.muster.policy.PolicySet;
import org.muster.worklist.FindingFile;
import org.springframework.stereotype.Component;

/** Says a finding, its reasons, and what would have made it otherwise, in plain sentences. */
@Component
class FindingWords {
  private static final String OPEN = " or case reported open ";

  private final Moments moments;
  private final StateWords states;
  private final DutyWords duties;

  FindingWords(Moments moments, StateWords states, DutyWords duties) {
    this.moments = moments;
    this.states = states;
    this.duties = duties;
  }

  /** What is said, in one sentence. */
  String headline(FindingFile file) {
    Finding finding = file.finding();
    String zone = file.asked().zone().map(Zone::name).map(name -> "“" + name + "”").orElse("");
    String time = lasting(finding, file);
    String said =
        switch (finding.kind()) {
          case OUTSIDE_ZONE -> "Outside " + zone + " " + time;
          case INSIDE_ZONE -> "Inside " + zone + " " + time;
          case CONTACT_OVERDUE -> "Contact overdue " + time;
          case UNVERIFIED -> "It could not be checked against " + zone + " " + time;
          case DEVICE_OPENED -> (suspected(finding) ? "Suspected: strap" : "Strap") + OPEN + time;
          case BATTERY_LOW -> "Battery low and not charged " + time;
          case CHECK_IN_MISSED -> "No check-in in the time it was due, " + time;
          case CHECK_IN_UNVERIFIED -> "Whether there was a check-in is not known, " + time;
          case NOT_ATTENDED -> "Recorded as not attended: " + time;
          case ATTENDANCE_UNVERIFIED -> "What came of it is not known: " + time;
        };
    return file.withdrawn() ? "Withdrawn: " + said : said;
  }

  private String lasting(Finding finding, FindingFile file) {
    String start = moments.local(finding.startsAt(), file.zone());
    if (finding.endsAt().isPresent()) {
      return "for "
          + moments.between(finding.startsAt(), finding.endsAt().get())
          + ", from "
          + start;
    }
    return "since " + start + (file.withdrawn() ? "" : ", and it goes on");
  }

  /** Why it is said. */
  List<String> reasons(FindingFile file) {
    Evidence evidence = file.finding().evidence();
    Plan plan = evidence.plan();
    PolicySet policy = file.policy();
    return switch (file.finding().kind()) {
      case OUTSIDE_ZONE ->
          crossing(
              file,
              "The order asks to stay within this zone.",
              "outside",
              Evidence.Side.CLEAR_OUTSIDE);
      case INSIDE_ZONE ->
          crossing(
              file,
              "The order asks to stay out of this zone.",
              "inside",
              Evidence.Side.CLEAR_INSIDE);
      case CONTACT_OVERDUE ->
          List.of(
              evidence
                  .lastHeardAt()
                  .map(at -> "The device was last heard " + moments.local(at, file.zone()) + ".")
                  .orElse("The device was never heard from before."),
              "Policy lets it be silent for "
                  + moments.lasting(plan.quietLimit())
                  + " ("
                  + policy.clauseOf(PlanParameter.QUIET_LIMIT)
                  + ").",
              "Silence says nothing about where the person was or what he or she did.");
      case UNVERIFIED ->
          List.of(
              "No believed position was clear of the zone's edge for longer than "
                  + moments.lasting(plan.unverifiedAfter())
                  + " ("
                  + policy.clauseOf(PlanParameter.UNVERIFIED_AFTER)
                  + "). The cause that lasted longest: "
                  + cause(file.finding().state())
                  + ".",
              "It says nothing against the person: the evidence does not say where he or she was.");
      case DEVICE_OPENED,
          BATTERY_LOW,
          CHECK_IN_MISSED,
          CHECK_IN_UNVERIFIED,
          NOT_ATTENDED,
          ATTENDANCE_UNVERIFIED ->
          duties.reasons(file);
    };
  }

  private static boolean suspected(Finding finding) {
    return !(finding.state() instanceof State.NotMet);
  }

  private String cause(State state) {
    return state instanceof State.Unknown(State.Cause cause) ? states.of(cause) : "several";
  }

  private List<String> crossing(
      FindingFile file, String asks, String where, Evidence.Side against) {
    Evidence evidence = file.finding().evidence();
    Plan plan = evidence.plan();
    List<String> sentences = new ArrayList<>();
    sentences.add(asks);
    List<Reading> clear =
        evidence.readings().stream()
            .filter(r -> r.side() == against && r.mark() == Evidence.Mark.BELIEVED)
            .toList();
    clear.stream()
        .mapToDouble(r -> r.distanceMetres() - r.radiusMetres())
        .max()
        .ifPresent(
            far ->
                sentences.add(
                    "The position was clear "
                        + where
                        + ", at the farthest by "
                        + states.metres(far)
                        + " more than its error circle."));
    sentences.add(
        "Policy asks for at least "
            + plan.confirmations()
            + " such fixes in a row ("
            + file.policy().clauseOf(PlanParameter.CONFIRMATIONS)
            + ") over at least "
            + moments.lasting(plan.dwell())
            + "; the evidence was enough "
            + moments.local(file.finding().knownAt(), file.zone())
            + ".");
    if (rowBeganBefore(file)) {
      sentences.add(
          "The row of fixes began before the condition bound. Those before "
              + moments.local(file.finding().startsAt(), file.zone())
              + " count towards the row; what is said begins only then.");
    }
    return sentences;
  }

  /** What would have made it otherwise, a sentence each. */
  List<String> otherwise(FindingFile file) {
    return file.finding().evidence().otherwise().stream().flatMap(o -> sentence(o, file)).toList();
  }

  /** Whether its row of fixes began before the condition bound. */
  static boolean rowBeganBefore(FindingFile file) {
    Finding finding = file.finding();
    boolean crossing =
        finding.kind() == FindingKind.OUTSIDE_ZONE || finding.kind() == FindingKind.INSIDE_ZONE;
    return crossing
        && finding.evidence().readings().stream()
            .anyMatch(reading -> reading.observedAt().isBefore(finding.startsAt()));
  }

  private Stream<String> sentence(Otherwise otherwise, FindingFile file) {
    ZoneId zone = file.zone();
    return Stream.of(
        switch (otherwise) {
          case Otherwise.FixNearerBy(Instant at, double metres) ->
              "the fix of "
                  + moments.brief(at, zone)
                  + " had lain "
                  + states.metres(metres)
                  + " nearer the edge, or its error circle had been that much wider";
          case Otherwise.ReturnedBefore(Instant at) ->
              "a clear fix had shown the person on the other side of the edge before "
                  + moments.brief(at, zone);
          case Otherwise.HeardBefore(Instant at) ->
              "the device had been heard from before " + moments.brief(at, zone);
          case Otherwise.LocatedBefore(Instant at) ->
              "a believed fix clear of the edge had come before " + moments.brief(at, zone);
          case Otherwise.MoreConfirmations(int needed) ->
              "policy had asked for "
                  + needed
                  + " fixes in a row"
                  + (rowBeganBefore(file)
                      ? ", those from before it began to bind counted too"
                      : "");
          case Otherwise.LongerDwell(java.time.Duration longer) ->
              "policy had asked that it last longer than " + moments.lasting(longer);
          case Otherwise.CheckedInBefore(Instant at) ->
              "a check-in had come before " + moments.brief(at, zone);
          case Otherwise.ClosedBefore(Instant at) ->
              "it had been seen closed before " + moments.brief(at, zone);
          case Otherwise.ChargedBefore(Instant at) ->
              "the device had been seen charging, or charged, before " + moments.brief(at, zone);
          case Otherwise.RecordedOtherwise() -> "somebody had recorded otherwise what came of it";
          case Otherwise.ExcusalRecorded() -> "an excusal had covered the time";
          case Otherwise.AgainstBefore ofSpans -> throw new IllegalStateException("said of spans");
          case Otherwise.WithoutFixes ofSpans -> throw new IllegalStateException("said of spans");
          case Otherwise.NotHeard ofSpans -> throw new IllegalStateException("said of spans");
          case Otherwise.WithoutCheckIns ofSpans ->
              throw new IllegalStateException("said of spans");
          case Otherwise.OpenedBefore ofSpans -> throw new IllegalStateException("said of spans");
          case Otherwise.WithoutExcusals ofSpans ->
              throw new IllegalStateException("said of spans");
          case Otherwise.Bound ofSpans -> throw new IllegalStateException("said of spans");
        });
  }
}
