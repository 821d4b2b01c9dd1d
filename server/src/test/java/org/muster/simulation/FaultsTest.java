package org.muster.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/**
 * A programme whose messages are late, doubled and out of order, on a server that crashes, ends as
 * the same programme does without faults. {@code docs/simulation.md} says what is compared.
 */
class FaultsTest {
  /** Whether somebody wants this one seed. */
  private static final boolean ASKED_FOR = System.getProperty("muster.simulation.seed") != null;

  private static final long SEED = Long.getLong("muster.simulation.seed", 2026);
  private static final int PARTICIPANTS = Integer.getInteger("muster.simulation.participants", 7);
  private static final int DAYS = Integer.getInteger("muster.simulation.days", 8);

  @Test
  void givenTheSeedThatIsFixed_thenTheEndIsTheSameWithFaultsAndWithout() {
    SortedSet<String> kinds = endsTheSame(SEED);
    if (!ASKED_FOR) {
      assertThat(kinds)
          .as("what has to occur for the comparison to say something")
          .contains(
              "vendor",
              "OutsideZone",
              "InsideZone",
              "CheckInMissed",
              "NotAttended",
              "DeviceOpened",
              "ContactOverdue",
              "Unverified",
              "IN_CONTACT",
              "CONTACT_OVERDUE",
              "EXCUSED");
    }
  }

  @Test
  void givenAFreshSeed_thenTheEndIsTheSameWithFaultsAndWithout() {
    if (!ASKED_FOR) {
      endsTheSame(ThreadLocalRandom.current().nextInt(1_000_000));
    }
  }

  private static SortedSet<String> endsTheSame(long seed) {
    SortedSet<String> kinds = new TreeSet<>();
    String again = "bench/run year %d %d %d".formatted(seed, PARTICIPANTS, DAYS);
    World world = World.of(seed, PARTICIPANTS, DAYS);
    TruePipeline.quietly(
        () -> {
          try (SimulatedRun without = new SimulatedRun(world, false);
              SimulatedRun with = new SimulatedRun(world, true)) {
            long start = System.nanoTime();
            without.run();
            long half = System.nanoTime();
            with.run();
            Ending ending = without.ending();
            kinds.addAll(ending.kinds());
            if (ASKED_FOR) {
              System.out.printf(
                  "Seed %d: %s; %d facts compared; %.1f s without faults, %.1f s with%n",
                  seed,
                  with,
                  ending.size(),
                  (half - start) / 1e9,
                  (System.nanoTime() - half) / 1e9);
            }
            assertThat(with.moved()).as("observations that became part of a chunk").isPositive();
            assertThat(ending.firstDifference(with.ending()))
                .as("Seed %d; run it again with: %s", seed, again)
                .isEmpty();
          } catch (RuntimeException e) {
            throw new AssertionError("Seed %d; run it again with: %s".formatted(seed, again), e);
          }
        });
    return kinds;
  }
}
