package org.muster.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.muster.domain.AssignmentId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The worker that moves days that have been over for a while into chunks, one after the other: it
 * shares the database with what cannot wait. What fails is tried again in the next round.
 */
@Component
public final class TrackMerging implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(TrackMerging.class);
  private static final int BATCH_MAX = 1_000;
  private static final Duration MERGED_AFTER_MIN = Duration.ofHours(1);

  private final TrackMerger merger;
  private final ReportSealer sealer;
  private final Clock clock;
  private final Duration mergedAfter;
  private final Rounds rounds;

  public TrackMerging(
      TrackMerger merger,
      ReportSealer sealer,
      Clock clock,
      @Value("${muster.tracks.merged-after:2d}") Duration mergedAfter,
      @Value("${muster.tracks.merged-every:10m}") Duration every) {
    this.merger = merger;
    this.sealer = sealer;
    this.clock = clock;
    // Whoever reads only the day that goes on reads no chunks.
    if (mergedAfter.compareTo(MERGED_AFTER_MIN) < 0) {
      throw new IllegalArgumentException(
          "MUSTER_TRACKS_MERGED_AFTER is an hour (1h) or more, and not " + mergedAfter);
    }
    this.mergedAfter = mergedAfter;
    // A start has better things to do than this, so the first round is not at once.
    rounds = new Rounds("track-merging", every, this::round);
  }

  /** Moves all that can be moved now; tells how many days that were. */
  public int mergeAllDue() {
    Instant before = before();
    int moved = 0;
    // What did not move is not tried again in this round.
    Set<AssignmentId> left = new HashSet<>();
    while (true) {
      List<TrackMerger.Due> due =
          merger.listDue(before, BATCH_MAX + left.size()).stream()
              .filter(one -> !left.contains(one.assignment()))
              .toList();
      for (TrackMerger.Due one : due) {
        if (Thread.currentThread().isInterrupted()) {
          return moved;
        }
        Optional<TrackMerger.Due> next = Optional.of(one);
        while (next.isPresent()) {
          LocalDate day = next.get().day();
          if (merge(next.get())) {
            moved++;
            next = merger.findNext(one, day, before);
          } else {
            // A day at which something is wrong does not hold up those after it.
            left.add(one.assignment());
            next = merger.findNext(one, day.plusDays(1), before);
          }
        }
      }
      tell(before);
      if (due.isEmpty()) {
        return moved;
      }
    }
  }

  /** Seals the reports that came on days that have been over for as long. */
  public int sealAllReports() {
    return sealer.sealAll(before());
  }

  private Instant before() {
    return clock.instant().minus(mergedAfter).truncatedTo(ChronoUnit.DAYS);
  }

  private boolean merge(TrackMerger.Due due) {
    long startedNanos = System.nanoTime();
    try {
      TrackMerger.Outcome outcome = merger.merge(due);
      TrackMeters.merged(outcome, startedNanos);
      return outcome == TrackMerger.Outcome.MOVED;
    } catch (RuntimeException e) {
      TrackMeters.failed();
      LOG.error("The track of assignment {} on {} was not moved", due.assignment(), due.day(), e);
      return false;
    }
  }

  private void tell(Instant before) {
    TrackMerger.Backlog backlog = merger.backlog(before);
    TrackMeters.waiting(
        backlog.assignments(),
        backlog
            .oldestAt()
            .map(at -> at.atOffset(ZoneOffset.UTC).toLocalDate().plusDays(1))
            .map(day -> Duration.between(day.atStartOfDay(ZoneOffset.UTC).toInstant(), before))
            .orElse(Duration.ZERO));
  }

  private void round() {
    try {
      mergeAllDue();
      sealAllReports();
    } catch (RuntimeException e) {
      // The database may be away for a while; the rows are still there when it is back.
      TrackMeters.failed();
      LOG.warn("Sealing tracks and reports waits: {}", e.getMessage());
    } catch (Error e) {
      LOG.error("Sealing tracks and reports has ended; restart Muster", e);
      throw e;
    }
  }

  @Override
  public void start() {
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
