package org.muster.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.muster.domain.FindingKind;
import org.muster.domain.Interval;
import org.muster.domain.Plan;
import org.muster.domain.Technology;

/**
 * The policy values that a programme starts with, until it writes its own. Cautious towards the
 * person: a wide error circle, three fixes in a row, and time for a person to look.
 */
public final class StarterPolicy {
  private StarterPolicy() {}

  public static final PolicySet SET =
      new PolicySet(
          "starter-1",
          "Starter supervision policy",
          "Programme office",
          Interval.from(Instant.parse("2000-01-01T00:00:00Z")),
          plans(),
          clauses(),
          responses(),
          DeviceRule.STARTER);

  /** The plan used where nothing says which technology it was: that of an ankle bracelet. */
  public static Plan plan() {
    return SET.planFor(Technology.ANKLE);
  }

  private static Map<Technology, Plan> plans() {
    Map<Technology, Plan> plans = new EnumMap<>(Technology.class);
    plans.put(Technology.ANKLE, plan(Duration.ofMinutes(30), Duration.ofHours(4)));
    plans.put(Technology.WRIST, plan(Duration.ofMinutes(30), Duration.ofHours(4)));
    plans.put(Technology.PHONE, plan(Duration.ofMinutes(60), Duration.ofHours(12)));
    return plans;
  }

  private static Plan plan(Duration freshness, Duration quietLimit) {
    return new Plan(
        freshness,
        3,
        Duration.ofMinutes(5),
        2.0,
        30,
        500,
        90,
        Duration.ofHours(2),
        20,
        500,
        50,
        150,
        Duration.ofMinutes(5),
        quietLimit,
        Duration.ofHours(48),
        Duration.ofHours(6),
        Duration.ofHours(2),
        Duration.ofMinutes(30),
        Duration.ofHours(24),
        Duration.ofMinutes(2),
        20,
        Duration.ofHours(4));
  }

  private static Map<PlanParameter, String> clauses() {
    Map<PlanParameter, String> clauses = new EnumMap<>(PlanParameter.class);
    clauses.put(PlanParameter.FRESHNESS, "§ 2.1");
    clauses.put(PlanParameter.CONFIRMATIONS, "§ 2.2");
    clauses.put(PlanParameter.DWELL, "§ 2.2");
    clauses.put(PlanParameter.ERROR_CIRCLE_FACTOR, "§ 2.3");
    clauses.put(PlanParameter.UNSTATED_ACCURACY, "§ 2.3");
    clauses.put(PlanParameter.COARSE_ABOVE, "§ 2.4");
    clauses.put(PlanParameter.SPEED_MAX, "§ 2.5");
    clauses.put(PlanParameter.REPEAT_BELIEVED_FOR, "§ 2.6");
    clauses.put(PlanParameter.NETWORK_ACCURACY_MIN, "§ 2.7");
    clauses.put(PlanParameter.NETWORK_UNSTATED, "§ 2.7");
    clauses.put(PlanParameter.STANDS_WITHIN, "§ 2.8");
    clauses.put(PlanParameter.DRIFT_MAX, "§ 2.8");
    clauses.put(PlanParameter.DRIFT_FOR, "§ 2.8");
    clauses.put(PlanParameter.QUIET_LIMIT, "§ 3.1");
    clauses.put(PlanParameter.LOST_AFTER, "§ 3.2");
    clauses.put(PlanParameter.UNVERIFIED_AFTER, "§ 3.3");
    clauses.put(PlanParameter.CHECK_IN_GRACE, "§ 5.1");
    clauses.put(PlanParameter.PRESENCE_MARGIN, "§ 5.2");
    clauses.put(PlanParameter.RECORD_WITHIN, "§ 5.3");
    clauses.put(PlanParameter.OPEN_CONFIRMED_AFTER, "§ 6.1");
    clauses.put(PlanParameter.BATTERY_LOW, "§ 6.2");
    clauses.put(PlanParameter.CHARGE_WITHIN, "§ 6.2");
    return clauses;
  }

  private static Map<FindingKind, Response> responses() {
    Map<FindingKind, Response> responses = new EnumMap<>(FindingKind.class);
    responses.put(
        FindingKind.INSIDE_ZONE,
        new Response(
            Severity.URGENT,
            Duration.ofMinutes(15),
            List.of("Look at the evidence.", "Call the participant.", "Tell the supervisor."),
            "§ 4.1"));
    responses.put(
        FindingKind.DEVICE_OPENED,
        new Response(
            Severity.HIGH,
            Duration.ofMinutes(30),
            List.of("Call the participant.", "Ask for the strap to be checked."),
            "§ 4.2"));
    responses.put(
        FindingKind.OUTSIDE_ZONE,
        new Response(
            Severity.HIGH,
            Duration.ofHours(1),
            List.of("Look at the evidence.", "Call the participant."),
            "§ 4.3"));
    responses.put(
        FindingKind.CONTACT_OVERDUE,
        new Response(
            Severity.ROUTINE,
            Duration.ofHours(4),
            List.of("Check for a vendor or network outage.", "Call the participant."),
            "§ 4.4"));
    responses.put(
        FindingKind.UNVERIFIED,
        new Response(
            Severity.ROUTINE,
            Duration.ofHours(24),
            List.of("Check the device's battery and coverage."),
            "§ 4.5"));
    duties(responses);
    return responses;
  }

  private static void duties(Map<FindingKind, Response> responses) {
    responses.put(
        FindingKind.BATTERY_LOW,
        new Response(
            Severity.ROUTINE,
            Duration.ofHours(4),
            List.of("Ask the participant to charge the device, and whether the charger works."),
            "§ 4.6"));
    responses.put(
        FindingKind.CHECK_IN_MISSED,
        new Response(
            Severity.ROUTINE,
            Duration.ofHours(24),
            List.of("Call the participant.", "Record a check-in that was made another way."),
            "§ 4.7"));
    responses.put(
        FindingKind.CHECK_IN_UNVERIFIED,
        new Response(
            Severity.ROUTINE,
            Duration.ofHours(24),
            List.of("Record the check-in if it was made.", "Check that the app can report."),
            "§ 4.8"));
    responses.put(
        FindingKind.NOT_ATTENDED,
        new Response(
            Severity.HIGH,
            Duration.ofHours(24),
            List.of(
                "Check the notice of the hearing: date, place and language.",
                "Call the participant or counsel."),
            "§ 4.9"));
    responses.put(
        FindingKind.ATTENDANCE_UNVERIFIED,
        new Response(
            Severity.ROUTINE,
            Duration.ofDays(2),
            List.of("Ask the court or the provider what came of it, and record it."),
            "§ 4.10"));
  }
}
