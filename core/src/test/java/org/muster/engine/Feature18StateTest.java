package org.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.muster.domain.Condition;
import org.muster.domain.ConditionId;
import org.muster.domain.Evidence;
import org.muster.domain.ExcusalId;
import org.muster.domain.Interval;
import org.muster.domain.Observation;
import org.muster.domain.Supervision;
import org.muster.domain.Supervision.Excusal;

/** What a fold takes and gives: its stretch, its state, and what it refuses. */
class Feature18StateTest {
  private static final FoldState OPENING = FoldState.opening(Day.at("06:00"));

  private static Folded fold(Day day, FoldState opening, String end) {
    return Engine.fold(day.supervision(), opening, Day.at(end), day.observations());
  }

  @Test
  void givenAStretchWithoutLength_thenItIsRefused() {
    assertThatThrownBy(() -> fold(new Day(), OPENING, "06:00"))
        .hasMessage("a stretch ends after it starts");
    assertThatThrownBy(() -> fold(new Day(), OPENING, "05:00"))
        .hasMessage("a stretch ends after it starts");
  }

  @Test
  void givenAnObservationOutsideTheStretch_thenItIsRefused() {
    for (String at : List.of("05:59:59.999", "07:00", "08:00")) {
      assertThatThrownBy(() -> fold(Day.of(at + " beat"), OPENING, "07:00"))
          .as(at)
          .hasMessage("the observations of a stretch lie inside it");
    }
    assertThat(fold(Day.of("06:00 beat\n06:59:59.999 beat"), OPENING, "07:00").closing().at())
        .isEqualTo(Day.at("07:00"));
  }

  @Test
  void givenNoPlanAtAll_thenNothingBindsAndTheStateIsHandedOn() {
    Supervision supervision =
        new Supervision(new Day().supervision().bindings(), List.of(), List.of(), List.of());
    FoldState opening = fold(Day.of("06:10 home"), OPENING, "07:00").closing();
    Folded folded = Engine.fold(supervision, opening, Day.at("08:00"), List.of());
    assertThat(folded.closing()).isEqualTo(new FoldState(Day.at("08:00"), opening.words()));
    assertThat(folded.settled().get(Day.CONDITION)).hasSize(1);
    assertThat(folded.tail().get(Day.CONDITION)).isEmpty();
    assertThat(ZoneReadings.of(supervision, opening, List.<Observation>of(), Day.HOME_AREA))
        .isEmpty();
  }

  @Test
  void givenAnOrderThatEndedWhenTheStretchStarts_thenNothingOfItIsCarriedOn() {
    Day ended = Day.of("06:10 home").inForce("00:00", "06:00");
    Day goesOn = Day.of("06:10 home").inForce("00:00", "06:00:00.001");
    assertThat(fold(ended, OPENING, "07:00").closing().words()).doesNotContain("|");
    assertThat(fold(goesOn, OPENING, "07:00").closing().words()).contains("| 1 ");
    assertThat(fold(ended, OPENING, "07:00").settled().get(Day.CONDITION)).hasSize(1);
  }

