package org.muster.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.casework.Room.NOW;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.muster.casework.Change.Rejected;
import org.muster.domain.Assignment;
import org.muster.domain.CaseworkEntry;
import org.muster.domain.ConditionKind;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Interval;
import org.muster.domain.Order;
import org.muster.domain.OrderId;
import org.muster.domain.Supervision;
import org.muster.domain.ZoneVersion;

@NullMarked
class OrderingTest {
  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
  private static final Instant END = Instant.parse("2026-06-01T08:00:00Z");

  private final Room room = new Room();
  private final EnrolmentId enrolment = room.enrolled(START);

  @Test
  void givenNoReviewDate_thenItIsSixtyDaysAfterTheStart() {
    OrderId id = room.ordered(enrolment, START, END);
    assertThat(order(id).reviewOn()).isEqualTo(LocalDate.of(2026, 4, 30));
  }

  @Test
  void givenAnEmptyForm_thenEveryRequiredFieldIsNamedAndNothingIsRecorded() {
    Change<OrderId> change =
        room.ordering.record(
            enrolment,
            new Ordering.Form(null, " ", null, "", null, START, END, List.of()),
            "officer");
    assertThat(fields(change))
        .containsExactlyInAnyOrder("issuer", "authority", "reason", "lesserOptions", "conditions");
    assertThat(room.orders.list(enrolment)).isEmpty();
  }

  @Test
  void givenATimeThatIsRefused_thenTheSentenceSpeaksTheZoneOfTheOffice() {
    Change<OrderId> early =
        room.ordering.record(enrolment, room.order(START.minusSeconds(60), END), "officer");
    assertThat(((Change.Rejected<OrderId>) early).problems().getFirst().sentence())
        .isEqualTo("Choose a start no sooner than the enrolment's, 1 Mar 2026 00:00:00 PST.");
    Change<OrderId> backwards = room.ordering.record(enrolment, room.order(END, START), "officer");
    assertThat(((Change.Rejected<OrderId>) backwards).problems().getFirst().sentence())
        .isEqualTo("Choose an end after the start, 1 Jun 2026 01:00:00 PDT.");
  }

  @Test
  void givenAConditionWithoutItsParagraph_thenTheOrderIsRefused() {
    Ordering.Form form =
        room.order(
            START,
            END,
            new Ordering.ConditionForm(ConditionKind.STAY_WITHIN, null, null, null),
            new Ordering.ConditionForm(
                ConditionKind.STAY_OUT_OF, new ZoneVersion(99, 1), null, "§ 2"),
            new Ordering.ConditionForm(ConditionKind.KEEP_CONTACT, room.zone(), null, "§ 3"));
    assertThat(fields(room.ordering.record(enrolment, form, "officer")))
        .containsExactly(
            "conditions[0].citation",
            "conditions[0].zone",
            "conditions[1].zone",
            "conditions[2].zone");
  }

  @Test
  void givenAnOrderInForce_thenAnotherInThatTimeIsRefusedInASentence() {
    room.ordered(enrolment, START, END);
    Change<OrderId> change =
        room.ordering.record(
            enrolment, room.order(END.minusSeconds(1), END.plusSeconds(60)), "officer");
    assertThat(change)
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected ->
                assertThat(rejected.problems().getFirst().toString())
                    .contains("startsAt", "Another order is in force in that time."));
    assertThat(room.ordering.record(enrolment, room.order(END, null), "officer"))
        .isInstanceOf(Change.Recorded.class);
  }

  @Test
  void givenAVariation_thenTheOldOrderAndWhatItAskedEndAtItsStart() {
    OrderId old = room.ordered(enrolment, START, END);
    OrderId variation =
        room.ordering
            .vary(
                old,
                room.order(
                    NOW,
                    END,
                    new Ordering.ConditionForm(
                        ConditionKind.STAY_WITHIN, room.zone(), null, "§ 4")),
                "officer")
            .get();
    assertThat(order(old).during()).isEqualTo(new Interval(START, NOW));
    assertThat(order(variation).replaces()).contains(old);
    assertThat(room.bindings.list(enrolment))
        .extracting(Supervision.Binding::inForce)
        .containsExactly(new Interval(START, NOW), new Interval(NOW, END));
    assertThat(room.entries.list(enrolment))
        .extracting(CaseworkEntry::subjectId)
        .containsExactly(old.value());
  }

  @Test
  void givenAVariationThatStartsBeforeTheOrder_thenItIsRefused() {
    OrderId old = room.ordered(enrolment, START, END);
    assertThat(fields(room.ordering.vary(old, room.order(START, END), "officer")))
        .containsExactly("startsAt");
    assertThat(fields(room.ordering.vary(old, room.order(END, null), "officer")))
        .containsExactly("startsAt");
  }

  @Test
  void givenAVariationThatEndsSooner_thenTheAssignmentIsCutThereAndOneBegunLaterTakenBack() {
    OrderId old = room.ordered(enrolment, START, END);
    Instant soon = NOW.plusSeconds(86_400);
    room.assigning
        .assign(enrolment, new Assigning.Form(room.device("a"), START, soon.plusSeconds(60)), "o")
        .get();
    room.assigning
        .assign(enrolment, new Assigning.Form(room.device("b"), soon.plusSeconds(60), END), "o")
        .get();
    room.ordering.vary(old, room.order(NOW, soon), "officer").get();
    assertThat(room.assignments.list(enrolment))
        .extracting(Assignment::during)
        .containsExactly(new Interval(START, soon));
    assertThat(room.entries.list(enrolment)).hasSize(3);
  }

  @Test
  void givenAVariationWithoutAHole_thenTheAssignmentGoesOnAcrossIt() {
    OrderId old = room.ordered(enrolment, START, END);
    room.assigning.assign(enrolment, new Assigning.Form(room.device("a"), START, END), "o").get();
    room.ordering.vary(old, room.order(NOW, null), "officer").get();
    assertThat(room.assignments.list(enrolment))
        .extracting(Assignment::during)
        .containsExactly(new Interval(START, END));
  }

  @Test
  void givenAChange_thenJudgingIsDueFromWhereItTakesEffect() {
    OrderId old = room.ordered(enrolment, START, END);
    room.due.list(10).forEach(room.due::take);
    room.ordering.vary(old, room.order(NOW, END), "officer").get();
    assertThat(room.due.list(10).getFirst().fromAt()).isEqualTo(NOW);
  }

  private Order order(OrderId id) {
    return room.orders.find(id).orElseThrow();
  }

  static List<String> fields(Change<?> change) {
    return switch (change) {
      case Change.Recorded<?> recorded -> List.of();
      case Rejected<?> rejected ->
          Stream.of(rejected).flatMap(r -> r.problems().stream()).map(Problem::field).toList();
    };
  }
}
