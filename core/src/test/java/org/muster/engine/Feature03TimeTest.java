package org.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.muster.domain.Interval;
import org.muster.domain.Plan;
import org.muster.domain.Schedule;

/** When a condition binds: windows, orders, plans, excusals. */
class Feature03TimeTest {
  private static final String OUT_FROM_SIX =
      """
      06:00 out 200m
      06:20 out 200m
      06:40 out 200m
      07:00 out 200m
      07:05 out 200m
      07:20 home
      """;

  @Test
  void givenAbsentWhenTheWindowOpens_thenNotMetFromItsStartWithoutACrossing() {
    Day day =
        Day.of(OUT_FROM_SIX).within(Day.hours("06:55", "08:00")).since("06:00").until("09:00");
    assertThat(day.timeline())
        .isEqualTo(
            """
            06:00 NotBinding
            06:55 NotMet
            07:20 Met
            07:50 Unknown NoFix
            08:00 NotBinding
            """);
    assertThat(day.findings()).isEqualTo("OutsideZone 06:55-07:20 known 07:00\n");
  }

  @Test
  void givenAbsentInTheWindowForLessThanTheDwell_thenUnconfirmed() {
    Day day =
        Day.of(OUT_FROM_SIX).within(Day.hours("07:01", "08:00")).since("06:00").until("07:40");
    assertThat(day.timeline())
        .isEqualTo(
            """
            06:00 NotBinding
            07:01 Unknown Unconfirmed
            07:20 Met
            """);
  }

  @Test
  void givenTheOrderEnds_thenNothingBindsFromThatSecond() {
    Day day = Day.of(OUT_FROM_SIX).inForce("06:10", "07:03:17").since("06:00").until("07:30");
    assertThat(day.timeline())
        .isEqualTo(
            """
            06:00 NotBinding
            06:10 NotMet
            07:03:17 NotBinding
            """);
    assertThat(day.findings()).isEqualTo("OutsideZone 06:10-07:03:17 known 06:40\n");
  }

  @Test
  void givenAnExcusal_thenItLiftsTheConditionAndWhatFollowsIsJudgedAnew() {
    Day day = Day.of(OUT_FROM_SIX).excused("05:00", "06:58").since("06:00").until("07:30");
    assertThat(day.timeline())
        .isEqualTo(
            """
            06:00 Excused
            06:58 NotMet
            07:20 Met
            """);
  }

  @Test
  void givenAPlanThatAsksMoreFromMidnight_thenEachFixIsJudgedByThePlanOfItsTime() {
    Plan two = confirmations(2);
    Plan four = confirmations(4);
    String lines =
        """
        23:50 out 200m
        23:56 out 200m
        23:59 home
        +1 00:01 out 200m
        +1 00:07 out 200m
        +1 00:13 out 200m
        +1 00:14 home
        """;
    Day day =
        Day.of(lines)
            .plan("00:00", "+1 00:00", two)
            .plan("+1 00:00", "+1 23:00", four)
            .since("23:50")
            .until("+1 00:20");
    assertThat(day.timeline())
        .isEqualTo(
            """
            23:50 NotMet
            23:59 Met
            +1 00:01 Unknown Unconfirmed
            +1 00:14 Met
            """);
    assertThat(day.judged().findings()).allSatisfy(f -> assertThat(f.policyId()).isEqualTo("p0"));
  }

  @Test
  void givenNoPlanInForce_thenNothingBinds() {
    Day day = Day.of(OUT_FROM_SIX).plan("07:00", "08:00", Day.PLAN).since("06:00").until("07:21");
    assertThat(day.timeline())
        .isEqualTo(
            """
            06:00 NotBinding
            07:00 NotMet
            07:20 Met
            """);
  }

  @Test
  void givenADatedException_thenItReplacesTheHoursOfThatDate() {
    Schedule.Hours usual = new Schedule.Hours(LocalTime.of(6, 0), LocalTime.of(8, 0));
    TreeMap<LocalDate, List<Schedule.Hours>> exceptions = new TreeMap<>();
    exceptions.put(Day.DATE, List.of(new Schedule.Hours(LocalTime.of(7, 0), LocalTime.of(7, 10))));
    Day day =
        Day.of(OUT_FROM_SIX)
            .within(
                new Schedule.Weekly(
                    ZoneId.of("UTC"),
                    List.of(new Schedule.Entry(DayOfWeek.TUESDAY, usual)),
                    exceptions))
            .since("06:00")
            .until("07:30");
    assertThat(day.timeline())
        .isEqualTo(
            """
            06:00 NotBinding
            07:00 NotMet
            07:10 NotBinding
            """);
  }

  @Test
  void givenTheHourThatIsDoubledInAutumn_thenACurfewHoldsInBoth() {
    Schedule night =
        new Schedule.Weekly(
            ZoneId.of("America/New_York"),
            List.of(
                new Schedule.Entry(
                    DayOfWeek.SUNDAY, new Schedule.Hours(LocalTime.of(0, 0), LocalTime.of(1, 30)))),
            new TreeMap<>());
    Judgement judgement =
        Engine.judge(
            new Day().within(night).supervision(),
            new Interval(
                Instant.parse("2026-11-01T04:00:00Z"), Instant.parse("2026-11-01T08:00:00Z")),
            List.of());
    // 00:00 EDT is 04:00 UTC; the second 01:30, in EST, is 06:30 UTC.
    assertThat(judgement.timeline(Day.CONDITION).spans().getFirst().endsAt())
        .isEqualTo(Instant.parse("2026-11-01T06:30:00Z"));
  }

  static Plan confirmations(int confirmations) {
    return new Plan(
        Duration.ofMinutes(30),
        confirmations,
        Duration.ofMinutes(5),
        1,
        30,
        500,
        90,
        Duration.ofHours(4),
        20,
        500,
        Day.PLAN.standsWithinMetres(),
        Day.PLAN.driftMetresMax(),
        Day.PLAN.driftFor(),
        Duration.ofHours(2),
        Duration.ofDays(2),
        Duration.ofHours(3),
        Day.PLAN.checkInGrace(),
        Day.PLAN.presenceMargin(),
        Day.PLAN.recordWithin(),
        Day.PLAN.openConfirmedAfter(),
        Day.PLAN.batteryLowPercent(),
        Day.PLAN.chargeWithin());
  }
}
