package org.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.muster.domain.Interval;
import org.muster.domain.Observation;

class Feature21StretchesTest {
  private static final long SEEDS = Long.getLong("muster.seeds", 400);

  @Test
  void givenAnyStretches_thenTogetherTheySayWhatOneFoldSays() {
    for (long seed = 0; seed < SEEDS; seed++) {
      RandomLife life = new RandomLife(seed);
      TreeSet<Instant> bounds = new TreeSet<>(List.of(life.period.endsAt()));
      for (int i = life.random.nextInt(12); i >= 0; i--) {
        bounds.add(life.moment());
      }
      assertThat(judgedInStretches(life, bounds))
          .as("seed %d", seed)
          .isEqualTo(Engine.judge(life.supervision, life.period, life.observations));
    }
  }

  @Test
  void givenAStretchForEveryFix_thenTogetherTheySayWhatOneFoldSays() {
    for (long seed = 0; seed < Math.min(30, SEEDS); seed++) {
      RandomLife life = new RandomLife(seed);
      TreeSet<Instant> bounds = new TreeSet<>(List.of(life.period.endsAt()));
      life.observations.forEach(each -> bounds.add(each.observedAt()));
      life.observations.forEach(each -> bounds.add(each.observedAt().plusMillis(1)));
      assertThat(judgedInStretches(life, bounds))
          .as("seed %d", seed)
          .isEqualTo(Engine.judge(life.supervision, life.period, life.observations));
    }
  }

  @Test
  void givenTheFoldStopsAnywhere_thenItSaysWhatAFoldUpToThereSays() {
    for (long seed = 0; seed < SEEDS; seed++) {
      RandomLife life = new RandomLife(seed);
      Instant end = life.moment().plusSeconds(60);
      Interval sooner = new Interval(life.period.startsAt(), end);
      RandomLife same = new RandomLife(seed);
      same.observations.removeIf(each -> !each.observedAt().isBefore(end));
      TreeSet<Instant> bounds = new TreeSet<>(List.of(end));
      bounds.add(sooner.startsAt().plusMillis(sooner.duration().toMillis() / 2));
      assertThat(judgedInStretches(sooner, same, bounds))
          .as("seed %d", seed)
          .isEqualTo(Engine.judge(life.supervision, sooner, same.observations));
    }
  }

  private static Judgement judgedInStretches(RandomLife life, SortedSet<Instant> bounds) {
    return judgedInStretches(life.period, life, bounds);
  }

  private static Judgement judgedInStretches(
      Interval period, RandomLife life, SortedSet<Instant> bounds) {
    List<Folded> stretches = new ArrayList<>();
    FoldState state = FoldState.opening(period.startsAt());
    for (Instant end : bounds) {
      Instant start = state.at();
      if (end.isAfter(start)) {
        List<Observation> inside =
            life.observations.stream()
                .filter(each -> new Interval(start, end).contains(each.observedAt()))
                .toList();
        stretches.add(Engine.fold(life.supervision, state, end, inside));
        FoldState closing = stretches.getLast().closing();
        state = FoldState.decode(closing.encode());
        assertThat(state).isEqualTo(closing);
      }
    }
    return Judgement.of(period, stretches);
  }
}
