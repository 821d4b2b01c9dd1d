package org.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.muster.domain.Observation;

/** Neither order nor copies nor delays of what arrives matter; {@code bench/run order} for more. */
class Feature20AnyOrderTest {
  private static final long STREAMS = Long.getLong("muster.streams", 150);
  private static final long FIRST_SEED = Long.getLong("muster.seed", 0);
  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void givenTheSameObservationsShuffledAndDoubled_thenTheSameJudgement() {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + STREAMS; seed++) {
      RandomLife life = new RandomLife(seed);
      assertThat(Engine.judge(life.supervision, life.period, shuffledAndDoubled(life)))
          .as("seed %d", seed)
          .isEqualTo(Engine.judge(life.supervision, life.period, life.observations));
    }
  }

  @Test
  void givenTheyComeLateAndInBatches_thenRefoldingFromTheirFirstDayOnSaysTheSame() {
    long refolded = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + STREAMS; seed++) {
      RandomLife life = new RandomLife(seed);
      List<Observation> arriving = shuffledAndDoubled(life);
      List<Observation> known = new ArrayList<>();
      List<Folded> days = new ArrayList<>();
      while (days.isEmpty() || !arriving.isEmpty()) {
        int size = Math.min(arriving.size(), 1 + life.random.nextInt(arriving.size() + 1));
        List<Observation> batch = arriving.subList(0, size);
        int first = days.isEmpty() ? 0 : firstDay(life, batch);
        refolded += days.isEmpty() ? 0 : days.size() - first;
        known.addAll(batch);
        batch.clear();
        days.subList(first, days.size()).clear();
        foldOn(life, known, days);
      }
      assertThat(Judgement.of(life.period, days))
          .as("seed %d", seed)
          .isEqualTo(Engine.judge(life.supervision, life.period, life.observations));
    }
    assertThat(refolded).isGreaterThan(STREAMS);
  }

  private static List<Observation> shuffledAndDoubled(RandomLife life) {
    List<Observation> shuffled = new ArrayList<>(life.observations);
    for (Observation each : life.observations) {
      if (life.random.nextInt(3) == 0) {
        shuffled.add(each);
      }
    }
    Collections.shuffle(shuffled, life.random);
    return shuffled;
  }

  private static int firstDay(RandomLife life, List<Observation> batch) {
    Instant first = batch.stream().map(Observation::observedAt).sorted().findFirst().orElseThrow();
    return (int) Duration.between(life.period.startsAt(), first).dividedBy(DAY);
  }

  /** Folds the days that are missing, from the state of the day before. */
  private static void foldOn(RandomLife life, List<Observation> known, List<Folded> days) {
    while (days.size() < RandomLife.DAYS) {
      FoldState opening =
          days.isEmpty() ? FoldState.opening(life.period.startsAt()) : days.getLast().closing();
      Instant end = opening.at().plus(DAY);
      List<Observation> ofDay =
          known.stream()
              .filter(o -> !o.observedAt().isBefore(opening.at()) && o.observedAt().isBefore(end))
              .toList();
      days.add(Engine.fold(life.supervision, opening, end, ofDay));
    }
  }
}