  @Test
  void givenAStateAsText_thenItIsReadBackAndOtherTextIsRefused() {
    FoldState state = fold(Day.of("06:10 home\n06:20 out 300m"), OPENING, "07:00").closing();
    assertThat(FoldState.decode(state.encode())).isEqualTo(state);
    assertThat(FoldState.decode(OPENING.encode())).isEqualTo(OPENING);
    assertThatThrownBy(() -> FoldState.decode("fold0 1 2")).hasMessageContaining("another version");
    assertThatThrownBy(() -> FoldState.decode(state.encode().split(" ", 2)[0]))
        .hasMessageContaining("another version");
    FoldState cut = new FoldState(state.at(), state.words().substring(0, 30));
    assertThatThrownBy(() -> fold(new Day(), cut, "08:00")).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> new StateText.Reader("").word()).hasMessageContaining("too soon");
  }

  @Test
  void givenAnInstantFinerThanAMillisecond_thenItIsCutOff() {
    Instant fine = Instant.parse("2026-03-10T06:00:00.123456Z");
    assertThat(FoldState.opening(fine).at()).isEqualTo(Instant.parse("2026-03-10T06:00:00.123Z"));
  }

  @Test
  void givenAConditionThatIsNotAsked_thenItHasNoTimeline() {
    assertThat(new Day().judged().timeline(Day.CONDITION).spans()).hasSize(1);
    ConditionId other = new ConditionId(77);
    assertThatThrownBy(() -> new Day().judged().timeline(other))
        .hasMessageContaining("binds no condition");
  }

  @Test
  void givenManySpans_thenNoneIsLost() {
    StringBuilder lines = new StringBuilder();
    for (int minutes = 360; minutes < 900; minutes += 3) {
      lines.append("%02d:%02d beat\n".formatted(minutes / 60, minutes % 60));
    }
    Day day = Day.of(lines.toString()).asks(new Condition.KeepContact()).since("06:00");
    day.until("15:00").plan(PlanWith.of("quietLimit", Duration.ofMinutes(1)));
    assertThat(day.judged().timeline(Day.CONDITION).spans()).hasSize(360);
    assertThat(Said.of(day)).hasSizeGreaterThan(1_000);
  }

  @Test
  void givenSpansThatDoNotTouch_thenThatIsAFaultOfTheProgram() {
    SpanLog log = new SpanLog(0);
    log.add(3, 3, Codes.NOT_MET);
    log.add(5, 6, Codes.MET);
    assertThatThrownBy(() -> log.add(7, 8, Codes.MET)).hasMessage("spans touch: 7 after 6");
    log.add(6, 9, Codes.MET);
    assertThat(log.spans()).hasSize(1);
    assertThat(log.spans().getFirst().interval()).isEqualTo(Times.interval(5, 9));
  }

  @Test
  void givenTimesThatTouchOverlapOrContainEachOther_thenTheyAreOne() {
    Interval day = new Interval(Day.at("00:00"), Day.at("23:00"));
    Times times =
        Times.of(
            List.of(
                new Interval(Day.at("09:00"), Day.at("10:00")),
                new Interval(Day.at("06:00"), Day.at("08:00")),
                new Interval(Day.at("06:30"), Day.at("07:00")),
                new Interval(Day.at("08:00"), Day.at("08:30"))));
    assertThat(times.startsAt).containsExactly(millis("06:00"), millis("09:00"));
    assertThat(times.endsAt).containsExactly(millis("08:30"), millis("10:00"));
    assertThat(times.and(Times.of(List.of(day))).startsAt).isEqualTo(times.startsAt);
    assertThat(times.contains(millis("06:00"))).isTrue();
    assertThat(times.contains(millis("08:30"))).isFalse();
    assertThat(times.contains(millis("05:59"))).isFalse();
    assertThat(times.overlaps(millis("05:00"), millis("06:00"))).isFalse();
    assertThat(times.overlaps(millis("08:30"), millis("09:00"))).isFalse();
    assertThat(times.overlaps(millis("08:00"), millis("09:00"))).isTrue();
    assertThat(times.overlaps(millis("07:00"), millis("07:00"))).isFalse();
    assertThat(times.overlaps(millis("10:00"), millis("11:00"))).isFalse();
  }

  private static long millis(String time) {
    return Day.at(time).toEpochMilli();
  }

  @Test
  void givenTheFixesOfAStretch_thenEachIsReadOnceInOrderAsTheFoldReadsIt() {
    Day day = Day.of("06:20 out 300m mock\n06:10 home\n06:10 home\n06:15 beat\n");
    List<Evidence.Reading> readings =
        ZoneReadings.of(day.supervision(), OPENING, day.observations(), Day.HOME_AREA);
    assertThat(readings)
        .extracting(Evidence.Reading::observedAt)
        .containsExactly(Day.at("06:10"), Day.at("06:20"));
    assertThat(readings)
        .extracting(Evidence.Reading::mark)
        .containsExactly(Evidence.Mark.BELIEVED, Evidence.Mark.MOCK);
    assertThat(readings.getFirst().side()).isEqualTo(Evidence.Side.CLEAR_INSIDE);
    // What went before counts: from far away nobody is here a minute later.
    FoldState far = fold(Day.of("06:00 out 900km"), OPENING, "06:05").closing();
    assertThat(ZoneReadings.of(day.supervision(), far, day.observations(), Day.HOME_AREA))
        .extracting(Evidence.Reading::mark)
        .containsExactly(Evidence.Mark.TOO_FAST, Evidence.Mark.MOCK);
  }

  @Test
  void givenAnExcusalOfAnotherCondition_thenItLiftsNothing() {
    Day day = Day.of("06:10 home").since("06:00").until("06:30");
    Supervision own = day.supervision();
    Excusal other = new Excusal(new ExcusalId(1), new ConditionId(2), day.period());
    Supervision excused = new Supervision(own.bindings(), own.plans(), List.of(other), List.of());
    assertThat(Engine.judge(excused, day.period(), day.observations())).isEqualTo(day.judged());
  }
}
