package org.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.muster.domain.Condition;
import org.muster.domain.Evidence;
import org.muster.domain.Evidence.Mark;
import org.muster.domain.Evidence.RadiusRule;

/** Fixes that are kept and marked, and not read against a zone. */
class Feature04MarksTest {
  @Test
  void givenOnlyCoarseFixesFarAway_thenNeverNotMet() {
    Day day =
        Day.of(
                """
                07:00 out 20km acc 501
                07:10 out 20km acc 900
                07:20 out 20km acc 2000
                """)
            .since("07:00")
            .until("08:00");
    assertThat(day.timeline()).isEqualTo("07:00 Unknown CoarseFix\n07:50 Unknown NoFix\n");
  }

  @Test
  void givenFakedOrInvalidFixes_thenTheyAreIgnoredForTheRow() {
    Day day =
        Day.of(
                """
                07:00 home
                07:05 out 1km mock
                07:10 out 1km invalid
                07:15 out 1km mock
                """)
            .since("07:00")
            .until("08:00");
    assertThat(day.timeline())
        .isEqualTo(
            """
            07:00 Met
            07:30 Unknown CoarseFix
            07:45 Unknown NoFix
            """);
  }

  @Test
  void givenFixesByAWrongClock_thenTheyNeitherAccuseNorClear() {
    Day day =
        Day.of(
                """
                07:00 home
                07:05 out 1km wrongclock
                07:10 out 1km wrongclock
                07:15 out 1km wrongclock
                07:50 home wrongclock
                """)
            .since("07:00")
            .until("08:00");
    assertThat(day.timeline())
        .isEqualTo(
            """
            07:00 Met
            07:30 Unknown CoarseFix
            07:45 Unknown NoFix
            07:50 Unknown CoarseFix
            """);
    assertThat(day.findings()).isEmpty();
  }

  @Test
  void givenMarkedFixesInARow_thenTheyNeitherGrowNorEndIt() {
    Day day =
        Day.of(
                """
                07:00 out 200m
                07:02 home mock
                07:03 out 200m
                07:04 out 200m mock
                07:06 out 200m
                """)
            .since("07:00")
            .until("07:10");
    assertThat(day.timeline()).isEqualTo("07:00 NotMet\n");
    assertThat(day.findings()).isEqualTo("OutsideZone 07:00- known 07:06\n");
  }

  @Test
  void givenOneImpossibleLeap_thenItIsNotBelieved() {
    Day day =
        Day.of(
                """
                07:00 home
                07:01 out 50km
                07:02 home
                """)
            .since("07:00")
            .until("07:30");
    assertThat(day.timeline()).isEqualTo("07:00 Met\n");
  }

  @Test
  void givenALeapThatTheNextFixesFit_thenTheyAreBelievedAgain() {
    Day day =
        Day.of(
                """
                07:00 home
                07:01 out 50km
                07:02 out 50km
                07:05 out 51km
                07:07 out 51km
                """)
            .since("07:00")
            .until("07:20");
    assertThat(day.timeline())
        .isEqualTo(
            """
            07:00 Met
            07:02 NotMet
            """);
  }

  @Test
  void givenFixesThatSwitchBetweenTwoPlaces_thenOnlyThePlaceThatWasBelievedIs() {
    Day day =
        Day.of(
                """
                07:00 home
                07:01 out 50km
                07:02 home
                07:03 out 50km
                07:04 home
                """)
            .since("07:00")
            .until("07:34");
    assertThat(day.timeline()).isEqualTo("07:00 Met\n");
  }

  @Test
  void givenAPlaceThatIsSentAgainForLongerThanPolicyBelieves_thenItKeepsNobodyMet() {
    Day day =
        Day.of(
                """
                07:00 in 50m
                08:00 in 50m
                09:00 in 50m
                10:00 in 50m
                10:40 in 50m
                11:00 in 50m
                11:01 in 50m
                11:20 in 50m
                11:40 in 50m
                """)
            .since("07:00")
            .until("12:00");
    // The run began at 07:00; 11:00 is four hours after it, and still believed.
    assertThat(day.timeline())
        .isEqualTo(
            """
            07:00 Met
            07:30 Unknown NoFix
            08:00 Met
            08:30 Unknown NoFix
            09:00 Met
            09:30 Unknown NoFix
            10:00 Met
            10:30 Unknown NoFix
            10:40 Met
            11:30 Unknown CoarseFix
            """);
  }

  @Test
  void givenAPlaceThatIsSentAgainForTooLong_thenItKeepsNobodyNotMetEither() {
    Day day = Day.of(everyTwentyMinutes("out 200m")).since("07:00").until("12:00");
    assertThat(day.timeline())
        .isEqualTo(
            """
            07:00 NotMet
            11:30 Unknown CoarseFix
            """);
    Evidence evidence = day.judged().findings().getFirst().evidence();
    assertThat(evidence.plan().repeatBelievedFor()).isEqualTo(Duration.ofHours(4));
  }

