// Over 250 lines because each test holds every word that is said of its day.
package org.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.muster.domain.Channel;
import org.muster.domain.Condition;
import org.muster.domain.ConditionId;
import org.muster.domain.Recorded;
import org.muster.domain.Schedule;

/** The very bounds of check-ins: of windows, graces and cadences, and what they are called. */
class Feature15CheckInBoundsTest {
  private static Condition.CheckIn windows(Channel... by) {
    return new Condition.CheckIn(
        new Condition.InWindows((Schedule.Weekly) Day.hours("08:00", "10:00")), List.of(by));
  }

  private static Condition.CheckIn hourly() {
    return new Condition.CheckIn(new Condition.Every(Duration.ofHours(1)), List.of(Channel.APP));
  }

  private static Day day(String lines, Condition.CheckIn asked) {
    return Day.of(lines).asks(asked).since("06:00").until("14:00");
  }

  private static Recorded made(String at) {
    return new Recorded.CheckedIn(Day.CONDITION, Day.at(at), Channel.OFFICE);
  }

  private static Recorded none(String at) {
    return new Recorded.NotCheckedIn(Day.CONDITION, Day.at(at));
  }

  private static String ofWindow(Day day) {
    Said.of(day);
    return day.timeline().lines().skip(1).findFirst().orElseThrow();
  }

  @Test
  void givenACheckInAtTheVeryStart_thenItIsOfTheWindowAndOneBeforeItIsNot() {
    Condition.CheckIn asked = windows(Channel.APP);
    assertThat(ofWindow(day("08:00 checkin", asked))).isEqualTo("08:00 Met");
    assertThat(ofWindow(day("07:59:59.999 checkin\n09:00 beat", asked))).isEqualTo("08:00 NotMet");
    assertThat(ofWindow(day("09:00 beat\n10:59:59.999 checkin", asked))).isEqualTo("08:00 MetLate");
  }

  @Test
  void givenARecordedCheckIn_thenItsInstantCountsHoweverLateTheDeviceReports() {
    Condition.CheckIn asked = windows(Channel.APP, Channel.OFFICE);
    String beats = "07:30 beat\n09:50 beat\n12:00 beat\n";
    assertThat(ofWindow(day(beats, asked).recorded(made("08:00")))).isEqualTo("08:00 Met");
    // Ten pieces of thirteen minutes after the start: at the very start of a piece.
    assertThat(ofWindow(day(beats, asked).recorded(made("08:10")))).isEqualTo("08:00 Met");
    assertThat(ofWindow(day(beats, asked).recorded(made("10:59:59.999"))))
        .isEqualTo("08:00 MetLate");
    assertThat(ofWindow(day(beats, asked).recorded(made("11:00"))))
        .isEqualTo("08:00 Unknown NoRecord");
  }

  @Test
  void givenACheckInRecordedForTheInstantOfTheEnd_thenItIsNotYetMade() {
    Day day = day("", windows(Channel.OFFICE)).recorded(made("09:00"));
    assertThat(day.until("09:00").timeline()).endsWith("08:00 Unknown Awaited\n");
    assertThat(day.until("09:01").timeline()).endsWith("08:00 Met\n");
  }

  @Test
  void givenRecordsOfAnotherCondition_thenTheyAreNotOfThisOne() {
    Recorded other = new Recorded.CheckedIn(new ConditionId(2), Day.at("09:00"), Channel.OFFICE);
    assertThat(ofWindow(day("", windows(Channel.OFFICE)).recorded(other)))
        .isEqualTo("08:00 Unknown NoRecord");
  }

  @Test
  void givenARecordThatNoneWasMade_thenItIsOfTheWindowInWhichItsInstantLies() {
    Condition.CheckIn asked = windows(Channel.OFFICE);
    assertThat(ofWindow(day("", asked).recorded(none("08:00")))).isEqualTo("08:00 NotMet");
    assertThat(ofWindow(day("", asked).recorded(none("09:59:59.999")))).isEqualTo("08:00 NotMet");
    assertThat(ofWindow(day("", asked).recorded(none("10:00"))))
        .isEqualTo("08:00 Unknown NoRecord");
    assertThat(ofWindow(day("", asked).recorded(none("07:59:59.999"))))
        .isEqualTo("08:00 Unknown NoRecord");
  }

