// Over 250 lines because each test holds every word that is said of its day.
package org.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a finding says of time that could not be checked: the whole of its evidence. */
class Feature10UnknownRunTest {
  private static Day day(String lines) {
    return Day.of(lines).since("06:00").until("20:00");
  }

  @Test
  void givenFixesThatDoNotSay_thenFirstLastAndHowManyAreToldAndTheFixThatEndsIt() {
    Day day =
        day(
            """
            06:00 home
            06:20 beat
            07:00 out 5m acc 20
            07:05 out 6m acc 20
            07:10 in 5m acc 20
            08:00 in 80m acc 900
            10:00 home
            """);
    assertThat(Said.of(day))
        .isEqualTo(
            """
            Unverified Unknown NoFix 06:30-10:00 known 09:30
              fix 07:00 straddling 5m of 20m believed
              fix 08:00 straddling 80m of 900m coarse
              fix 10:00 inside 100m of 10m believed
              of 4, heard 06:20
              or LocatedBefore 09:30
              or ExcusalRecorded
            Unverified Unknown NoContact 10:30- known 13:30
              of 0, heard 10:00
              or LocatedBefore 13:30
              or ExcusalRecorded
            """);
  }

  @Test
  void givenARowThatComesToNothing_thenItsFixesLieInTheRunThatGoesOn() {
    Day day =
        day(
            """
            06:00 home
            07:00 out 5m acc 20
            07:30 out 300m
            07:32 out 301m mock
            07:40 out 5m acc 20
            08:10 out 300m
            08:20 home mock
            11:00 home
            """);
    assertThat(Said.of(day))
        .isEqualTo(
            """
            Unverified Unknown NoFix 06:30-11:00 known 09:30
              fix 07:00 straddling 5m of 20m believed
              fix 08:20 inside 100m of 10m mock
              fix 11:00 inside 100m of 10m believed
              of 6, heard 06:00
              or LocatedBefore 09:30
              or ExcusalRecorded
            Unverified Unknown NoContact 11:30- known 14:30
              of 0, heard 11:00
              or LocatedBefore 14:30
              or ExcusalRecorded
            """);
  }

  @Test
  void givenARowThatIsConfirmed_thenItsFixesAreNoneOfTheRunBeforeIt() {
    Day day =
        day(
            """
            06:00 home
            07:00 out 5m acc 20
            09:30 out 6m acc 20
            10:00 out 300m
            10:02 home mock
            10:03 out 300m
            10:06 out 300m
            10:10 home
            """);
    assertThat(Said.of(day))
        .isEqualTo(
            """
            Unverified Unknown NoFix 06:30-10:00 known 09:30
              fix 07:00 straddling 5m of 20m believed
              fix 09:30 straddling 6m of 20m believed
              fix 10:00 outside 300m of 10m believed
              of 2, heard 06:00
              or LocatedBefore 09:30
              or ExcusalRecorded
            OutsideZone NotMet 10:00-10:10 known 10:06
              fix 10:00 outside 300m of 10m believed
              fix 10:03 outside 300m of 10m believed
              fix 10:06 outside 300m of 10m believed
              fix 10:10 inside 100m of 10m believed
              of 3
              or FixNearerBy 10:00 by 290.0m
              or ReturnedBefore 10:06
              or MoreConfirmations 4
              or LongerDwell PT6M
              or ExcusalRecorded
            Unverified Unknown NoContact 10:40- known 13:40
              of 0, heard 10:10
              or LocatedBefore 13:40
              or ExcusalRecorded
            """);
  }

  @Test
  void givenARowThatIsOpenAtTheEnd_thenItLooksAsIfItCameToNothing() {
    Day day =
        day(
            """
            06:00 home
            07:00 out 5m acc 20
            09:50 out 300m
            09:51 home mock
            10:00 out 301m
            """);
    assertThat(Said.of(day.until("10:10")))
        .isEqualTo(
            """
            Unverified Unknown NoFix 06:30- known 09:30
              fix 07:00 straddling 5m of 20m believed
              fix 10:00 outside 301m of 10m believed
              of 4, heard 06:00
              or LocatedBefore 09:30
              or ExcusalRecorded
            """);
  }

  @Test
  void givenARunThatBeginsWithARow_thenTheDeviceWasHeardBeforeTheRow() {
    Day day =
        day(
            """
            06:00 home
            06:29 beat
            06:30 out 300m
            06:31 out 300m acc 900
            """);
    assertThat(Said.of(day))
        .isEqualTo(
            """
            Unverified Unknown NoContact 06:30- known 09:30
              fix 06:30 outside 300m of 10m believed
              fix 06:31 straddling 300m of 900m coarse
              of 2, heard 06:29
              or LocatedBefore 09:30
              or ExcusalRecorded
            """);
    Day again =
        day(
            """
            06:00 home
            06:29 beat
            06:30 out 300m
            06:31 beat
            06:40 out 5m acc 20
            """);
    assertThat(Said.of(again))
        .isEqualTo(
            """
            Unverified Unknown NoContact 06:30- known 09:30
              fix 06:30 outside 300m of 10m believed
              fix 06:40 straddling 5m of 20m believed
              of 2, heard 06:29
              or LocatedBefore 09:30
              or ExcusalRecorded
            """);
  }