  @Test
  void givenAPlaceThatMovesByAUnitOrStatesAnotherAccuracy_thenItIsNoRepeat() {
    Day moved = Day.of(everyTwentyMinutes("in 50m") + "09:05 in 50.1m\n").since("07:00");
    assertThat(moved.timeline()).isEqualTo("07:00 Met\n");
    Day restated = Day.of(everyTwentyMinutes("in 50m") + "09:05 in 50m acc 11\n").since("07:00");
    assertThat(restated.timeline()).isEqualTo("07:00 Met\n");
  }

  @Test
  void givenMarkedFixesBetweenRepeats_thenTheRunGoesOn() {
    Day day = Day.of(everyTwentyMinutes("in 50m") + "09:05 out 9km mock\n").since("07:00");
    assertThat(day.timeline()).isEqualTo("07:00 Met\n11:30 Unknown CoarseFix\n");
  }

  @Test
  void givenAStaleRepeat_thenTheDeviceWasHeard() {
    Day day =
        Day.of(everyTwentyMinutes("in 50m"))
            .asks(new Condition.KeepContact())
            .since("07:00")
            .until("13:00");
    assertThat(day.timeline()).isEqualTo("07:00 Met\n");
  }

  @Test
  void givenAStaleRepeat_thenTheEvidenceNamesItsMark() {
    Day day = Day.of(everyTwentyMinutes("in 50m")).since("07:00").until("14:40");
    Evidence evidence = day.judged().findings().getFirst().evidence();
    assertThat(evidence.readings().stream().map(Evidence.Reading::mark))
        .containsOnly(Mark.STALE_REPEAT);
  }

  /** From 07:00 to 11:40. */
  private static String everyTwentyMinutes(String where) {
    StringBuilder lines = new StringBuilder();
    for (int minutes = 7 * 60; minutes <= 11 * 60 + 40; minutes += 20) {
      lines.append(String.format("%02d:%02d %s\n", minutes / 60, minutes % 60, where));
    }
    return lines.toString();
  }

  @Test
  void givenAMastThatStatesNoAccuracy_thenItsCircleIsThatOfAMast() {
    Day day =
        Day.of(
                """
                07:00 out 400m noacc network
                07:03 out 401m noacc network
                07:06 out 402m noacc network
                """)
            .since("07:00")
            .until("07:10");
    assertThat(day.timeline()).isEqualTo("07:00 Unknown CoarseFix\n");
    Day satellites =
        Day.of(
                """
                07:00 out 400m noacc
                07:03 out 401m noacc
                07:06 out 402m noacc
                """)
            .since("07:00")
            .until("07:10");
    assertThat(satellites.timeline()).isEqualTo("07:00 NotMet\n");
  }

  @Test
  void givenANetworkPositionThatStatesTooSmallACircle_thenTheLeastOfItsKindIsTaken() {
    String lines =
        """
        07:00 out 15m acc 3 network
        07:03 out 16m acc 3 network
        07:06 out 17m acc 3 network
        """;
    Day network = Day.of(lines).since("07:00").until("07:10");
    assertThat(network.timeline()).isEqualTo("07:00 Unknown CoarseFix\n");
    Day satellites = Day.of(lines.replace(" network", "")).since("07:00").until("07:10");
    assertThat(satellites.timeline()).isEqualTo("07:00 NotMet\n");
  }

  @Test
  void givenFixesOfEachKind_thenTheEvidenceSaysWhichRuleSetTheRadius() {
    Day day =
        Day.of(
                """
                07:00 out 800m
                07:03 out 800m noacc
                07:06 out 800m acc 3 network
                07:09 out 800m noacc network
                07:12 out 800m acc 20 network
                """)
            .plan(Feature03TimeTest.confirmations(5))
            .since("07:00")
            .until("07:20");
    List<Evidence.Reading> readings = day.judged().findings().getFirst().evidence().readings();
    assertThat(readings.stream().map(Evidence.Reading::radiusBy))
        .containsExactly(
            RadiusRule.STATED,
            RadiusRule.UNSTATED,
            RadiusRule.NETWORK_LEAST,
            RadiusRule.NETWORK_UNSTATED,
            RadiusRule.STATED);
    assertThat(readings.stream().map(Evidence.Reading::radiusMetres))
        .containsExactly(10.0, 30.0, 20.0, 500.0, 20.0);
    assertThat(readings.stream().map(Evidence.Reading::statedAccuracyMetres))
        .containsExactly(
            OptionalDouble.of(10),
            OptionalDouble.empty(),
            OptionalDouble.of(3),
            OptionalDouble.empty(),
            OptionalDouble.of(20));
  }
}
