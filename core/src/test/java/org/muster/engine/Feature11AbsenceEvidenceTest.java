// Over 250 lines because each test holds every word that is said of its day.
package org.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.domain.Plan;

/** What a finding of an absence says: how near it was to being otherwise, and by which fix. */
class Feature11AbsenceEvidenceTest {
  private static final Plan AT_ONCE =
      PlanWith.of(Map.of("confirmations", 1, "dwell", Duration.ZERO));

  private static Day day(String lines) {
    return Day.of(lines).since("06:00").until("09:00");
  }

  @Test
  void givenConfirmingFixesWithCirclesOfTheirOwn_thenTheOneLeastClearIsNamedNotTheNearest() {
    Day day =
        day(
            """
            07:00 out 100m acc 10
            07:02 out 130m acc 80
            07:04 out 140m acc 89
            07:06 out 140m acc 89
            07:08 out 90m acc 80
            """);
    assertThat(Said.of(day))
        .isEqualTo(
            """
            OutsideZone NotMet 07:00-07:38 known 07:06
              fix 07:00 outside 100m of 10m believed
              fix 07:02 outside 130m of 80m believed
              fix 07:04 outside 140m of 89m believed
              fix 07:06 outside 140m of 89m believed
              fix 07:08 outside 90m of 80m believed
              of 5
              or FixNearerBy 07:02 by 50.0m
              or ReturnedBefore 07:06
              or MoreConfirmations 6
              or LongerDwell PT8M
              or ExcusalRecorded
            """);
  }

  @Test
  void givenOnlyUnboundTimeWasNearer_thenTheNearestOfTheBoundTimeIsNamed() {
    Day day =
        day("""
                06:50 out 30m
                06:55 out 31m
                07:00 out 500m
                07:05 out 400m
                07:06 out 450m
                """)
            .within(Day.hours("06:58", "08:00"));
    assertThat(Said.of(day))
        .isEqualTo(
            """
            OutsideZone NotMet 06:58-07:36 known 07:05
              fix 06:55 outside 31m of 10m believed
              fix 07:00 outside 500m of 10m believed
              fix 07:05 outside 400m of 10m believed
              fix 07:06 outside 450m of 10m believed
              of 3, window 06:58-08:00
              or FixNearerBy 07:05 by 390.0m
              or ReturnedBefore 07:05
              or MoreConfirmations 6
              or LongerDwell PT8M
              or ExcusalRecorded
            """);
  }

  @Test
  void givenFixesThatFollow_thenFarthestAndLastAreListedAndAllAreCounted() {
    Day day =
        day(
            """
            07:00 out 300m
            07:03 out 700m
            07:06 out 400m
            07:08 out 700m
            07:10 out 900m
            07:12 out 900m
            07:14 out 300m
            """);
    assertThat(Said.of(day))
        .isEqualTo(
            """
            OutsideZone NotMet 07:00-07:44 known 07:06
              fix 07:00 outside 300m of 10m believed
              fix 07:03 outside 700m of 10m believed
              fix 07:06 outside 400m of 10m believed
              fix 07:10 outside 900m of 10m believed
              fix 07:14 outside 300m of 10m believed
              of 7
              or FixNearerBy 07:00 by 290.0m
              or ReturnedBefore 07:06
              or MoreConfirmations 8
              or LongerDwell PT14M
              or ExcusalRecorded
            """);
  }

  @Test
  void givenTheRowBreaksAfterItsConfirmation_thenTheLongestRowSaysWhatPolicyCouldHaveAsked() {
    Day day =
        day(
            """
            07:00 out 300m
            07:03 out 300m
            07:06 out 300m
            07:07 out 5m
            07:08 out 300m
            07:09 out 300m
            07:10 out 300m
            07:11 out 300m
            07:12 out 300m
            07:12:59 out 300m
            07:20 home
            """);
    assertThat(Said.of(day))
        .isEqualTo(
            """
            OutsideZone NotMet 07:00-07:20 known 07:06
              fix 07:00 outside 300m of 10m believed
              fix 07:03 outside 300m of 10m believed
              fix 07:06 outside 300m of 10m believed
              fix 07:12:59 outside 300m of 10m believed
              fix 07:20 inside 100m of 10m believed
              of 9
              or FixNearerBy 07:00 by 290.0m
              or ReturnedBefore 07:06
              or MoreConfirmations 4
              or LongerDwell PT6M
              or ExcusalRecorded
            """);
    Day longer =
        day(
            """
            07:00 out 300m
            07:03 out 300m
            07:06 out 300m
            07:07 out 5m
            07:08 out 300m
            07:16 out 300m
            07:16:30 out 300m
            07:16:40 out 300m
            07:20 home
            """);
    assertThat(Said.of(longer))
        .isEqualTo(
            """
            OutsideZone NotMet 07:00-07:20 known 07:06
              fix 07:00 outside 300m of 10m believed
              fix 07:03 outside 300m of 10m believed
              fix 07:06 outside 300m of 10m believed
              fix 07:16:40 outside 300m of 10m believed
              fix 07:20 inside 100m of 10m believed
              of 7
              or FixNearerBy 07:00 by 290.0m
              or ReturnedBefore 07:06
              or MoreConfirmations 5
              or LongerDwell PT8M40S
              or ExcusalRecorded
            """);
  }

