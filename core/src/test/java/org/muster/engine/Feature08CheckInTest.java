package org.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.muster.domain.Channel;
import org.muster.domain.Condition;
import org.muster.domain.Evidence.Otherwise;
import org.muster.domain.Finding;
import org.muster.domain.Recorded;
import org.muster.domain.Schedule;
import org.muster.domain.State;

/** Check-ins that are due in windows, or no later than so long after the one before. */
class Feature08CheckInTest {
  private static Condition.CheckIn windows(Channel... by) {
    return new Condition.CheckIn(
        new Condition.InWindows((Schedule.Weekly) Day.hours("08:00", "10:00")), List.of(by));
  }

  private static Condition.CheckIn every(Duration cadence) {
    return new Condition.CheckIn(new Condition.Every(cadence), List.of(Channel.APP));
  }

  private static Day day(String lines, Condition.CheckIn asked) {
    return Day.of(lines).asks(asked).since("06:00").until("14:00");
  }

  @Test
  void givenACheckInInItsWindow_thenTheWholeWindowIsMet() {
    assertThat(day("09:59 checkin", windows(Channel.APP)).timeline())
        .isEqualTo("06:00 NotBinding\n08:00 Met\n10:00 NotBinding\n");
  }

  @Test
  void givenACheckInWithinTheGrace_thenItIsMetLateAndNoFinding() {
    Day day = day("10:00 checkin", windows(Channel.APP));
    assertThat(day.timeline()).isEqualTo("06:00 NotBinding\n08:00 MetLate\n10:00 NotBinding\n");
    assertThat(day.findings()).isEmpty();
  }

  @Test
  void givenNoCheckInWhileTheDeviceReports_thenTheWindowIsNotMetAndKnownAfterTheGrace() {
    Day day =
        day(
            """
            09:30 beat
            11:00 checkin
            """,
            windows(Channel.APP));
    assertThat(day.timeline()).isEqualTo("06:00 NotBinding\n08:00 NotMet\n10:00 NotBinding\n");
    assertThat(day.findings()).isEqualTo("CheckInMissed 08:00-10:00 known 11:00\n");
    Finding missed = day.judged().findings().getFirst();
    assertThat(missed.evidence().window().orElseThrow().endsAt()).isEqualTo(Day.at("10:00"));
    assertThat(missed.evidence().lastHeardAt()).contains(Day.at("09:30"));
    assertThat(missed.evidence().otherwise())
        .contains(new Otherwise.CheckedInBefore(Day.at("11:00")));
  }

  @Test
  void givenTheWindowOrItsGraceIsNotOver_thenItIsAwaited() {
    Day day = day("09:30 beat", windows(Channel.APP)).until("10:59");
    assertThat(day.timeline())
        .isEqualTo("06:00 NotBinding\n08:00 Unknown Awaited\n10:00 NotBinding\n");
    assertThat(day.findings()).isEmpty();
  }

  @Test
  void givenADeviceThatWasNotHeardInTheWindow_thenItsSilenceIsUnknownAndAsked() {
    Day day = day("07:59 beat", windows(Channel.APP));
    assertThat(day.timeline())
        .isEqualTo("06:00 NotBinding\n08:00 Unknown NoContact\n10:00 NotBinding\n");
    assertThat(day.findings()).isEqualTo("CheckInUnverified 08:00-10:00 known 11:00\n");
  }

  @Test
  void givenADeviceThatWasOffAtTheEndOfTheWindow_thenItIsUnknown() {
    Day day =
        day(
            """
            08:30 beat
            09:00 off
            """,
            windows(Channel.APP));
    assertThat(day.timeline())
        .isEqualTo("06:00 NotBinding\n08:00 Unknown DeviceOff\n10:00 NotBinding\n");
  }

  @Test
  void givenAKnownFaultOfTheWayToReport_thenNobodyIsBlamedOrAsked() {
    Day day = day("09:30 beat", windows(Channel.APP)).incident("10:30", "10:31");
    assertThat(day.timeline())
        .isEqualTo("06:00 NotBinding\n08:00 Unknown SystemFault\n10:00 NotBinding\n");
    assertThat(day.findings()).isEmpty();
  }

