package org.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Feature02ConfirmationTest {
  @Test
  void givenEnoughFixesOverTheDwell_thenNotMetFromTheFirst() {
    Day day =
        Day.of(
                """
                07:00 home
                07:10 out 200m
                07:12 out 300m
                07:15 out 400m
                07:30 out 400m
                07:40 home
                """)
            .since("07:00")
            .until("08:00");
    assertThat(day.timeline())
        .isEqualTo(
            """
            07:00 Met
            07:10 NotMet
            07:40 Met
            """);
    assertThat(day.findings()).isEqualTo("OutsideZone 07:10-07:40 known 07:15\n");
  }

  @Test
  void givenTooFewFixes_thenUnconfirmed() {
    Day day =
        Day.of(
                """
                07:00 home
                07:10 out 200m
                07:25 out 300m
                07:26 home
                """)
            .since("07:00")
            .until("07:50");
    assertThat(day.timeline())
        .isEqualTo(
            """
            07:00 Met
            07:10 Unknown Unconfirmed
            07:26 Met
            """);
    assertThat(day.findings()).isEmpty();
  }

  @Test
  void givenEnoughFixesInTooShortATime_thenUnconfirmed() {
    Day day =
        Day.of(
                """
                07:00 home
                07:10 out 200m
                07:11 out 200m
                07:12 out 200m
                07:14:59 out 200m
                07:16 home
                """)
            .since("07:00")
            .until("07:40");
    assertThat(day.timeline())
        .isEqualTo(
            """
            07:00 Met
            07:10 Unknown Unconfirmed
            07:16 Met
            """);
  }

  @Test
  void givenAStraddlingFixBetween_thenTheRowStartsAgain() {
    Day day =
        Day.of(
                """
                07:00 out 200m
                07:02 out 200m
                07:04 out 5m
                07:06 out 200m
                07:08 out 200m
                07:11 out 200m
                """)
            .since("07:00")
            .until("07:20");
    assertThat(day.timeline())
        .isEqualTo(
            """
            07:00 Unknown Unconfirmed
            07:04 Unknown CoarseFix
            07:06 NotMet
            """);
  }

  @Test
  void givenTwoFixesOfOneInstant_thenTheyCountOnce() {
    Day day =
        Day.of(
                """
                07:00 out 200m
                07:06 out 200m
                07:06 out 201m
                """)
            .since("07:00")
            .until("07:10");
    assertThat(day.timeline()).isEqualTo("07:00 Unknown Unconfirmed\n");
  }

  @Test
  void givenTheNextFixComesAfterTheFreshness_thenANewRowStarts() {
    Day day =
        Day.of(
                """
                07:00 out 200m
                07:30 out 200m
                08:00:01 out 200m
                """)
            .since("07:00")
            .until("08:10");
    assertThat(day.timeline())
        .isEqualTo(
            """
            07:00 Unknown Unconfirmed
            08:00 Unknown NoFix
            08:00:01 Unknown Unconfirmed
            """);
  }

  @Test
  void givenNoFixesFollow_thenNotMetEndsWhenTheLastIsNoLongerBelieved() {
    Day day =
        Day.of(
                """
                07:00 out 200m
                07:03 out 200m
                07:06 out 200m
                """)
            .since("07:00")
            .until("10:00");
    assertThat(day.timeline())
        .isEqualTo(
            """
            07:00 NotMet
            07:36 Unknown NoFix
            09:06 Unknown NoContact
            """);
    assertThat(day.findings()).isEqualTo("OutsideZone 07:00-07:36 known 07:06\n");
  }

  @Test
  void givenAStraddlingFixInNotMet_thenItGoesOn() {
    Day day =
        Day.of(
                """
                07:00 out 200m
                07:03 out 200m
                07:06 out 200m
                07:20 out 5m
                07:36 out 200m
                """)
            .since("07:00")
            .until("08:00");
    assertThat(day.timeline()).isEqualTo("07:00 NotMet\n");
    assertThat(day.findings()).isEqualTo("OutsideZone 07:00- known 07:06\n");
  }
}
