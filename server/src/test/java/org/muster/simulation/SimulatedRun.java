package org.muster.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.muster.simulation.CrashingDataSource.Where;
import org.muster.simulation.TruePipeline.Step;
import org.muster.store.TestDatabase;

/** Lets a world happen to the true pipeline, with faults or without, and checks it every day. */
final class SimulatedRun implements AutoCloseable {
  private static final int TRIES_MAX = 5;

  private final World world;
  private final boolean faulty;
  private final Chance chance;
  private final TruePipeline server;
  private final Office office;
  private final Officers officers;
  private final Acknowledged acknowledged;
  private final DailyChecks checks;
  private int crashes;
  private int restarts;
  private int moved;

  SimulatedRun(World world, boolean faulty) {
    this.world = world;
    this.faulty = faulty;
    chance = Chance.of(world.seed(), faulty ? "faulty run" : "run", 0);
    server = new TruePipeline(TestDatabase.fresh(), new VirtualClock(World.START));
    office = new Office(server);
    officers = new Officers(world.seed(), server);
    acknowledged = new Acknowledged(world.messages());
    checks = new DailyChecks(world, office, acknowledged);
  }

  /** One thing that happens, at its time; of one time the lower rank comes first. */
  private record Turn(Instant at, int rank, Runnable what) {}

  void run() {
    List<Turn> turns = new ArrayList<>();
    world.deeds().forEach(deed -> turns.add(new Turn(deed.at(), 0, () -> deed.doing().in(office))));
    (faulty ? new Faults(world).deliveries() : Faults.none(world))
        .forEach(one -> turns.add(new Turn(one.at(), 1, () -> deliver(one))));
    Instant at = World.START.plusSeconds(600);
    while (at.isBefore(world.endAt())) {
      turns.add(new Turn(at, 2, faulty && chance.happens(0.15) ? this::crash : server::stepAll));
      at = at.plusSeconds(faulty ? 1_800 + chance.below(25_000) : 6 * 3_600);
    }
    for (Instant day = World.START.plus(Duration.ofHours(24));
        day.isBefore(world.endAt());
        day = day.plus(Duration.ofHours(24))) {
      turns.add(new Turn(day, 3, this::day));
      turns.add(new Turn(day.plus(Duration.ofHours(15)), 4, officers::decide));
      if (faulty && chance.happens(0.25)) {
        turns.add(new Turn(day.plusSeconds(chance.below(86_400)), 5, this::restart));
      }
      if (faulty) {
        turns.add(new Turn(day.plusSeconds(chance.below(86_400)), 6, this::moveTracks));
      }
    }
    turns.sort(Comparator.comparing(Turn::at).thenComparingInt(Turn::rank));
    for (Turn turn : turns) {
      if (turn.at().isBefore(world.endAt())) {
        server.clock.moveTo(turn.at());
        turn.what().run();
      }
    }
    server.clock.moveTo(world.endAt());
    // Twice, since what is found in one round may be judged only in the next.
    server.stepAll();
    server.stepAll();
    checks.all();
  }

  private void day() {
    server.stepAll();
    checks.daily();
  }

  private void restart() {
    restarts++;
    server.restart();
  }

  private void deliver(Faults.Delivery delivery) {
    boolean fails = faulty && chance.happens(0.02);
    if (fails) {
      arm(12);
    }
    Message message = delivery.message();
    String token = office.tokenOf(message.vendor());
    for (int tries = 1; ; tries++) {
      boolean heard =
          acknowledged.hear(
              message,
              server.send(delivery.repacked() ? message.repacked(token) : message.request(token)));
      if (fails && server.database.disarm()) {
        crashes++;
      }
      if (heard) {
        break;
      }
      if (tries == TRIES_MAX) {
        throw new SimulationFailed("message %d is never taken".formatted(message.number()));
      }
    }
    if (faulty && chance.happens(0.1)) {
      server.step(Step.JUDGE);
    }
  }

  private void arm(int countMax) {
    Where where = chance.pick(List.of(Where.values()));
    server.database.arm(where, 1 + chance.below(where == Where.STATEMENT ? countMax : 2));
  }

  /** The clockwork with a failure of the database in the middle of a step. */
  private void crash() {
    Step at = chance.pick(List.of(Step.values()));
    boolean restarts = chance.happens(0.3);
    server.step(Step.JUDGE);
    for (Step step : Step.values()) {
      if (step == at) {
        arm(60);
        try {
          server.step(step);
        } catch (RuntimeException meant) {
          // The server says so on its log, and goes on at the next beat of its clockwork.
        }
        crashes += server.database.disarm() ? 1 : 0;
        if (restarts) {
          restart();
          return;
        }
      } else {
        server.step(step);
      }
    }
  }

  /** Which changes nothing for whoever reads, also where it fails half way. */
  private void moveTracks() {
    if (chance.happens(0.3)) {
      arm(40);
    }
    try {
      moved += server.moveTracks();
    } catch (RuntimeException meant) {
      // The server says so on its log, and goes on in the next round.
    }
    crashes += server.database.disarm() ? 1 : 0;
  }

  /** How many observations became part of a chunk. */
  int moved() {
    return moved;
  }

  Ending ending() {
    return Ending.of(world, office, acknowledged);
  }

  @Override
  public String toString() {
    return "%d messages, %d deeds, %d crashes, %d restarts, %d observations moved, %d decisions"
        .formatted(
            world.messages().size(),
            world.deeds().size(),
            crashes,
            restarts,
            moved,
            officers.made());
  }

  @Override
  public void close() {
    server.close();
  }
}
