package org.muster.ingest;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.muster.domain.ReportSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches from one broker until it is stopped. When the broker is away it is tried again, after a
 * pause that grows; when the token lets nobody in, it ends and says so.
 */
final class SourceThread {
  private static final long PAUSE_MILLIS_MIN = 1_000;
  private static final long PAUSE_MILLIS_MAX = 30_000;
  private static final long STOP_MILLIS_MAX = 5_000;
  private static final Logger LOG = LoggerFactory.getLogger(SourceThread.class);

  private final SourceState state;
  private final Fetching fetching;
  private final Thread thread;
  private volatile boolean stopping;

  /** What is done with a broker, from the connecting until it is away. */
  interface Fetching {
    void fetch(BooleanSupplier goOn) throws SourceAway, SourceStopped, InterruptedException;

    /** It is waited for no longer; told from another thread. */
    default void wake() {}
  }

  SourceThread(SourceState state, Fetching fetching) {
    this.state = state;
    this.fetching = fetching;
    thread = Thread.ofPlatform().name(state.name()).unstarted(this::run);
  }

  SourceState state() {
    return state;
  }

  void start() {
    thread.start();
  }

  /** Begins to end; what is being kept is waited for. */
  void stop() {
    stopping = true;
    fetching.wake();
    LockSupport.unpark(thread);
  }

  void awaitEnd() {
    try {
      thread.join(STOP_MILLIS_MAX);
      if (thread.isAlive()) {
        // What it waits for was not acknowledged, so the broker has it.
        thread.interrupt();
        thread.join(STOP_MILLIS_MAX);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    boolean ended = false;
    try {
      fetchUntilStopped();
      ended = true;
    } finally {
      if (!ended) {
        state.stopped("It has ended by a fault of Muster. Restart Muster; what waits is not lost.");
      }
    }
  }

  private void fetchUntilStopped() {
    long pauseMillis = PAUSE_MILLIS_MIN;
    while (!stopping) {
      String why;
      try {
        fetching.fetch(() -> !stopping);
        why = "The connection has ended.";
      } catch (SourceAway e) {
        why = e.words();
      } catch (SourceStopped e) {
        state.stopped(e.words());
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        LOG.error("{}: fetching failed; it is tried again", state.name(), e);
        why = "Fetching failed by a fault that the log tells; it is tried again.";
      }
      if (!stopping) {
        boolean was = state.now().link() == ReportSource.Link.CONNECTED;
        pauseMillis = was ? PAUSE_MILLIS_MIN : Math.min(2 * pauseMillis, PAUSE_MILLIS_MAX);
        state.away(why);
        pause(pauseMillis, () -> !stopping);
      }
    }
  }

  /** Waits, unless it is to end. */
  static void pause(long millis, BooleanSupplier goOn) {
    long untilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (goOn.getAsBoolean()
        && !Thread.currentThread().isInterrupted()
        && System.nanoTime() < untilNanos) {
      LockSupport.parkNanos(untilNanos - System.nanoTime());
    }
  }
}