  @Test
  void givenTheDeviceWasHeardAtTheStartOrTheQuietLimitBeforeTheEnd_thenNobodyIsBlamed() {
    Condition.CheckIn asked = windows(Channel.APP);
    Day atStart = day("08:00 beat", asked).plan(PlanWith.of("quietLimit", Duration.ofHours(3)));
    assertThat(ofWindow(atStart)).isEqualTo("08:00 Unknown NoContact");
    Day after =
        day("08:00:00.001 beat", asked).plan(PlanWith.of("quietLimit", Duration.ofHours(3)));
    assertThat(ofWindow(after)).isEqualTo("08:00 NotMet");
    Day quiet = day("09:00 beat", asked).plan(PlanWith.of("quietLimit", Duration.ofHours(1)));
    assertThat(ofWindow(quiet)).isEqualTo("08:00 Unknown NoContact");
    Day heard =
        day("09:00:00.001 beat", asked).plan(PlanWith.of("quietLimit", Duration.ofHours(1)));
    assertThat(ofWindow(heard)).isEqualTo("08:00 NotMet");
  }

  @Test
  void givenAnIncidentThatOnlyTouchesTheTime_thenItExcusesNothing() {
    Condition.CheckIn asked = windows(Channel.APP);
    assertThat(ofWindow(day("09:30 beat", asked).incident("07:00", "08:00")))
        .isEqualTo("08:00 NotMet");
    assertThat(ofWindow(day("09:30 beat", asked).incident("11:00", "12:00")))
        .isEqualTo("08:00 NotMet");
    assertThat(ofWindow(day("09:30 beat", asked).incident("07:00", "08:00:00.001")))
        .isEqualTo("08:00 Unknown SystemFault");
    assertThat(ofWindow(day("09:30 beat", asked).incident("10:59:59.999", "12:00")))
        .isEqualTo("08:00 Unknown SystemFault");
    // Instants count in whole milliseconds: this one has no length.
    assertThat(ofWindow(day("09:30 beat", asked).incident("09:00:00.0001", "09:00:00.0002")))
        .isEqualTo("08:00 NotMet");
  }

  @Test
  void givenAShortIncidentWithinALongOne_thenTheLongOneGoesOnAfterIt() {
    Day day = day("09:30 beat", windows(Channel.APP)).incident("07:00", "07:30");
    day.incident("06:30", "08:30").incident("05:00", "05:10");
    assertThat(ofWindow(day)).isEqualTo("08:00 Unknown SystemFault");
  }

  @Test
  void givenWhatCouldHaveBeenOtherwise_thenAPersonsRecordIsNamedWherePeopleRecord() {
    assertThat(Said.of(day("09:30 beat", windows(Channel.APP))))
        .isEqualTo(
            """
            CheckInMissed NotMet 08:00-10:00 known 11:00
              of 0, window 08:00-10:00, heard 09:30
              or CheckedInBefore 11:00
              or ExcusalRecorded
            """);
    assertThat(Said.of(day("09:30 beat", windows(Channel.OFFICE))))
        .isEqualTo(
            """
            CheckInUnverified Unknown NoRecord 08:00-10:00 known 11:00
              of 0, window 08:00-10:00
              or CheckedInBefore 11:00
              or RecordedOtherwise
              or ExcusalRecorded
            """);
  }

  @Test
  void givenNoGrace_thenACheckInAtTheVeryTimeIsInTimeAndNothingIsFound() {
    Day day =
        day("07:00 checkin\n08:00 checkin\n08:59 beat\n", hourly())
            .plan(PlanWith.of("checkInGrace", Duration.ZERO));
    assertThat(day.until("09:00").timeline()).isEqualTo("06:00 Met\n");
    assertThat(Said.of(day)).isEmpty();
    assertThat(day.until("09:30").timeline()).isEqualTo("06:00 Met\n09:00 NotMet\n");
    assertThat(Said.of(day))
        .isEqualTo(
            """
            CheckInMissed NotMet 09:00- known 09:00
              of 0, window 08:00-09:00, heard 08:59
              or CheckedInBefore 09:00
              or ExcusalRecorded
            """);
  }

