package org.muster.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.muster.casework.OrderingTest.fields;
import static org.muster.casework.Room.NOW;

import java.time.Instant;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.muster.domain.Assignment;
import org.muster.domain.AssignmentId;
import org.muster.domain.DeviceId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Interval;
import org.muster.domain.Order;
import org.muster.domain.OrderId;
import org.springframework.dao.DataIntegrityViolationException;

@NullMarked
class AssigningTest {
  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
  private static final Instant END = Instant.parse("2026-06-01T08:00:00Z");

  private final Room room = new Room();
  private final EnrolmentId enrolment = room.enrolled(START);
  private final DeviceId device = room.device("a");

  @Test
  void givenNoOrderInForce_thenNoDeviceCanBeAssigned() {
    assertThat(assign(device, null, null).toString())
        .contains("A device can not be assigned without an order: record the order first.");
  }

  @Test
  void givenNoOrderInForce_thenTheDatabaseItselfRefusesAnAssignment() {
    room.ordered(enrolment, START, END);
    Interval outside = new Interval(START, END.plusSeconds(1));
    assertThatThrownBy(() -> room.assignments.add(device, enrolment, outside, "officer"))
        .isInstanceOf(DataIntegrityViolationException.class)
        .hasMessageContaining("assignment_under_order");
  }

  @Test
  void givenADeviceAssigned_thenTheDatabaseItselfRefusesThatItsOrderIsCut() {
    OrderId id = room.ordered(enrolment, START, END);
    assign(device, NOW, END);
    Order order = room.orders.find(id).orElseThrow();
    assertThatThrownBy(() -> room.orders.cut(order, NOW.plusSeconds(1)))
        .isInstanceOf(DataIntegrityViolationException.class);
  }

  @Test
  void givenNoTimes_thenItLastsFromNowUntilTheOrderEnds() {
    room.ordered(enrolment, START, END);
    assertThat(assignment(assign(device, null, null).get()).during())
        .isEqualTo(new Interval(NOW, END));
  }

  @Test
  void givenAnOrderThatFollowsOn_thenItLastsUntilThatOneEnds() {
    room.ordered(enrolment, START, END);
    room.ordered(enrolment, END, END.plusSeconds(3_600));
    assertThat(assignment(assign(device, null, null).get()).during())
        .isEqualTo(new Interval(NOW, END.plusSeconds(3_600)));
  }

  @Test
  void givenAnEndAfterTheOrders_thenItIsRefused() {
    room.ordered(enrolment, START, END);
    assertThat(fields(assign(device, null, END.plusSeconds(1)))).containsExactly("endsAt");
  }

  @Test
  void givenADeviceThatStandsForSomebody_thenItCanNotStandForAnother() {
    EnrolmentId other = room.enrolled(START);
    room.ordered(enrolment, START, END);
    room.ordered(other, START, END);
    assign(device, NOW, null);
    assertThat(
            room.assigning
                .assign(other, new Assigning.Form(device, NOW.plusSeconds(5), null), "o")
                .toString())
        .contains("This device stands for somebody in that time.");
    assertThat(assign(room.device("b"), NOW.plusSeconds(5), null).toString())
        .contains("This person already has a device in that time.");
  }

  @Test
  void givenASwap_thenTheOldDeviceEndsWhereTheNewOneBegins() {
    room.ordered(enrolment, START, null);
    assign(device, START, END);
    room.assigning
        .swap(enrolment, new Assigning.Form(room.device("b"), NOW, null), "officer")
        .get();
    assertThat(room.assignments.list(enrolment))
        .extracting(Assignment::during)
        .containsExactly(new Interval(START, NOW), new Interval(NOW, END));
  }

  @Test
  void givenASwapForADeviceThatIsTaken_thenTheOldOneStays() {
    EnrolmentId other = room.enrolled(START);
    room.ordered(enrolment, START, END);
    room.ordered(other, START, END);
    AssignmentId held = assign(device, START, END).get();
    DeviceId taken = room.device("b");
    room.assigning.assign(other, new Assigning.Form(taken, START, null), "officer").get();
    assertThat(
            fields(room.assigning.swap(enrolment, new Assigning.Form(taken, NOW, null), "officer")))
        .containsExactly("device");
    assertThat(assignment(held).during()).isEqualTo(new Interval(START, END));
  }

  @Test
  void givenAnEnd_thenTheAssignmentEndsToTheSecond() {
    room.ordered(enrolment, START, END);
    AssignmentId id = assign(device, START, null).get();
    room.assigning.end(id, null, "Lost its strap", "officer").get();
    assertThat(assignment(id).during()).isEqualTo(new Interval(START, NOW));
    assertThat(fields(room.assigning.end(id, null, "Again", "officer"))).containsExactly("endsAt");
    assertThat(fields(room.assigning.end(id, START.plusSeconds(1), " ", "officer")))
        .containsExactly("reason");
  }

  private Change<AssignmentId> assign(
      DeviceId which,
      @org.jspecify.annotations.Nullable Instant startsAt,
      @org.jspecify.annotations.Nullable Instant endsAt) {
    return room.assigning.assign(enrolment, new Assigning.Form(which, startsAt, endsAt), "officer");
  }

  private Assignment assignment(AssignmentId id) {
    return room.assignments.find(id).orElseThrow();
  }
}