  @Test
  void givenACheckInThatAPersonWouldRecord_thenNoRecordIsUnknownAndARecordedAbsenceIsNotMet() {
    Condition.CheckIn asked = windows(Channel.OFFICE);
    assertThat(day("09:30 beat", asked).timeline()).contains("08:00 Unknown NoRecord");
    assertThat(
            day("09:30 beat", asked)
                .recorded(new Recorded.NotCheckedIn(Day.CONDITION, Day.at("09:00")))
                .timeline())
        .contains("08:00 NotMet");
    assertThat(
            day("09:30 beat", asked)
                .recorded(new Recorded.CheckedIn(Day.CONDITION, Day.at("10:30"), Channel.OFFICE))
                .timeline())
        .contains("08:00 MetLate");
  }

  @Test
  void givenEitherOfTwoChannelsWouldDo_thenOneThatIsUnknownKeepsItUnknown() {
    Condition.CheckIn asked = windows(Channel.APP, Channel.OFFICE);
    Recorded none = new Recorded.NotCheckedIn(Day.CONDITION, Day.at("09:00"));
    assertThat(day("09:30 beat", asked).timeline()).contains("08:00 Unknown NoRecord");
    assertThat(day("09:30 beat", asked).recorded(none).timeline()).contains("08:00 NotMet");
    assertThat(day("07:30 beat", asked).recorded(none).timeline())
        .contains("08:00 Unknown NoContact");
  }

  @Test
  void givenAChannelThatWasNotAsked_thenItDoesNotCount() {
    Day day =
        day("09:00 checkin", windows(Channel.OFFICE))
            .recorded(new Recorded.CheckedIn(Day.CONDITION, Day.at("09:00"), Channel.PHONE));
    assertThat(day.timeline()).contains("08:00 Unknown NoRecord");
  }

  @Test
  void givenAWindowThatIsExcusedInPart_thenItCanBeMetAndNotMissed() {
    Day excused = day("09:30 beat", windows(Channel.APP)).excused("08:30", "09:00");
    assertThat(excused.timeline())
        .isEqualTo(
            """
            06:00 NotBinding
            08:00 Unknown CutShort
            08:30 Excused
            09:00 Unknown CutShort
            10:00 NotBinding
            """);
    assertThat(excused.findings()).isEmpty();
    assertThat(day("08:45 checkin", windows(Channel.APP)).excused("08:30", "09:00").timeline())
        .contains("09:00 Met");
  }

  @Test
  void givenAnOrderThatEndsInTheGrace_thenNothingIsHeldAgainstAnybody() {
    assertThat(day("09:30 beat", windows(Channel.APP)).inForce("00:00", "10:30").timeline())
        .contains("08:00 Unknown CutShort");
    assertThat(day("09:30 beat", windows(Channel.APP)).inForce("00:00", "11:00").timeline())
        .contains("08:00 NotMet");
  }

  @Test
  void givenACadence_thenItIsMetForThatLongThenLateOrMissed() {
    Day day =
        day(
            """
            07:00 checkin
            08:30 checkin
            09:10 beat
            11:45 checkin
            """,
            every(Duration.ofHours(1)));
    assertThat(day.timeline())
        .isEqualTo(
            """
            06:00 Met
            08:00 MetLate
            08:30 Met
            09:30 NotMet
            10:30 Unknown NoContact
            11:45 Met
            12:45 Unknown NoContact
            """);
    assertThat(day.findings())
        .isEqualTo(
            """
            CheckInMissed 09:30-10:30 known 10:30
            CheckInUnverified 10:30-11:45 known 10:30
            CheckInUnverified 12:45- known 13:45
            """);
  }

  @Test
  void givenACadenceThatGoesOnMissed_thenItIsOneFindingThatGoesOn() {
    Day day =
        day(
            """
            07:30 beat
            08:30 beat
            09:30 beat
            10:30 beat
            """,
            every(Duration.ofHours(2)));
    assertThat(day.until("12:00").timeline()).isEqualTo("06:00 Met\n08:00 NotMet\n");
    assertThat(day.findings()).isEqualTo("CheckInMissed 08:00- known 09:00\n");
    assertThat(day.judged().findings().getFirst().state()).isEqualTo(new State.NotMet());
  }

  @Test
  void givenNoChannelOrACadenceOfNothing_thenItIsRefused() {
    assertThatThrownBy(
            () -> new Condition.CheckIn(new Condition.Every(Duration.ofDays(1)), List.of()))
        .hasMessageContaining("channels");
    assertThatThrownBy(() -> new Condition.Every(Duration.ZERO)).hasMessageContaining("15 minutes");
    assertThatThrownBy(() -> new Recorded.CheckedIn(Day.CONDITION, Day.at("09:00"), Channel.APP))
        .hasMessageContaining("app");
  }
}
