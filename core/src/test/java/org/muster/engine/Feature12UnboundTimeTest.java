// Over 250 lines because each test holds every word that is said of its day.
package org.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.domain.Schedule;

/** What was seen while a condition did not bind, and what it is worth when it binds again. */
class Feature12UnboundTimeTest {
  private static Day day(String lines) {
    return Day.of(lines).within(Day.hours("07:00", "09:00")).since("05:47").until("09:30");
  }

  @Test
  void givenAFixForTheConditionBeforeTheWindow_thenTheRowOfTheWindowIsCountedAfterIt() {
    String lines =
        """
        06:40 out 300m
        06:45 %s
        06:50 out 300m
        07:05 out 300m
        07:10 home
        """;
    for (String between : new String[] {"home", "out 5m acc 20"}) {
      assertThat(day(lines.formatted(between)).timeline())
          .as(between)
          .isEqualTo(
              """
              05:47 NotBinding
              07:00 Unknown Unconfirmed
              07:10 Met
              07:40 Unknown NoFix
              09:00 NotBinding
              """);
    }
    Day marked = day(lines.formatted("home mock"));
    assertThat(marked.timeline()).contains("07:00 NotMet\n07:10 Met\n");
    assertThat(Said.of(marked)).contains("known 07:05");
  }

  @Test
  void givenAZoneToStayOutOf_thenAFixOutsideItEndsTheRowInUnboundTimeToo() {
    Day day =
        Day.of(
                """
                06:40 in 60m
                06:45 out 300m
                06:50 in 60m
                07:05 in 61m
                07:10 out 300m
                """)
            .outOf(Day.hours("07:00", "09:00"))
            .since("05:47")
            .until("07:20");
    assertThat(day.timeline())
        .isEqualTo("05:47 NotBinding\n07:00 Unknown Unconfirmed\n07:10 Met\n");
    assertThat(Said.of(day)).isEmpty();
  }

  @Test
  void givenAGapBeforeTheWindow_thenWhatLiesBeforeTheGapDoesNotCount() {
    Day day =
        day(
            """
            06:00 out 300m
            06:10 out 300m
            06:40:00.001 out 300m
            07:05 out 300m
            07:09 home
            """);
    assertThat(day.timeline()).contains("07:00 Unknown Unconfirmed\n07:09 Met\n");
    Day atTheEnd = day("06:10 out 300m\n06:40 out 300m\n07:05 out 300m\n07:09 home\n");
    assertThat(atTheEnd.timeline()).contains("07:00 NotMet\n07:09 Met\n");
    assertThat(Said.of(atTheEnd)).contains("OutsideZone NotMet 07:00-07:09 known 07:05");
  }

  @Test
  void givenARowThatIsBelievedUpToTheVeryStart_thenAFixOfThatInstantContinuesIt() {
    String lines = "06:20 out 300m\n06:30 out 300m\n%s out 300m\n07:05 out 300m\n07:06 home\n";
    assertThat(day(lines.formatted("07:00")).timeline()).contains("07:00 NotMet\n07:06 Met\n");
    assertThat(day(lines.formatted("07:00:00.001")).timeline())
        .contains("07:00 Unknown NoFix\n07:00 Unknown Unconfirmed\n07:06 Met\n");
  }

  @Test
  void givenAFixAtTheStartOfTheWindow_thenItIsOneOfItsFixes() {
    Day day = day("06:55 out 60m\n07:00 out 70m\n07:03 out 80m\n07:06 out 90m\n07:09 home\n");
    assertThat(Said.of(day))
        .isEqualTo(
            """
            OutsideZone NotMet 07:00-07:09 known 07:06
              fix 06:55 outside 60m of 10m believed
              fix 07:00 outside 70m of 10m believed
              fix 07:03 outside 80m of 10m believed
              fix 07:06 outside 90m of 10m believed
              fix 07:09 inside 100m of 10m believed
              of 3, window 07:00-09:00
              or FixNearerBy 07:00 by 60.0m
              or ReturnedBefore 07:06
              or MoreConfirmations 5
              or LongerDwell PT6M
              or ExcusalRecorded
            """);
  }

