package org.muster.judging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.muster.domain.Area;
import org.muster.domain.Condition;
import org.muster.domain.ConditionId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Interval;
import org.muster.domain.OrderId;
import org.muster.domain.Position;
import org.muster.domain.Schedule;
import org.muster.domain.Supervision;
import org.muster.domain.Zone;
import org.muster.domain.ZoneVersion;
import org.muster.engine.CompiledSupervision;
import org.muster.engine.CompiledZone;
import org.muster.engine.FoldState;
import org.muster.policy.Policies;
import org.muster.policy.StarterPolicy;

/** What is remembered of days is bounded by what it takes, and zones are shared. */
class FoldMemoryTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Policies POLICIES = new Policies(List.of(StarterPolicy.SET));

  private final CompiledZones zones = new CompiledZones();

  @Test
  void givenManyWhoseConditionsNameOneZone_thenItIsMadeReadyOnceAndCountsOnce() {
    FoldMemory memory = new FoldMemory(1_000, Long.MAX_VALUE);
    LiveFold first = fold(1, 5_000);
    LiveFold second = fold(1, 5_000);
    assertThat(first.supervision().zones().iterator().next())
        .isSameAs(second.supervision().zones().iterator().next());

    memory.put(new EnrolmentId(1), first);
    long one = memory.estimatedBytes();
    assertThat(one).isGreaterThan(1_000_000);
    memory.put(new EnrolmentId(2), second);
    assertThat(memory.estimatedBytes()).isLessThan(one + 50_000);
    memory.put(new EnrolmentId(2), second);
    assertThat(memory.estimatedBytes()).isLessThan(one + 50_000);

    memory.remove(new EnrolmentId(1));
    assertThat(memory.estimatedBytes()).isGreaterThan(1_000_000);
    memory.remove(new EnrolmentId(2));
    memory.remove(new EnrolmentId(2));
    assertThat(memory.estimatedBytes()).isZero();
  }

  @Test
  void givenZonesOfThousandsOfCorners_thenFewerDaysAreRememberedAndTheLatestStay() {
    FoldMemory memory = new FoldMemory(1_000, 5_000_000);
    for (int i = 1; i <= 20; i++) {
      memory.put(new EnrolmentId(i), fold(i, 5_000));
      assertThat(memory.estimatedBytes()).isLessThanOrEqualTo(5_000_000);
    }
    assertThat(memory.get(new EnrolmentId(1))).isNull();
    assertThat(memory.get(new EnrolmentId(20))).isNotNull();
    assertThat(memory.get(new EnrolmentId(18))).isNotNull();
  }

  @Test
  void givenMoreThanItsNumber_thenWhatWasUsedLongestAgoMakesRoom() {
    FoldMemory memory = new FoldMemory(2, Long.MAX_VALUE);
    memory.put(new EnrolmentId(1), fold(1, 10));
    memory.put(new EnrolmentId(2), fold(2, 10));
    assertThat(memory.get(new EnrolmentId(1))).isNotNull();
    memory.put(new EnrolmentId(3), fold(3, 10));
    assertThat(memory.get(new EnrolmentId(2))).isNull();
    assertThat(memory.get(new EnrolmentId(1))).isNotNull();
  }

  @Test
  void givenAZoneOfTheSameNumberThatIsAnother_thenItIsNotTaken() {
    CompiledZone one = zones.of(zone(1, 10));
    assertThat(zones.of(zone(1, 10))).isSameAs(one);
    assertThat(zones.of(zone(1, 11)).zone()).isEqualTo(zone(1, 11));
  }

  private LiveFold fold(long zone, int corners) {
    Supervision supervision =
        new Supervision(
            List.of(
                new Supervision.Binding(
                    new ConditionId(1),
                    new OrderId(1),
                    new Condition.StayWithin(zone(zone, corners), new Schedule.Always()),
                    Interval.from(START))),
            List.of(),
            List.of(),
            List.of());
    return LiveFold.begin(
        LocalDate.of(2026, 3, 1),
        POLICIES,
        CompiledSupervision.of(supervision, zones::of),
        FoldState.opening(START),
        List.of());
  }

  private static Zone zone(long id, int corners) {
    List<Position> ring = new ArrayList<>();
    for (int i = 0; i < corners; i++) {
      double angle = 2 * Math.PI * i / corners;
      ring.add(Position.ofDegrees(47.6 + Math.sin(angle) / 10, -122.3 + Math.cos(angle) / 10));
    }
    return new Zone(
        new ZoneVersion(id, 1),
        "County",
        new Area.Polygons(List.of(new Area.Polygon(new Area.Ring(ring), List.of()))),
        "Order, annex A",
        "test");
  }
}