  @Test
  void givenOneFixConfirms_thenNobodyCouldHaveReturnedBefore() {
    Day day = day("07:00 out 300m\n07:10 home\n").plan(AT_ONCE);
    assertThat(Said.of(day))
        .isEqualTo(
            """
            OutsideZone NotMet 07:00-07:10 known 07:00
              fix 07:00 outside 300m of 10m believed
              fix 07:10 inside 100m of 10m believed
              of 1
              or FixNearerBy 07:00 by 290.0m
              or MoreConfirmations 2
              or LongerDwell PT0S
              or ExcusalRecorded
            """);
  }

  @Test
  void givenTwoFixesOfOneInstantThatContradict_thenThereIsNoAbsence() {
    // South of the zone, then two fixes in it that confirm each other, all in one instant.
    Day day =
        day("""
                06:00 in 50m
                07:00 out -500m
                07:00 in 60m
                07:00 in 59m
                07:10 home
                """)
            .plan(AT_ONCE);
    assertThat(day.timeline())
        .isEqualTo("06:00 Met\n06:30 Unknown NoFix\n07:00 Met\n07:40 Unknown NoFix\n");
    assertThat(Said.of(day)).isEmpty();
  }

  @Test
  void givenMoreFixesThanPolicyAsksBeforeTheDwell_thenTheFirstOnesAndTheConfirmingOneAreListed() {
    Day day =
        day(
            """
            07:00 out 700m
            07:01 out 300m
            07:02 out 300m
            07:03 out 700m
            07:05 out 310m
            07:08 out 320m
            07:10 home
            """);
    assertThat(Said.of(day))
        .isEqualTo(
            """
            OutsideZone NotMet 07:00-07:10 known 07:05
              fix 07:00 outside 700m of 10m believed
              fix 07:01 outside 300m of 10m believed
              fix 07:02 outside 300m of 10m believed
              fix 07:05 outside 310m of 10m believed
              fix 07:08 outside 320m of 10m believed
              fix 07:10 inside 100m of 10m believed
              of 6
              or FixNearerBy 07:01 by 290.0m
              or ReturnedBefore 07:05
              or MoreConfirmations 7
              or LongerDwell PT8M
              or ExcusalRecorded
            """);
  }

  @Test
  void givenARowThatCameToNothingNearer_thenTheMarginIsOfTheRowThatWasConfirmed() {
    Day day =
        day(
            """
            06:10 out 12m
            06:12 out 900m
            06:14 out 5m
            06:20 out 300m
            06:23 out 310m
            06:26 out 320m
            06:30 home
            """);
    assertThat(Said.of(day))
        .isEqualTo(
            """
            OutsideZone NotMet 06:20-06:30 known 06:26
              fix 06:20 outside 300m of 10m believed
              fix 06:23 outside 310m of 10m believed
              fix 06:26 outside 320m of 10m believed
              fix 06:30 inside 100m of 10m believed
              of 3
              or FixNearerBy 06:20 by 290.0m
              or ReturnedBefore 06:26
              or MoreConfirmations 4
              or LongerDwell PT6M
              or ExcusalRecorded
            """);
  }

  @Test
  void givenAsManyFixesAsPolicyCanAsk_thenMoreCouldNotHaveBeenAsked() {
    StringBuilder lines = new StringBuilder();
    for (int minute = 10; minute < 29; minute++) {
      lines.append("07:%d out 300m\n".formatted(minute));
    }
    assertThat(Said.of(day(lines.toString()))).contains("or MoreConfirmations 20\n");
    assertThat(Said.of(day(lines + "07:29 out 300m\n"))).doesNotContain("MoreConfirmations");
  }
}
