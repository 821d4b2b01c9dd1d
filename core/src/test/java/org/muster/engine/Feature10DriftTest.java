package org.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.muster.domain.Evidence;
import org.muster.domain.Evidence.Mark;
import org.muster.domain.Observation;
import org.muster.domain.Plan;
import org.muster.domain.Schedule;

/** A device that stands says now and then that it is a little away: that is drift, for a while. */
class Feature10DriftTest {
  /** Stands within 50 m for 15 minutes, drifts at most 150 m. */
  private static final Plan PLAN = drifting(50, 150, Duration.ofMinutes(15));

  /** 20 m inside the edge, from 07:00 on: it stands there at 07:15. */
  private static final String STANDS =
      """
      07:00 in 20m
      07:10 in 22m
      07:15 in 18m
      """;

  private static final String THREE_OUT =
      """
      07:18 out 60m
      07:21 out 61m
      07:24 out 62m
      """;

  static Plan drifting(double within, double max, Duration driftFor) {
    Plan plan = Day.PLAN;
    return new Plan(
        plan.freshness(),
        plan.confirmations(),
        plan.dwell(),
        plan.errorCircleFactor(),
        plan.unstatedAccuracyMetres(),
        plan.coarseAboveMetres(),
        plan.speedMetresPerSecondMax(),
        plan.repeatBelievedFor(),
        plan.networkAccuracyMetresMin(),
        plan.networkUnstatedMetres(),
        within,
        max,
        driftFor,
        plan.quietLimit(),
        plan.lostAfter(),
        plan.unverifiedAfter(),
        plan.checkInGrace(),
        plan.presenceMargin(),
        plan.recordWithin(),
        plan.openConfirmedAfter(),
        plan.batteryLowPercent(),
        plan.chargeWithin());
  }

  private static Day day(String lines) {
    return Day.of(lines).plan(PLAN).since("07:00").until("08:00");
  }

  @Test
  void givenADeviceThatStandsNearTheEdge_thenFixesThatLeaveForAWhileAccuseNobody() {
    String lines = STANDS + THREE_OUT + "07:27 in 20m\n07:40 in 20m\n";
    assertThat(day(lines).timeline()).isEqualTo("07:00 Met\n");
    Day without = Day.of(lines).since("07:00").until("08:00");
    assertThat(without.timeline()).isEqualTo("07:00 Met\n07:18 NotMet\n07:27 Met\n");
  }

  @Test
  void givenAPersonWhoGoesAndStaysAway_thenNotMetFromWhenDriftIsOver() {
    Day day =
        day(
            STANDS
                + THREE_OUT
                + """
                07:29 out 60m
                07:30 out 63m
                07:33 out 64m
                07:36 out 65m
                07:50 out 65m
                """);
    // 07:30 is 15 minutes after the last fix near the place.
    assertThat(day.timeline()).isEqualTo("07:00 Met\n07:30 NotMet\n");
    assertThat(day.findings()).isEqualTo("OutsideZone 07:30- known 07:36\n");
  }

  @Test
  void givenAPersonWhoGoesFartherThanDriftDoes_thenNotMetFromTheFirstFixThere() {
    String near = STANDS + "07:18 out 129m\n07:21 out 129m\n07:24 out 129m\n07:27 in 20m\n";
    assertThat(day(near).timeline()).startsWith("07:00 Met\n07:57");
    String far = STANDS + "07:18 out 131m\n07:21 out 131m\n07:24 out 131m\n07:27 in 20m\n";
    assertThat(day(far).timeline()).startsWith("07:00 Met\n07:18 NotMet\n07:27 Met\n");
  }

  @Test
  void givenSomeoneWhoWalksAwaySlowly_thenFoundWhereDriftEnds() {
    StringBuilder lines = new StringBuilder(STANDS);
    // 20 m a minute: from 70 m on away from the place, beyond 150 m from 07:23 on.
    for (int minute = 1; minute <= 14; minute++) {
      int metres = 20 * minute - 20;
      lines.append("07:").append(15 + minute).append(" out ").append(metres).append("m\n");
    }
    // 07:16 and 07:17 lie within 50 m of the place; what is near the edge straddles it.
    assertThat(day(lines.toString()).timeline()).startsWith("07:00 Met\n07:17 NotMet\n07:59");
    String from = lines.toString().replace("07:17 out 20m\n", "");
    assertThat(day(from).timeline()).startsWith("07:00 Met\n07:23 NotMet\n07:59");
  }

  @Test
  void givenADeviceThatHasNotStoodForLongEnough_thenNothingIsDrift() {
    Day day = day("07:00 in 20m\n07:14 in 20m\n" + THREE_OUT + "07:27 in 20m\n07:40 in 20m\n");
    assertThat(day.timeline()).isEqualTo("07:00 Met\n07:18 NotMet\n07:27 Met\n");
  }

  @Test
  void givenOneWhoStandsOutside_thenFixesThatComeInForAWhileClearNobody() {
    Day day =
        day(
            """
            07:00 out 40m
            07:10 out 41m
            07:15 out 40m
            07:18 in 30m
            07:21 out 40m
            07:45 out 41m
            """);
    assertThat(day.timeline()).isEqualTo("07:00 NotMet\n");
  }

  @Test
  void givenOneWhoStandsInAZoneToStayOutOf_thenFixesThatLeaveForAWhileClearNobody() {
    Day day = day(STANDS + "07:18 out 60m\n07:21 in 20m\n07:45 in 20m\n");
    assertThat(day.outOf(new Schedule.Always()).timeline()).isEqualTo("07:00 NotMet\n");
  }

