package org.muster.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.casework.OrderingTest.fields;
import static org.muster.casework.Room.NOW;

import java.time.Instant;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.muster.domain.Assignment;
import org.muster.domain.ConditionId;
import org.muster.domain.ConditionKind;
import org.muster.domain.Enrolment;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Interval;
import org.muster.domain.Order;
import org.muster.domain.OrderId;
import org.muster.domain.Outcome;

@NullMarked
class EnrollingTest {
  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
  private static final Instant LATER = Instant.parse("2026-06-01T08:00:00Z");

  private final Room room = new Room();

  @Test
  void givenAnEmptyForm_thenEveryRequiredFieldIsNamed() {
    assertThat(
            fields(
                room.enrolling.enrol(
                    new Enrolling.Form(null, "", "Spanish", "call me", null, null, null), "o")))
        .containsExactlyInAnyOrder(
            "givenName", "familyName", "language", "phone", "office", "officer");
  }

  @Test
  void givenCharactersThatCanNotBeKept_thenTheyAreRefusedAndNotDropped() {
    EnrolmentId known = room.enrolled(START);
    Enrolment stay = room.enrolments.get(known);
    for (String name : new String[] {"A\u0000na", "A\ud800na", "x".repeat(101)}) {
      assertThat(
              fields(
                  room.enrolling.enrol(
                      new Enrolling.Form(name, "Silva", "es", null, stay.office(), "o", null),
                      "o")))
          .containsExactly("givenName");
    }
  }

  @Test
  void givenSomebodyEnrolled_thenTheSamePersonCanNotBeEnrolledTwiceAtATime() {
    Enrolment stay = room.enrolments.get(room.enrolled(START));
    assertThat(
            room.enrolling
                .enrolAgain(stay.participant(), stay.office(), "officer", NOW, "officer")
                .toString())
        .contains("This person is already enrolled in that time.");
  }

  @Test
  void givenAnEnd_thenOrdersAndAssignmentsEndAtTheSameSecond() {
    EnrolmentId id = room.enrolled(START);
    OrderId order = room.ordered(id, START, LATER);
    room.ordered(id, LATER, null);
    room.assigning.assign(id, new Assigning.Form(room.device("a"), START, LATER), "o").get();
    room.assigning.assign(id, new Assigning.Form(room.device("b"), LATER, null), "o").get();
    room.enrolling.end(id, new Enrolling.EndForm("Case closed", "Home", null), "officer").get();

    Enrolment ended = room.enrolments.get(id);
    assertThat(ended.during()).isEqualTo(new Interval(START, NOW));
    assertThat(ended.outcome()).contains(new Outcome("Case closed", "Home"));
    assertThat(room.orders.find(order).map(Order::during)).contains(new Interval(START, NOW));
    assertThat(room.assignments.list(id))
        .extracting(Assignment::during)
        .containsExactly(new Interval(START, NOW));
    assertThat(room.bindings.list(id))
        .describedAs("an order that was to begin later binds nothing")
        .hasSize(1);
    assertThat(fields(room.enrolling.end(id, new Enrolling.EndForm("a", "b", null), "o")))
        .containsExactly("");
    assertThat(room.ordering.record(id, room.order(LATER, null), "o"))
        .isInstanceOf(Change.Rejected.class);
  }

  @Test
  void givenAnEndWithoutReasonOrDestinationOrInTheFuture_thenNothingEnds() {
    EnrolmentId id = room.enrolled(START);
    assertThat(fields(room.enrolling.end(id, new Enrolling.EndForm(null, null, LATER), "o")))
        .containsExactly("reason", "destination", "endsAt");
    assertThat(room.enrolments.get(id).during().isOpen()).isTrue();
  }

  @Test
  void givenAnExcusal_thenItNeedsAConditionOfTheEnrolmentAndAnEnd() {
    EnrolmentId id = room.enrolled(START);
    EnrolmentId other = room.enrolled(START);
    room.ordering
        .record(
            id,
            room.order(
                START,
                LATER,
                new Ordering.ConditionForm(ConditionKind.STAY_WITHIN, room.zone(), null, "§ 1")),
            "o")
        .get();
    ConditionId condition = room.bindings.list(id).getFirst().id();
    assertThat(
            fields(
                room.excusing.excuse(
                    other, new Excusing.Form(condition, NOW, NOW.plusSeconds(60), "r"), "o")))
        .containsExactly("condition");
    assertThat(fields(room.excusing.excuse(id, new Excusing.Form(condition, NOW, null, null), "o")))
        .containsExactly("reason", "endsAt");
    assertThat(
            fields(
                room.excusing.excuse(
                    id, new Excusing.Form(condition, LATER, LATER.plusSeconds(9), "r"), "o")))
        .containsExactly("startsAt");
    room.excusing
        .excuse(id, new Excusing.Form(condition, NOW, NOW.plusSeconds(60), "Hospital"), "o")
        .get();
    assertThat(room.bindings.listExcusals(id)).hasSize(1);
  }
}
