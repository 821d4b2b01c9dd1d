package org.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.domain.Attendance;
import org.muster.domain.Condition;
import org.muster.domain.Finding;
import org.muster.domain.Interval;
import org.muster.domain.Occasion;
import org.muster.domain.Recorded;
import org.muster.domain.State;
import org.muster.domain.Supervision;

/** Hearings and appointments: what somebody recorded of them, and what fixes say beside it. */
class Feature09AttendTest {
  private static Day hearing(String lines, boolean withPlace) {
    return Day.of(lines)
        .asks(
            new Condition.Attend(
                Occasion.HEARING,
                new Interval(Day.at("09:00"), Day.at("10:00")),
                withPlace ? Optional.of(Day.zone(Day.HOME_AREA)) : Optional.empty()))
        .since("06:00")
        .until("20:00");
  }

  private static Recorded outcome(Attendance outcome) {
    return new Recorded.Attended(Day.CONDITION, outcome);
  }

  @Test
  void givenNoRecord_thenItIsUnknownAndAskedForWhenItsTimeIsOver() {
    Day day = hearing("09:30 out 5km", true);
    assertThat(day.timeline())
        .isEqualTo("06:00 NotBinding\n09:00 Unknown NoRecord\n10:00 NotBinding\n");
    assertThat(day.findings()).isEqualTo("AttendanceUnverified 09:00-10:00 known 14:00\n");
    assertThat(day.judged().findings().getFirst().evidence().readings()).hasSize(1);
    assertThat(day.until("13:59").findings()).isEmpty();
  }

  @Test
  void givenWhatWasRecorded_thenThatIsWhatItIs() {
    assertThat(hearing("", false).recorded(outcome(Attendance.ATTENDED)).timeline())
        .contains("09:00 Met");
    assertThat(hearing("", false).recorded(outcome(Attendance.EXCUSED)).timeline())
        .contains("09:00 Excused");
    assertThat(hearing("", false).recorded(outcome(Attendance.ADJOURNED)).timeline())
        .isEqualTo("06:00 NotBinding\n");
    Day failed = hearing("", false).recorded(outcome(Attendance.FAILED));
    assertThat(failed.timeline()).isEqualTo("06:00 NotBinding\n09:00 NotMet\n10:00 NotBinding\n");
    assertThat(failed.findings()).isEqualTo("NotAttended 09:00-10:00 known 09:00\n");
  }

  @Test
  void givenARecordOfAbsenceAndAFixClearInsideThePlace_thenTheyContradictAndAreAsked() {
    Day day = hearing("08:45 home", true).recorded(outcome(Attendance.FAILED));
    assertThat(day.timeline())
        .isEqualTo("06:00 NotBinding\n09:00 Unknown Contradicted\n10:00 NotBinding\n");
    Finding finding = day.judged().findings().getFirst();
    assertThat(day.findings()).isEqualTo("AttendanceUnverified 09:00-10:00 known 09:00\n");
    assertThat(finding.evidence().readings()).hasSize(1);
  }

  @Test
  void givenAFixThereTooSoonOrNotClearOrNotBelieved_thenTheRecordStands() {
    Day day =
        hearing(
                """
                08:29 home
                09:20 out 3m
                09:40 home mock
                10:30 home
                """,
                true)
            .recorded(outcome(Attendance.FAILED));
    assertThat(day.timeline()).contains("09:00 NotMet");
    assertThat(day.findings()).isEqualTo("NotAttended 09:00-10:00 known 10:30\n");
  }

  @Test
  void givenARecordOfAttendanceAndADeviceElsewhere_thenTheRecordStands() {
    assertThat(hearing("09:30 out 5km", true).recorded(outcome(Attendance.ATTENDED)).timeline())
        .contains("09:00 Met");
  }

  @Test
  void givenAnOrderThatEndsBeforeTheRecordIsDue_thenNobodyIsAsked() {
    Day day = hearing("", false).inForce("00:00", "12:00");
    assertThat(day.timeline()).contains("09:00 Unknown NoRecord");
    assertThat(day.findings()).isEmpty();
  }

  @Test
  void givenASystemFault_thenWhatNobodyRecordedIsStillWithoutARecord() {
    assertThat(hearing("", false).incident("08:00", "11:00").timeline())
        .contains("09:00 Unknown NoRecord");
  }

  @Test
  void givenTwoOutcomesThatStand_thenTheyAreRefused() {
    List<Recorded> both = List.of(outcome(Attendance.ATTENDED), outcome(Attendance.FAILED));
    assertThatThrownBy(
            () -> new Supervision(List.of(), List.of(), List.of(), List.of(), List.of(), both))
        .hasMessageContaining("one outcome");
    assertThat(new State.Unknown(State.Cause.CONTRADICTED).word()).isEqualTo("Unknown");
  }
}
