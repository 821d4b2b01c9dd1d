package org.muster.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.muster.domain.AssignmentId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The worker that moves what came into the tracks of those whom it is of: once in a while, and when
 * it takes much memory. What fails stays where it came, and is tried again in the next round.
 */
@Component
public final class Settling implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Settling.class);
  private static final int GROUP_MAX = 200;
  private static final Duration LOOK = Duration.ofMillis(250);

  private final LatestArrivals arrivals;
  private final TrackSettler settler;
  private final JudgingDue due;
  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final Duration every;
  private final int countMax;
  private final Rounds rounds;

  /** When all was settled last; of the one thread that settles. */
  private volatile long settledNanos;

  @Autowired
  public Settling(
      LatestArrivals arrivals,
      TrackSettler settler,
      JudgingDue due,
      JdbcClient jdbc,
      TransactionOperations transactions,
      @Value("${muster.tracks.settled-every:10m}") Duration every) {
    this.arrivals = arrivals;
    this.settler = settler;
    this.due = due;
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.every = every;
    countMax = LatestArrivals.COUNT_MAX / 2;
    rounds = new Rounds("settling", LOOK, this::round);
  }

  /** Moves all that came until now; tells how many observations that were. */
  public int settleAll() {
    long upTo = arrivals.lastId();
    int before = arrivals.count();
    // What a crash would forget is in the database before the arrival that tells it goes.
    due.writeNoted();
    List<TrackSettler.Came> group = new ArrayList<>();
    List<List<TrackSettler.Came>> groups = new ArrayList<>();
    List<OfAssignment> all = new ArrayList<>();
    arrivals.forEachAssignment(all::add);
    for (OfAssignment of : all) {
      List<StoredObservation> came = of.list().stream().filter(one -> one.id() <= upTo).toList();
      if (!came.isEmpty()) {
        group.add(
            new TrackSettler.Came(
                new AssignmentId(of.assignmentId()), of.enrolment(), of.deviceId(), came));
      }
      if (group.size() == GROUP_MAX) {
        groups.add(group);
        group = new ArrayList<>();
      }
    }
    groups.add(group);
    for (List<TrackSettler.Came> one : groups) {
      settle(one);
    }
    deleteTo(arrivals.firstIdLeft().orElse(upTo + 1) - 1, upTo);
    return before - arrivals.count();
  }

  /** Where something is wrong with one of them, the others are settled without it. */
  private void settle(List<TrackSettler.Came> group) {
    if (group.isEmpty() || Thread.currentThread().isInterrupted()) {
      return;
    }
    long startedNanos = System.nanoTime();
    try {
      TrackSettler.Settled settled = settler.settle(group);
      settled.destroyed().forEach(arrivals::forget);
      settled
          .settled()
          .forEach(came -> arrivals.moved(came.assignment().value(), came.observations()));
      TrackMeters.settled(group, startedNanos);
    } catch (RuntimeException e) {
      if (group.size() == 1) {
        TrackMeters.failed();
        LOG.error("What came of assignment {} stays", group.getFirst().assignment(), e);
        return;
      }
      int half = group.size() / 2;
      settle(group.subList(0, half));
      settle(group.subList(half, group.size()));
    }
  }

  /** Arrivals of which nothing is left to be moved. */
  private void deleteTo(long lastMoved, long upTo) {
    transactions.executeWithoutResult(
        status -> {
          jdbc.sql("set local synchronous_commit = off").update();
          jdbc.sql("set local muster.settled = 'yes'").update();
          jdbc.sql("delete from arrival where last_id <= ?")
              .param(Math.min(lastMoved, upTo))
              .update();
        });
  }

  private void round() {
    try {
      boolean isTime = System.nanoTime() - settledNanos >= every.toNanos();
      if (isTime || arrivals.count() >= countMax) {
        settleAll();
        settledNanos = System.nanoTime();
      }
    } catch (RuntimeException e) {
      // The database may be away for a while; what came is still there when it is back.
      TrackMeters.failed();
      LOG.warn("What came waits for its tracks: {}", e.getMessage());
    } catch (Error e) {
      LOG.error("Nothing is moved into tracks any more; restart Muster", e);
      throw e;
    }
  }

  /** What came before a restart is known, and marked to be judged, before anything else begins. */
  @Override
  public void start() {
    arrivals.load();
    settledNanos = System.nanoTime();
    rounds.start();
  }

  @Override
  public void stop() {
    rounds.stop();
  }

  @Override
  public boolean isRunning() {
    return rounds.isRunning();
  }
}