  @Test
  void givenABelievedFixForItBeforeTheWindow_thenItIsMetFromTheStart() {
    assertThat(day("06:50 home\n").timeline())
        .isEqualTo(
            """
            05:47 NotBinding
            07:00 Met
            07:20 Unknown NoFix
            08:50 Unknown NoContact
            09:00 NotBinding
            """);
    assertThat(day("06:30 home\n").timeline()).contains("NotBinding\n07:00 Unknown NoFix\n08:30");
    assertThat(day("06:29 out 300m\n").timeline()).contains("NotBinding\n07:00 Unknown NoFix\n");
    assertThat(day("06:00 home\n06:10 home\n07:00:00.001 home\n").timeline())
        .contains("07:00 Unknown NoFix\n07:00 Met\n07:30");
  }

  @Test
  void givenTheWindowEndsInARow_thenThatIsUnconfirmedUpToTheEnd() {
    Day day = day("08:50 home\n08:57 out 300m\n08:58 out 301m\n09:02 out 302m\n");
    assertThat(day.timeline()).contains("07:00 Unknown NoContact\n08:50 Met\n08:57 Unknown Unc");
    assertThat(day.timeline()).endsWith("08:57 Unknown Unconfirmed\n09:00 NotBinding\n");
    assertThat(Said.of(day)).isEmpty();
  }

  @Test
  void givenTheRowBrokeInTheAbsence_thenItIsNotTakenOverAnExcusal() {
    String lines =
        """
        07:00 out 300m
        07:03 out 300m
        07:06 out 300m
        %s
        07:20 out 300m
        07:26 out 300m
        07:30 home
        """;
    Day broken = day(lines.formatted("07:08 out 5m")).excused("07:10", "07:15");
    assertThat(broken.timeline())
        .isEqualTo(
            """
            05:47 NotBinding
            07:00 NotMet
            07:10 Excused
            07:15 Unknown CoarseFix
            07:20 Unknown Unconfirmed
            07:30 Met
            08:00 Unknown NoFix
            09:00 NotBinding
            """);
    Day whole = day(lines.formatted("")).excused("07:10", "07:15");
    assertThat(whole.timeline()).contains("07:10 Excused\n07:15 NotMet\n07:30 Met\n");
    assertThat(Said.of(whole))
        .isEqualTo(
            """
            OutsideZone NotMet 07:00-07:10 known 07:06
              fix 07:00 outside 300m of 10m believed
              fix 07:03 outside 300m of 10m believed
              fix 07:06 outside 300m of 10m believed
              of 3, window 07:00-09:00
              or FixNearerBy 07:00 by 290.0m
              or ReturnedBefore 07:06
              or MoreConfirmations 4
              or LongerDwell PT6M
              or ExcusalRecorded
            OutsideZone NotMet 07:15-07:30 known 07:20
              fix 07:06 outside 300m of 10m believed
              fix 07:20 outside 300m of 10m believed
              fix 07:26 outside 300m of 10m believed
              fix 07:30 inside 100m of 10m believed
              of 2, window 07:00-09:00
              or FixNearerBy 07:20 by 290.0m
              or ReturnedBefore 07:20
              or MoreConfirmations 6
              or LongerDwell PT11M
              or ExcusalRecorded
            """);
  }

  @Test
  void givenUnknownTimeOnBothSidesOfUnboundTime_thenItIsNoOneRun() {
    Day day =
        Day.of("05:47 beat\n")
            .within(new Schedule.Always())
            .excused("08:00", "08:30")
            .since("05:47")
            .until("11:00");
    assertThat(Said.of(day)).isEmpty();
    assertThat(Said.of(day.until("11:30")))
        .isEqualTo(
            """
            Unverified Unknown NoContact 08:30- known 11:30
              of 0, heard 05:47
              or LocatedBefore 11:30
              or ExcusalRecorded
            """);
  }

