package org.muster.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.muster.domain.Evidence;
import org.muster.domain.Finding;
import org.muster.domain.Plan;
import org.muster.domain.State;
import org.muster.policy.PlanParameter;
import org.muster.worklist.FindingFile;
import org.springframework.stereotype.Component;

/** Why findings about the device, check-ins, hearings and appointments are raised, in sentences. */
@Component
class DutyWords {
  private final Moments moments;
  private final StateWords states;

  DutyWords(Moments moments, StateWords states) {
    this.moments = moments;
    this.states = states;
  }

  List<String> reasons(FindingFile file) {
    Finding finding = file.finding();
    return switch (finding.kind()) {
      case DEVICE_OPENED -> opened(file);
      case BATTERY_LOW ->
          List.of(
              "The device reported %s percent or less and was not seen charging for %s."
                  .formatted(
                      plan(file).batteryLowPercent() + clause(file, PlanParameter.BATTERY_LOW),
                      moments.lasting(plan(file).chargeWithin())
                          + clause(file, PlanParameter.CHARGE_WITHIN)),
              "A low battery says nothing against the person: the charger may be at fault.");
      case CHECK_IN_MISSED -> missed(file);
      case CHECK_IN_UNVERIFIED -> unverified(file);
      case NOT_ATTENDED -> List.of("It was recorded that the person did not attend.", place(file));
      case ATTENDANCE_UNVERIFIED ->
          finding.state().equals(new State.Unknown(State.Cause.CONTRADICTED))
              ? List.of(
                  "It was recorded that the person did not attend, and the device was seen clear"
                      + " inside the place near that time.",
                  "Until somebody has looked, it is held against nobody.")
              : List.of(
                  "Nobody recorded what came of it within %s."
                      .formatted(
                          moments.lasting(plan(file).recordWithin())
                              + clause(file, PlanParameter.RECORD_WITHIN)),
                  "A missing record says nothing about whether the person was there.",
                  place(file));
      case OUTSIDE_ZONE, INSIDE_ZONE, CONTACT_OVERDUE, UNVERIFIED ->
          throw new IllegalStateException("another tells of " + finding.kind());
    };
  }

  private List<String> opened(FindingFile file) {
    List<String> sentences = new ArrayList<>();
    boolean ended = file.finding().endsAt().isPresent();
    sentences.add(
        "The device itself reported its strap or case open."
            + (ended ? " It was reported closed, or ended, later." : ""));
    if (!(file.finding().state() instanceof State.NotMet)) {
      sentences.add(
          "Policy takes it for more than a suspicion when it lasts %s."
              .formatted(
                  moments.lasting(plan(file).openConfirmedAfter())
                      + clause(file, PlanParameter.OPEN_CONFIRMED_AFTER)));
    }
    sentences.add("It stays here until a person has looked, also when it closed by itself.");
    return sentences;
  }

  private List<String> missed(FindingFile file) {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "No check-in came in that time, nor within the grace of %s after it."
            .formatted(
                moments.lasting(plan(file).checkInGrace())
                    + clause(file, PlanParameter.CHECK_IN_GRACE)));
    sentences.add(
        heard(file)
            .map("The device was heard %s, so a check-in by app could have been made."::formatted)
            .orElse("Somebody recorded that there was none."));
    return sentences;
  }

  private List<String> unverified(FindingFile file) {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "No check-in is known, and it cannot be said that there was none: %s."
            .formatted(
                file.finding().state() instanceof State.Unknown(State.Cause cause)
                    ? states.of(cause)
                    : "several causes"));
    heard(file).map("The device was last heard %s."::formatted).ifPresent(sentences::add);
    sentences.add("It says nothing against the person.");
    return sentences;
  }

  private Optional<String> heard(FindingFile file) {
    Optional<Instant> at = file.finding().evidence().lastHeardAt();
    return at.map(heard -> moments.local(heard, file.zone()));
  }

  private static String place(FindingFile file) {
    List<Evidence.Reading> readings = file.finding().evidence().readings();
    if (readings.isEmpty()) {
      return "No believed fix near that time was compared with the place.";
    }
    boolean inside = readings.stream().anyMatch(each -> each.side() == Evidence.Side.CLEAR_INSIDE);
    return inside
        ? "The device was seen clear inside the place near that time."
        : "Near that time the device was seen clear outside the place, and never clear inside.";
  }

  private static Plan plan(FindingFile file) {
    return file.finding().evidence().plan();
  }

  private static String clause(FindingFile file, PlanParameter parameter) {
    return " (" + file.policy().clauseOf(parameter) + ")";
  }
}
