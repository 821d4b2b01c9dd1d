// Over 250 lines because one loop decides who is judged when, and what becomes of each failure.
package org.muster.judging;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.muster.domain.EnrolmentId;
import org.muster.store.DueJudging;
import org.muster.store.JudgingDue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The worker that judges what is due. It wakes when somebody rings, and by itself once a second; a
 * failure leaves the mark in place, so what failed is tried again.
 */
@Component
public class Judging implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Judging.class);

  /** Those that go on from where they stand cost little each, and are judged together. */
  private static final int BATCH_MAX = 256;

  /** Those whose day is folded again; more wait, so that what is live does not. */
  private static final int FOLDED_MAX = 32;

  private static final Duration POSTPONED_FOR = Duration.ofSeconds(30);
  private static final long PATIENCE_MILLIS = 1_000;
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

  private final JudgingDue due;
  private final Judge judge;
  private final LiveJudge live;
  private final Clock clock;
  private final ApplicationEventPublisher events;
  private final int threads;
  private final Semaphore bell = new Semaphore(0);
  // One that fails is tried again later, and keeps nobody else waiting.
  private final Map<EnrolmentId, Instant> postponed = new ConcurrentHashMap<>();
  private volatile boolean running;
  private ExecutorService workers;
  private Thread loop = new Thread(this::run);

  public Judging(
      JudgingDue due,
      Judge judge,
      LiveJudge live,
      Clock clock,
      ApplicationEventPublisher events,
      @Value("${muster.judging.threads:2}") int threads) {
    this.due = due;
    this.judge = judge;
    this.live = live;
    this.clock = clock;
    this.events = events;
    this.threads = threads;
    workers = Executors.newFixedThreadPool(threads);
  }

  /** Something was marked due: do not wait for the second to pass. */
  public void ring() {
    bell.release();
  }

  /** Judges all that is due now; for tests and for a start that wants a finished picture. */
  public void judgeAllDue() {
    while (judgeSome() > 0) {
      // Until nothing is due.
    }
  }

  private void run() {
    while (running) {
      try {
        if (judgeSome() == 0) {
          if (bell.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
            bell.drainPermits();
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        // The database may be away for a while; the marks are still there when it is back.
        LOG.warn("Judging waits: {}", e.getMessage());
        pause();
      } catch (Error e) {
        LOG.error("Judging has ended; restart Muster", e);
        throw e;
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int judgeSome() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    postponed.values().removeIf(until -> until.isBefore(now));
    List<DueJudging> batch =
        due.list(BATCH_MAX + postponed.size()).stream()
            .filter(one -> !postponed.containsKey(one.enrolment()))
            .toList();
    Map<DueJudging, LiveFold> goOn = live.thoseThatGoOn(batch, now);
    Set<EnrolmentId> changed = new HashSet<>();
    List<DueJudging> again = new ArrayList<>(batch);
    again.removeAll(goOn.keySet());
    int done = goOn(List.copyOf(goOn.keySet()), goOn, now, changed);
    done += judgeAgain(latestAndEarliest(again), now, changed);
    tell(changed);
    return done;
  }

  /** Of many, half with the latest causes and half with the earliest, as they were listed. */
  private static List<DueJudging> latestAndEarliest(List<DueJudging> all) {
    if (all.size() <= FOLDED_MAX) {
      return all;
    }
    List<DueJudging> some = new ArrayList<>(all.subList(0, FOLDED_MAX / 2));
    some.addAll(all.subList(all.size() - FOLDED_MAX / 2, all.size()));
    return some;
  }

  /**
   * Tells how many were judged. Where something is wrong with one of them, the others are judged
   * without it, and it is folded from its beginning the next time.
   */
  private int goOn(
      List<DueJudging> some,
      Map<DueJudging, LiveFold> folds,
      Instant now,
      Set<EnrolmentId> changed) {
    if (some.isEmpty()) {
      return 0;
    }
    Map<DueJudging, LiveFold> goOn = new LinkedHashMap<>(folds);
    goOn.keySet().retainAll(some);
    long startedNanos = System.nanoTime();
    try {
      changed.addAll(live.judge(goOn, now));
      JudgingMeters.judged(startedNanos, some.size());
      return some.size();
    } catch (RuntimeException e) {
      if (some.size() == 1) {
        LOG.warn("Enrolment {} does not go on: {}", some.getFirst().enrolment(), e.getMessage());
        live.forget(some.getFirst().enrolment());
        return 0;
      }
      int half = some.size() / 2;
      return goOn(some.subList(0, half), folds, now, changed)
          + goOn(some.subList(half, some.size()), folds, now, changed);
    }
  }

  /** Folds the days of each again; tells how many were judged. */
  private int judgeAgain(List<DueJudging> batch, Instant now, Set<EnrolmentId> changed) {
    List<Future<Boolean>> jobs =
        batch.stream().map(one -> workers.submit(() -> judge(one, now))).toList();
    int failed = 0;
    for (int i = 0; i < jobs.size(); i++) {
      try {
        if (jobs.get(i).get()) {
          changed.add(batch.get(i).enrolment());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return 0;
      } catch (ExecutionException e) {
        failed++;
        JudgingMeters.failed();
        live.forget(batch.get(i).enrolment());
        postponed.put(batch.get(i).enrolment(), now.plus(POSTPONED_FOR));
        LOG.error("Enrolment {} was not judged", batch.get(i).enrolment(), e.getCause());
      }
    }
    return batch.size() - failed;
  }

  private boolean judge(DueJudging one, Instant now) {
    long startedNanos = System.nanoTime();
    Judge.Judged judged = judge.judge(one, now);
    judged
        .stands()
        .ifPresentOrElse(
            fold -> live.remember(one.enrolment(), fold), () -> live.forget(one.enrolment()));
    JudgingMeters.judged(startedNanos, 1);
    return judged.changed();
  }

  private void tell(Set<EnrolmentId> changed) {
    if (changed.isEmpty()) {
      return;
    }
    try {
      events.publishEvent(new FindingsChanged(changed));
    } catch (RuntimeException e) {
      // It is only a hint to who looks on; what changed is committed.
      LOG.warn("a listener of judging failed", e);
    }
  }

  @Override
  public void start() {
    running = true;
    if (workers.isShutdown()) {
      workers = Executors.newFixedThreadPool(threads);
    }
    loop = new Thread(this::run, "judging");
    loop.start();
  }

  /** When it returns, nobody judges any more: what was begun is finished or left marked. */
  @Override
  public void stop() {
    running = false;
    loop.interrupt();
    try {
      // Who only asked for all that is due never started the loop.
      if (loop.isAlive()) {
        loop.join(STOP_PATIENCE);
      }
      workers.shutdown();
      if (!workers.awaitTermination(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("A judging goes on after {}; what it leaves stays marked", STOP_PATIENCE);
      }
    } catch (InterruptedException e) {
      workers.shutdown();
      Thread.currentThread().interrupt();
    }
  }

  /** Whether what is due is being judged; false also after an Error ended the loop. */
  public boolean isJudging() {
    return running && loop.isAlive();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
