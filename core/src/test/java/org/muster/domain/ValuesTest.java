package org.muster.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Intervals, timelines and positions refuse what makes no sense. */
class ValuesTest {
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  private static Interval hours(long from, long to) {
    return new Interval(NOON.plus(Duration.ofHours(from)), NOON.plus(Duration.ofHours(to)));
  }

  @Test
  void givenAnInterval_thenItsStartBelongsToItAndItsEndDoesNot() {
    assertThat(hours(0, 1).contains(NOON)).isTrue();
    assertThat(hours(-1, 0).contains(NOON)).isFalse();
    assertThat(hours(0, 1).overlaps(hours(1, 2))).isFalse();
    assertThat(hours(0, 2).intersection(hours(1, 3))).contains(hours(1, 2));
    assertThatThrownBy(() -> hours(1, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void givenSpansThatTouchInOneState_thenATimelineMakesThemOne() {
    Timeline timeline =
        new Timeline(
            hours(0, 3),
            List.of(
                new Span(hours(0, 1), new State.Met()),
                new Span(hours(1, 2), new State.Met()),
                new Span(hours(2, 3), new State.NotMet())));
    assertThat(timeline.spans()).hasSize(2);
    assertThat(timeline.at(NOON.plusSeconds(7199))).isEqualTo(new State.Met());
    assertThat(timeline.lasting(state -> state instanceof State.Met))
        .isEqualTo(Duration.ofHours(2));
  }

  @Test
  void givenAHoleOrAnOverlap_thenATimelineIsRefused() {
    Span first = new Span(hours(0, 1), new State.Met());
    for (Interval next : List.of(hours(2, 3), new Interval(NOON, hours(2, 3).endsAt()))) {
      assertThatThrownBy(
              () -> new Timeline(hours(0, 3), List.of(first, new Span(next, new State.NotMet()))))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new Timeline(hours(0, 2), List.of(first)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void givenAPlaceOffTheEarthOrNotANumber_thenItIsRefused() {
    assertThat(Position.ofDegrees(-90, 180)).isEqualTo(new Position(-900_000_000, 1_800_000_000));
    assertThatThrownBy(() -> Position.ofDegrees(90.1, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Position.ofDegrees(0, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Position(0, Integer.MIN_VALUE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void givenTheSameSpan_thenAFindingHasTheSameIdentityEverywhere() {
    FindingId id = FindingId.of(new ConditionId(7), FindingKind.OUTSIDE_ZONE, NOON);
    assertThat(id).isEqualTo(FindingId.of(new ConditionId(7), FindingKind.OUTSIDE_ZONE, NOON));
    assertThat(id).isNotEqualTo(FindingId.of(new ConditionId(7), FindingKind.INSIDE_ZONE, NOON));
  }
}
