package org.muster.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.muster.casework.Room.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.muster.domain.Attendance;
import org.muster.domain.Channel;
import org.muster.domain.Condition;
import org.muster.domain.ConditionId;
import org.muster.domain.ConditionKind;
import org.muster.domain.DutyRecord;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Occasion;
import org.muster.domain.OrderId;
import org.muster.domain.RecordId;
import org.muster.domain.Recorded;
import org.muster.store.DutyRecords;
import org.springframework.dao.DataAccessException;

/** Orders that ask for check-ins and attendance, and what people write down of them. */
@NullMarked
class RecordingTest {
  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
  private static final Instant HEARING = Instant.parse("2026-03-02T10:00:00Z");

  private final Room room = new Room();
  private final EnrolmentId enrolment = room.enrolled(START);
  private final OrderId order = room.ordering.record(enrolment, asked(), "officer").get();
  private final ConditionId checkIn = room.conditions.list(order).get(0).id();
  private final ConditionId hearing = room.conditions.list(order).get(1).id();

  private Ordering.Form asked() {
    return room.order(
        START,
        null,
        new Ordering.ConditionForm(
            ConditionKind.CHECK_IN,
            null,
            null,
            "§ 1",
            new Ordering.DutyForm(
                List.of(Channel.OFFICE, Channel.APP), Duration.ofDays(7), null, null, null)),
        new Ordering.ConditionForm(
            ConditionKind.ATTEND,
            room.zone(),
            null,
            "§ 2",
            new Ordering.DutyForm(
                List.of(), null, Occasion.HEARING, HEARING, HEARING.plusSeconds(3_600))));
  }

  private Change<RecordId> record(
      ConditionId condition, @Nullable Statement said, @Nullable Instant at) {
    return room.recording.record(
        enrolment, new Recording.Form(condition, said, at, "Seen at the desk."), "o.rivera");
  }

  private List<Recorded> standing() {
    return new DutyRecords(room.jdbc, room.due).listStanding(enrolment);
  }

  @Test
  void givenAnOrderThatAsksThem_thenTheyAreReadAsTheyWereAsked() {
    assertThat(room.conditions.list(order).get(0).condition())
        .isEqualTo(
            new Condition.CheckIn(
                new Condition.Every(Duration.ofDays(7)), List.of(Channel.APP, Channel.OFFICE)));
    Condition.Attend attend = (Condition.Attend) room.conditions.list(order).get(1).condition();
    assertThat(attend.occasion()).isEqualTo(Occasion.HEARING);
    assertThat(attend.during().startsAt()).isEqualTo(HEARING);
    assertThat(attend.place().orElseThrow().name()).isEqualTo("Home");
  }

  @Test
  void givenACheckInOrAHearingWithoutWhatItNeeds_thenTheOrderIsRefusedByField() {
    EnrolmentId other = room.enrolled(START);
    Ordering.Form form =
        room.order(
            START,
            null,
            new Ordering.ConditionForm(ConditionKind.CHECK_IN, room.zone(), null, "§ 1"),
            new Ordering.ConditionForm(
                ConditionKind.CHECK_IN,
                null,
                null,
                "§ 2",
                new Ordering.DutyForm(
                    List.of(Channel.APP), Duration.ofMinutes(1), null, null, null)),
            new Ordering.ConditionForm(ConditionKind.ATTEND, null, null, "§ 3"),
            new Ordering.ConditionForm(
                ConditionKind.ATTEND,
                null,
                null,
                "§ 4",
                new Ordering.DutyForm(List.of(), null, Occasion.APPOINTMENT, HEARING, HEARING)));
    Change<OrderId> change = room.ordering.record(other, form, "officer");
    assertThat(fields(change))
        .containsExactly(
            "conditions[0].zone",
            "conditions[0].channels",
            "conditions[0].every",
            "conditions[1].every",
            "conditions[2].occasion",
            "conditions[2].startsAt",
            "conditions[2].endsAt",
            "conditions[3].endsAt");
  }

  @Test
  void givenACheckInAtTheOffice_thenItStandsAndIsJudgedFromThen() {
    room.jdbc.sql("delete from judging_due").update();
    Instant at = NOW.minusSeconds(600);
    record(checkIn, Statement.CHECKED_IN_AT_OFFICE, at).get();
    assertThat(standing()).containsExactly(new Recorded.CheckedIn(checkIn, at, Channel.OFFICE));
    assertThat(room.due.list(1).getFirst().fromAt()).isEqualTo(at);
    DutyRecord written = room.recording.list(enrolment).getFirst();
    assertThat(written.recordedBy()).isEqualTo("o.rivera");
    assertThat(written.reason()).isEqualTo("Seen at the desk.");
  }