  @Test
  void givenSomeoneWhoComesBackBetween_thenEachTimeAwayBeginsAnew() {
    Day day =
        day(STANDS + THREE_OUT + "07:27 in 20m\n07:30 out 60m\n07:36 out 60m\n07:41 out 60m\n");
    assertThat(day.timeline()).isEqualTo("07:00 Met\n07:57 Unknown CoarseFix\n");
  }

  @Test
  void givenOneFarFixBetween_thenWhereTheDeviceStandsStays() {
    Day day = day(STANDS + "07:16 out 400m\n" + THREE_OUT + "07:27 in 20m\n07:40 in 20m\n");
    assertThat(day.timeline()).isEqualTo("07:00 Met\n07:16 Unknown Unconfirmed\n07:27 Met\n");
  }

  @Test
  void givenADeviceThatStandsElsewhere_thenDriftIsAwayFromThere() {
    Day day =
        day(
            STANDS
                + """
                07:30 out 60m
                07:35 out 60m
                07:45 out 60m
                07:47 in 20m
                07:50 out 60m
                """);
    assertThat(day.timeline()).isEqualTo("07:00 Met\n07:30 NotMet\n");
  }

  @Test
  void givenFixesWithoutBelief_thenTheyDoNotSayWhereTheDeviceStands() {
    String mocked =
        """
        07:00 in 20m mock
        07:10 in 20m
        07:15 in 20m
        """;
    assertThat(day(mocked + THREE_OUT + "07:27 in 20m\n07:40 in 20m\n").timeline())
        .isEqualTo("07:00 Unknown CoarseFix\n07:10 Met\n07:18 NotMet\n07:27 Met\n");
    String between = STANDS + "07:20 in 20m mock\n07:30 out 60m\n07:33 out 60m\n07:36 out 60m\n";
    assertThat(day(between).timeline()).isEqualTo("07:00 Met\n07:30 NotMet\n");
  }

  @Test
  void givenDrift_thenItIsNoPlaceButTheDeviceHasOne() {
    // Where the zone can not be told, drift says no more, and the evidence names it.
    StringBuilder edge = new StringBuilder();
    for (int minute = 7 * 60; minute <= 10 * 60 + 50; minute += 5) {
      boolean away = minute % 30 == 20;
      edge.append(String.format("%02d:%02d ", minute / 60, minute % 60))
          .append(away ? "out 60m\n" : "out " + minute % 7 + "m\n");
    }
    Day day = Day.of(edge.toString()).plan(PLAN).since("07:00").until("11:00");
    assertThat(day.timeline()).isEqualTo("07:00 Unknown CoarseFix\n");
    Evidence evidence = day.judged().findings().getFirst().evidence();
    assertThat(evidence.readings().stream().map(Evidence.Reading::mark))
        .contains(Mark.DRIFT, Mark.BELIEVED);
    assertThat(evidence.plan().driftFor()).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void givenAFoldThatEndsWhileTheDeviceStands_thenTheNextKnowsWhere() {
    Day day = day(STANDS + THREE_OUT + "07:27 in 20m\n07:40 in 20m\n");
    for (String end : List.of("07:05", "07:12", "07:16", "07:20", "07:26")) {
      Folded first = fold(day, FoldState.opening(Day.at("07:00")), Day.at(end));
      FoldState opening = FoldState.decode(first.closing().encode());
      Judgement pieces =
          Judgement.of(day.period(), List.of(first, fold(day, opening, Day.at("08:00"))));
      assertThat(pieces).as(end).isEqualTo(day.judged());
    }
  }

  private static Folded fold(Day day, FoldState opening, Instant end) {
    List<Observation> inside =
        day.observations().stream()
            .filter(o -> !o.observedAt().isBefore(opening.at()) && o.observedAt().isBefore(end))
            .toList();
    return Engine.fold(day.supervision(), opening, end, inside);
  }

  @Test
  void givenAPolicyWithoutDriftInBetween_thenNothingIsRememberedFromBefore() {
    Day day =
        Day.of(STANDS + "07:16 in 20m\n" + THREE_OUT + "07:27 in 20m\n07:40 in 20m\n")
            .plan("07:00", "07:16", PLAN)
            .plan("07:16", "07:17", Day.PLAN)
            .plan("07:17", "+1 00:00", PLAN)
            .since("07:00")
            .until("08:00");
    assertThat(day.timeline()).isEqualTo("07:00 Met\n07:18 NotMet\n07:27 Met\n");
  }

  @Test
  void givenValuesThatCouldSwallowADeparture_thenAPlanRefusesThem() {
    Duration quarter = Duration.ofMinutes(15);
    assertThat(drifting(50, 1_000, Duration.ofHours(1)).driftMetresMax()).isEqualTo(1_000);
    assertThatThrownBy(() -> drifting(50, 1_001, quarter)).hasMessageContaining("1 km");
    assertThatThrownBy(() -> drifting(50, 150, Duration.ofMinutes(61)))
        .hasMessageContaining("60 minutes");
    assertThatThrownBy(() -> drifting(50, 150, quarter.negated()))
        .hasMessageContaining("60 minutes");
    assertThatThrownBy(() -> drifting(50, 49, quarter)).hasMessageContaining("drifts no less far");
    assertThatThrownBy(() -> drifting(0, 49, quarter)).hasMessageContaining("more than 0");
  }
}
