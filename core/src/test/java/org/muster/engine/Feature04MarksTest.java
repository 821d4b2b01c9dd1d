package org.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
}
