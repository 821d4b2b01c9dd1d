package org.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.muster.domain.Observation;

class Feature20AnyOrderTest {
  @Test
  void givenTheSameObservationsShuffledAndDoubled_thenTheSameJudgement() {
    for (long seed = 0; seed < Long.getLong("muster.seeds", 300); seed++) {
      RandomLife life = new RandomLife(seed);
      List<Observation> shuffled = new ArrayList<>(life.observations);
      for (Observation each : life.observations) {
        if (life.random.nextInt(3) == 0) {
          shuffled.add(each);
        }
      }
      Collections.shuffle(shuffled, life.random);
      assertThat(Engine.judge(life.supervision, life.period, shuffled))
          .as("seed %d", seed)
          .isEqualTo(Engine.judge(life.supervision, life.period, life.observations));
    }
  }
}
