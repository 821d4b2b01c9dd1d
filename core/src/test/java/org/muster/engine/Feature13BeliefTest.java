package org.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The very instants at which a fix stops to count, in bound time. */
class Feature13BeliefTest {
  private static Day day(String lines) {
    return Day.of(lines).since("06:00").until("10:00");
  }

  @Test
  void givenAMarkedFixAtTheVeryEndOfBelief_thenItWasMetUpToThereAndTheFixLiesInTheRun() {
    Day day = day("06:00 home\n06:30 home mock\n");
    assertThat(day.timeline())
        .isEqualTo(
            "06:00 Met\n06:30 Unknown CoarseFix\n07:00 Unknown NoFix\n08:30 Unknown NoContact\n");
    assertThat(Said.of(day))
        .isEqualTo(
            """
            Unverified Unknown NoFix 06:30- known 09:30
              fix 06:30 inside 100m of 10m mock
              of 1, heard 06:30
              or LocatedBefore 09:30
              or ExcusalRecorded
            """);
    Day sooner = day("06:00 home\n06:29:59.999 home mock\n");
    assertThat(Said.of(sooner)).contains("  of 0, heard 06:29:59");
  }

  @Test
  void givenSilenceThatABeatEnds_thenTheTimeBeforeItWasWithoutContact() {
    assertThat(day("06:00 home\n09:00 beat\n").timeline())
        .isEqualTo(
            """
            06:00 Met
            06:30 Unknown NoFix
            08:00 Unknown NoContact
            09:00 Unknown NoFix
            """);
    assertThat(day("06:00 home\n08:00 beat\n").timeline())
        .isEqualTo("06:00 Met\n06:30 Unknown NoFix\n");
  }

  @Test
  void givenARowWhoseNextFixComesAtTheEndOfItsBelief_thenItGoesOn() {
    Day day = day("06:00 out 300m\n06:30 out 300m\n07:00 out 300m\n07:10 home\n");
    assertThat(day.timeline()).startsWith("06:00 NotMet\n07:10 Met\n");
    assertThat(Said.of(day)).startsWith("OutsideZone NotMet 06:00-07:10 known 07:00\n");
    Day late = day("06:00 out 300m\n06:30 out 300m\n07:00:00.001 out 300m\n07:10 home\n");
    assertThat(late.timeline())
        .startsWith("06:00 Unknown Unconfirmed\n07:00 Unknown NoFix\n07:00 Unknown Unconfirmed\n");
  }

  @Test
  void givenAnAbsenceThatIsNoLongerBelieved_thenWhatFollowsIsANewRow() {
    Day day =
        day(
            """
            06:00 out 300m
            06:03 out 300m
            06:06 out 300m
            06:36:00.001 out 300m
            06:42 out 300m
            06:50 home
            """);
    assertThat(day.timeline())
        .startsWith(
            """
            06:00 NotMet
            06:36 Unknown NoFix
            06:36 Unknown Unconfirmed
            06:50 Met
            """);
    assertThat(Said.of(day)).contains("OutsideZone NotMet 06:00-06:36 known 06:06\n");
  }

  @Test
  void givenARowThatCameToNothing_thenItsFixesDoNotConfirmTheNext() {
    Day day = day("06:00 out 300m\n06:10 out 300m\n06:41 out 300m\n06:47 out 300m\n06:50 home\n");
    assertThat(day.timeline())
        .startsWith(
            """
            06:00 Unknown Unconfirmed
            06:40 Unknown NoFix
            06:41 Unknown Unconfirmed
            06:50 Met
            """);
  }

  @Test
  void givenASecondRowOfExactlyWhatPolicyAsks_thenItIsAsLongAsItIs() {
    Day day =
        day(
            """
            06:00 out 300m
            06:03 out 300m
            06:06 out 300m
            06:07 out 5m
            06:08 out 300m
            06:09 out 300m
            06:10 out 300m
            06:11 out 300m
            06:13 out 300m
            06:20 home
            """);
    assertThat(Said.of(day)).startsWith("OutsideZone").contains("or MoreConfirmations 6\n");
    Day longer =
        day(
            """
            06:00 out 300m
            06:03 out 300m
            06:06 out 300m
            06:07 out 5m
            06:08 out 300m
            06:15 out 300m
            06:16 out 300m
            06:20 home
            """);
    assertThat(Said.of(longer)).contains("or LongerDwell PT8M\n");
  }

  @Test
  void givenAnErrorCircleFactor_thenTheStatedAccuracyIsMultipliedByIt() {
    String lines = "06:00 in 39m acc 20\n06:10 in 41m acc 20\n";
    assertThat(day(lines).plan(PlanWith.of("errorCircleFactor", 2.0)).until("06:15").timeline())
        .isEqualTo("06:00 Unknown CoarseFix\n06:10 Met\n");
    Day network =
        day("06:20 in 39m acc 10 network\n06:30 in 41m acc 10 network\n")
            .plan(PlanWith.of("errorCircleFactor", 2.0))
            .until("06:45");
    assertThat(network.timeline())
        .isEqualTo("06:00 Unknown NoContact\n06:20 Unknown CoarseFix\n06:30 Met\n");
    assertThat(
            Said.of(
                day("06:00 in 39m acc 20\n06:10 in 5m acc 20 network\n06:20 in 5m acc 10 network\n")
                    .plan(PlanWith.of("errorCircleFactor", 2.0))))
        .isEqualTo(
            """
            Unverified Unknown NoContact 06:00- known 09:00
              fix 06:00 straddling 39m of 40m believed
              fix 06:20 straddling 5m of 40m believed network_least
              of 3, heard 06:00
              or LocatedBefore 09:00
              or ExcusalRecorded
            """);
  }

  @Test
  void givenAnAccuracyOfExactlyTheLimit_thenItIsNotCoarse() {
    Day day = day("06:00 out 2km acc 500\n06:03 out 2km acc 500\n06:06 out 2km acc 500\n");
    assertThat(day.timeline()).startsWith("06:00 NotMet\n06:36");
  }

  @Test
  void givenAPlanThatEnds_thenAFixOfThatInstantIsTheNextPlans() {
    Day day =
        Day.of("06:59:59.999 in 39m acc 20\n07:00 in 39m acc 20\n")
            .plan("00:00", "07:00", PlanWith.of("errorCircleFactor", 2.0))
            .plan("07:00", "23:00", PlanWith.of("freshness", Duration.ofMinutes(10)))
            .since("06:00")
            .until("07:30");
    assertThat(day.timeline())
        .isEqualTo(
            """
            06:00 Unknown NoContact
            06:59:59 Unknown CoarseFix
            07:00 Met
            07:10 Unknown NoFix
            """);
  }

  @Test
  void givenAFixAfterTheLastPlanEnded_thenNothingBindsAndItIsReadByThatPlan() {
    Day day =
        Day.of("06:50 home\n07:10 home\n07:50 beat\n08:10 out 300m\n")
            .plan("06:00", "06:30", PlanWith.of("quietLimit", Duration.ofHours(1)))
            .plan("06:30", "07:00", Day.PLAN)
            .since("06:00")
            .until("09:00");
    assertThat(day.timeline()).isEqualTo("06:00 Unknown NoContact\n06:50 Met\n07:00 NotBinding\n");
    assertThat(Said.of(day)).isEmpty();
  }
}