  @Test
  void givenWhatIsNoLongerBelievedWhenADayCloses_thenTwoDaysCloseAlike() {
    assertThat(closing("06:10 out 300m\n06:20 out 301m\n06:30 beat\n", "06:51"))
        .isEqualTo(closing("06:20 out 301m\n06:30 beat\n", "06:51"))
        .isNotEqualTo(closing("06:20 out 302m\n06:30 beat\n", "06:51"));
    assertThat(closing("06:10 out 300m\n06:20 out 301m\n06:30 beat\n", "06:50"))
        .as("a fix at the very end of the belief would still continue the row")
        .isNotEqualTo(closing("06:20 out 301m\n06:30 beat\n", "06:50"));
  }

  private static FoldState closing(String lines, String end) {
    return closing(day(lines), end);
  }

  @Test
  void givenAPlanThatBelievesForAShorterTime_thenItCountsFromItsFirstFixOn() {
    Day day =
        Day.of("06:59 home\n07:01 home\n07:30 beat\n")
            .plan("00:00", "07:00", PlanWith.of("freshness", Duration.ofHours(1)))
            .plan(
                "07:00",
                "23:00",
                PlanWith.of(
                    Map.of(
                        "freshness", Duration.ofMinutes(5), "quietLimit", Duration.ofMinutes(10))))
            .since("06:00")
            .until("07:35");
    assertThat(day.timeline())
        .isEqualTo(
            """
            06:00 Unknown NoContact
            06:59 Met
            07:06 Unknown NoFix
            07:11 Unknown NoContact
            07:30 Unknown NoFix
            """);
  }

  @Test
  void givenWhatCameToNothingInBoundTime_thenTwoDaysCloseAlikeToo() {
    Day row = Day.of("06:00 out 300m\n06:10 out 301m\n06:20 out 302m\n");
    Day shorter = Day.of("06:00 out 300m\n06:20 out 302m\n");
    for (Day day : List.of(row, shorter)) {
      day.since("05:47").incident("07:00", "08:00");
    }
    assertThat(closing(row, "07:30")).isEqualTo(closing(shorter, "07:30"));
    Day absence = Day.of("06:00 out 300m\n06:03 out 301m\n06:06 out 302m\n06:08 out 303m\n");
    Day sooner = Day.of("06:00 out 300m\n06:05 out 301m\n06:08 out 303m\n");
    assertThat(closing(absence.since("05:47").incident("05:00", "06:00"), "07:00"))
        .isEqualTo(closing(sooner.since("05:47").incident("05:00", "06:00"), "07:00"));
    assertThat(closing("06:00 out 300m\n06:10 out 301m\n06:20 out 302m\n", "07:30"))
        .isEqualTo(closing("06:20 out 302m\n", "07:30"));
  }

  private static FoldState closing(Day day, String end) {
    FoldState opening = FoldState.opening(day.period().startsAt());
    return Engine.fold(day.supervision(), opening, Day.at(end), day.observations()).closing();
  }

  @Test
  void givenARowFromUnboundTimeThatComesToNothing_thenOnlyItsOwnFixesLieInTheRun() {
    Day day =
        Day.of(
                """
                06:10 out 300m
                06:20 out 5m
                07:50 out 300m
                08:10 out 5m
                """)
            .excused("07:00", "08:00")
            .since("05:47")
            .until("11:10");
    assertThat(Said.of(day))
        .isEqualTo(
            """
            Unverified Unknown NoFix 08:00- known 11:00
              fix 08:10 straddling 5m of 10m believed
              of 1, heard 07:50
              or LocatedBefore 11:00
              or ExcusalRecorded
            """);
  }
}