  @Test
  void givenACadenceThatIsMissedUpToTheEndOfTheOrder_thenTheFindingEndsThere() {
    String beats = "06:50 beat\n07:50 beat\n08:50 beat\n09:50 beat\n10:50 beat\n";
    // Twenty-four pieces of thirteen minutes after the start, the order ends.
    Day day = day(beats, hourly()).inForce("00:00", "11:12");
    assertThat(day.timeline()).isEqualTo("06:00 Met\n07:00 NotMet\n11:12 NotBinding\n");
    assertThat(Said.of(day))
        .isEqualTo(
            """
            CheckInMissed NotMet 07:00-11:12 known 08:00
              of 0, window 06:00-07:00, heard 06:50
              or CheckedInBefore 08:00
              or ExcusalRecorded
            """);
  }

  @Test
  void givenALaterWindowIsDecidedFirst_thenItsFindingDoesNotWait() {
    List<Schedule.Entry> entries =
        List.of(
            new Schedule.Entry(
                DayOfWeek.TUESDAY, new Schedule.Hours(LocalTime.of(8, 0), LocalTime.of(10, 0))),
            new Schedule.Entry(
                DayOfWeek.TUESDAY, new Schedule.Hours(LocalTime.of(11, 0), LocalTime.of(12, 0))));
    Schedule.Weekly two = new Schedule.Weekly(ZoneId.of("UTC"), entries, new TreeMap<>());
    Day day =
        day(
                "09:30 beat\n11:30 beat\n",
                new Condition.CheckIn(new Condition.InWindows(two), List.of(Channel.APP)))
            .plan("00:00", "10:30", PlanWith.of("checkInGrace", Duration.ofHours(4)))
            .plan("10:30", "23:00", PlanWith.of("checkInGrace", Duration.ZERO));
    assertThat(day.until("13:00").timeline())
        .isEqualTo(
            """
            06:00 NotBinding
            08:00 Unknown Awaited
            10:00 NotBinding
            11:00 NotMet
            12:00 NotBinding
            """);
    assertThat(Said.of(day))
        .isEqualTo(
            """
            CheckInMissed NotMet 11:00-12:00 known 12:00
              of 0, window 11:00-12:00, heard 11:30
              or CheckedInBefore 12:00
              or ExcusalRecorded
            """);
    assertThat(Said.of(day.until("14:30")))
        .isEqualTo(
            """
            CheckInMissed NotMet 08:00-10:00 known 14:00
              of 0, window 08:00-10:00, heard 09:30
              or CheckedInBefore 14:00
              or ExcusalRecorded
            CheckInMissed NotMet 11:00-12:00 known 12:00
              of 0, window 11:00-12:00, heard 11:30
              or CheckedInBefore 12:00
              or ExcusalRecorded
            """);
  }

  @Test
  void givenAnExcusalThatLiesWithinAnother_thenItIsExcusedThroughout() {
    Day day = day("", hourly()).excused("09:00", "10:00").excused("07:00", "11:00").until("12:00");
    assertThat(day.timeline()).isEqualTo("06:00 Met\n07:00 Excused\n11:00 Met\n");
  }

  @Test
  void givenAllIsDecided_thenAllOfItIsSettled() {
    assertThat(settledUpTo("08:20 checkin\n", windows(Channel.APP))).isEqualTo(Day.at("08:30"));
    assertThat(settledUpTo("06:20 checkin\n08:00 checkin\n", hourly())).isEqualTo(Day.at("08:30"));
    assertThat(settledUpTo("06:20 checkin\n", windows(Channel.APP))).isEqualTo(Day.at("08:00"));
  }

  private static Instant settledUpTo(String lines, Condition.CheckIn asked) {
    Day day = day(lines, asked);
    FoldState opening = FoldState.opening(Day.at("06:00"));
    Folded folded = Engine.fold(day.supervision(), opening, Day.at("08:30"), day.observations());
    return Objects.requireNonNull(folded.settled().get(Day.CONDITION)).getLast().endsAt();
  }
}