  @Test
  void givenAnIncident_thenTheRunBeforeAndAfterItAreEachForThemselves() {
    Day day =
        day("""
                06:00 home
                07:00 out 5m acc 20
                10:45 out 6m acc 20
                12:00 out 7m acc 20
                15:00 home
                """)
            .incident("10:30", "11:30");
    assertThat(Said.of(day))
        .isEqualTo(
            """
            Unverified Unknown NoFix 06:30-10:30 known 09:30
              fix 07:00 straddling 5m of 20m believed
              of 1, heard 06:00
              or LocatedBefore 09:30
              or ExcusalRecorded
            Unverified Unknown NoFix 11:30-15:00 known 14:30
              fix 12:00 straddling 7m of 20m believed
              fix 15:00 inside 100m of 10m believed
              of 1, heard 10:45
              or LocatedBefore 14:30
              or ExcusalRecorded
            Unverified Unknown NoContact 15:30- known 18:30
              of 0, heard 15:00
              or LocatedBefore 18:30
              or ExcusalRecorded
            """);
  }

  @Test
  void givenARowThatBeginsInAnIncidentAndComesToNothingAfterIt_thenItsFixesLieInTheRunAfterIt() {
    Day day =
        day("""
                06:00 home
                07:35 out 300m
                07:52 home mock
                07:58 out 5m acc 20
                12:00 home
                """)
            .incident("07:30", "07:50");
    assertThat(Said.of(day.until("12:10")))
        .isEqualTo(
            """
            Unverified Unknown NoContact 07:50-12:00 known 10:50
              fix 07:35 outside 300m of 10m believed
              fix 07:58 straddling 5m of 20m believed
              fix 12:00 inside 100m of 10m believed
              of 3, heard 06:00
              or LocatedBefore 10:50
              or ExcusalRecorded
            """);
  }

  @Test
  void givenARunAsLongAsPolicyAsks_thenItIsAFindingAndAMillisecondLessIsNone() {
    assertThat(day("06:00 home\n09:30 home\n").until("09:50").findings())
        .isEqualTo("Unverified 06:30-09:30 known 09:30\n");
    assertThat(day("06:00 home\n09:29:59.999 home\n").until("09:50").findings()).isEmpty();
    assertThat(day("06:00 home").until("09:30").findings())
        .isEqualTo("Unverified 06:30- known 09:30\n");
    assertThat(day("06:00 home").until("09:29:59.999").findings()).isEmpty();
  }

  @Test
  void givenTwoCausesThatLastedAlike_thenTheFirstInTheOrderOfCausesIsNamed() {
    // For half an hour there is a coarse fix, then for as long none.
    Day day =
        day("06:00 out 5m acc 20\n07:00 home\n")
            .plan(PlanWith.of("unverifiedAfter", Duration.ofMinutes(30)));
    assertThat(Said.of(day.until("07:05")))
        .isEqualTo(
            """
            Unverified Unknown NoFix 06:00-07:00 known 06:30
              fix 06:00 straddling 5m of 20m believed
              fix 07:00 inside 100m of 10m believed
              of 1, heard 06:00
              or LocatedBefore 06:30
              or ExcusalRecorded
            """);
  }

  @Test
  void givenTheEndOfTheBoundTime_thenTheRunEndsThereWithoutAFix() {
    Day day = day("07:00 out 5m acc 20\n").inForce("06:00", "12:00");
    assertThat(Said.of(day))
        .isEqualTo(
            """
            Unverified Unknown NoContact 06:00-12:00 known 09:00
              fix 07:00 straddling 5m of 20m believed
              of 1
              or LocatedBefore 09:00
              or ExcusalRecorded
            """);
  }

  @Test
  void givenARunThatReachesItsTimeOnlyWithTheOpenRow_thenItIsFoundAlready() {
    Day day = day("06:00 home\n09:20 out 300m\n");
    assertThat(day.until("09:29").findings()).isEmpty();
    assertThat(Said.of(day.until("09:40")))
        .isEqualTo(
            """
            Unverified Unknown NoFix 06:30- known 09:30
              fix 09:20 outside 300m of 10m believed
              of 1, heard 06:00
              or LocatedBefore 09:30
              or ExcusalRecorded
            """);
  }
}