  @Test
  void givenARecordThatWasWrong_thenItIsTakenBackOnceAndStaysInTheList() {
    RecordId wrong = record(checkIn, Statement.CHECKED_IN_AT_OFFICE, NOW).get();
    assertThat(fields(room.recording.takeBack(wrong, " ", "o.rivera"))).containsExactly("reason");
    room.recording.takeBack(wrong, "It was somebody else.", "o.haddad").get();
    assertThat(standing()).isEmpty();
    assertThat(room.recording.list(enrolment))
        .extracting(DutyRecord::stands)
        .containsExactly(false, true);
    assertThat(fields(room.recording.takeBack(wrong, "Again.", "o.haddad"))).containsExactly("");
  }

  @Test
  void givenAnotherOutcome_thenItTakesThePlaceOfTheOneBefore() {
    record(hearing, Statement.FAILED, null).get();
    RecordId last = record(hearing, Statement.ATTENDED, null).get();
    assertThat(standing()).containsExactly(new Recorded.Attended(hearing, Attendance.ATTENDED));
    room.recording.takeBack(last, "Wrong line of the list.", "o.rivera").get();
    assertThat(standing()).isEmpty();
    record(hearing, Statement.ADJOURNED, null).get();
    assertThat(standing()).containsExactly(new Recorded.Attended(hearing, Attendance.ADJOURNED));
    assertThat(room.due.list(1).getFirst().fromAt()).isBeforeOrEqualTo(HEARING);
  }

  @Test
  void givenWhatCannotBeSo_thenItIsRefusedWithTheField() {
    assertThat(fields(record(checkIn, Statement.CHECKED_IN_AT_OFFICE, NOW.plusSeconds(60))))
        .containsExactly("at");
    assertThat(fields(record(checkIn, Statement.CHECKED_IN_AT_OFFICE, START.minusSeconds(60))))
        .containsExactly("at");
    assertThat(fields(record(checkIn, Statement.CHECKED_IN_AT_OFFICE, null))).containsExactly("at");
    assertThat(fields(record(checkIn, Statement.CHECKED_IN_BY_PHONE, NOW))).containsExactly("said");
    assertThat(fields(record(checkIn, Statement.ATTENDED, null))).containsExactly("said");
    assertThat(fields(record(hearing, Statement.NOT_CHECKED_IN, NOW))).containsExactly("said");
    assertThat(fields(record(checkIn, null, NOW))).containsExactly("said");
    assertThat(fields(record(new ConditionId(999), Statement.ATTENDED, null)))
        .containsExactly("condition");
    assertThat(standing()).isEmpty();
  }

  @Test
  void givenAHearingThatHasNotBegun_thenNobodyHasFailedToAttendIt() {
    EnrolmentId other = room.enrolled(START);
    OrderId later =
        room.ordering
            .record(
                other,
                room.order(
                    START,
                    null,
                    new Ordering.ConditionForm(
                        ConditionKind.ATTEND,
                        null,
                        null,
                        "§ 1",
                        new Ordering.DutyForm(
                            List.of(),
                            null,
                            Occasion.HEARING,
                            NOW.plusSeconds(60),
                            NOW.plusSeconds(3_600)))),
                "officer")
            .get();
    ConditionId condition = room.conditions.list(later).getFirst().id();
    for (Statement said : Statement.values()) {
      if (!said.isOfCheckIn()) {
        Change<RecordId> change =
            room.recording.record(
                other, new Recording.Form(condition, said, null, "Court list."), "o.rivera");
        boolean beforehand = said == Statement.EXCUSED || said == Statement.ADJOURNED;
        assertThat(change instanceof Change.Recorded).as(said.word()).isEqualTo(beforehand);
      }
    }
  }

  @Test
  void givenARecord_thenTheDatabaseLetsNobodyChangeIt() {
    record(checkIn, Statement.CHECKED_IN_AT_OFFICE, NOW).get();
    assertThatThrownBy(() -> room.jdbc.sql("update duty_record set reason = 'x'").update())
        .isInstanceOf(DataAccessException.class)
        .hasMessageContaining("append-only");
  }

  private static List<String> fields(Change<?> change) {
    return change instanceof Change.Rejected<?>(List<Problem> problems)
        ? problems.stream().map(Problem::field).toList()
        : List.of("nothing was refused");
  }
}
