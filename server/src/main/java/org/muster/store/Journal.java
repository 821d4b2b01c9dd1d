package org.muster.store;

import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.muster.store.ReceivedReport.Fate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Keeps reports for good. One thread takes all reports that wait and commits them together, so that
 * one flush of the disk serves many; each caller waits until the commit that holds its report is on
 * disk.
 */
@Component
public class Journal {
  /** Reports that may wait; more are turned away, for the sender to try again. */
  public static final int QUEUE_MAX = 4_096;

  private static final int BATCH_REPORTS_MAX = 1_000;
  private static final int BATCH_BYTES_MAX = 16 * 1024 * 1024;
  private static final long WAIT_SECONDS_MAX = 30;
  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

  private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
  private final JournalWriter writer;
  private final ApplicationEventPublisher events;
  private final Thread thread;
  private volatile boolean closed;
  private volatile boolean ended;

  private record Waiting(ReceivedReport report, CompletableFuture<List<Fate>> fates) {}

  public Journal(JournalWriter writer, ApplicationEventPublisher events) {
    this.writer = writer;
    this.events = events;
    thread = Thread.ofPlatform().name("journal").start(this::run);
  }

  /** What became of each entry, in order, once it is on disk. */
  public List<Fate> keep(ReceivedReport report) throws JournalBusy {
    Waiting waiting = new Waiting(report, new CompletableFuture<>());
    if (closed || !queue.offer(waiting)) {
      throw new JournalBusy("the journal has more reports waiting than it holds");
    }
    if (ended) {
      // It may have come in after the last look at the queue: nobody would ever answer.
      waiting.fates().completeExceptionally(new IllegalStateException("the journal has ended"));
    }
    try {
      return waiting.fates().get(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new JournalBusy("the journal could not be written", e);
    } catch (TimeoutException e) {
      throw new JournalBusy("the journal did not answer in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JournalBusy("the server is stopping", e);
    }
  }

  /** How many reports wait for a commit. */
  public int queued() {
    return queue.size();
  }

  /** Whether reports are taken; false after the journal ended by a fault of the machine or ours. */
  public boolean isWriting() {
    return thread.isAlive() && !ended;
  }

  /** Writes what waits, and takes nothing more. */
  @PreDestroy
  public void close() throws InterruptedException {
    closed = true;
    thread.join(TimeUnit.SECONDS.toMillis(WAIT_SECONDS_MAX));
  }

  private void run() {
    try {
      writeUntilClosed();
    } catch (Throwable e) {
      // After an Error nothing can be relied on: no more is taken, and no sender waits in vain.
      LOG.error("the journal has ended; restart Muster", e);
      throw e;
    } finally {
      closed = true;
      ended = true;
      for (Waiting left = queue.poll(); left != null; left = queue.poll()) {
        left.fates().completeExceptionally(new IllegalStateException("the journal has ended"));
      }
    }
  }

  private void writeUntilClosed() {
    while (!(closed && queue.isEmpty())) {
      try {
        Waiting first = queue.poll(100, TimeUnit.MILLISECONDS);
        if (first != null) {
          write(batch(first));
        }
      } catch (InterruptedException e) {
        // Nobody stops this thread but close(), which lets it finish what waits.
        LOG.warn("the journal's thread was interrupted; it goes on", e);
      }
    }
  }

  private List<Waiting> batch(Waiting first) {
    List<Waiting> batch = new ArrayList<>();
    batch.add(first);
    int bytes = first.report().bytes().length();
    while (batch.size() < BATCH_REPORTS_MAX && bytes < BATCH_BYTES_MAX) {
      Waiting next = queue.poll();
      if (next == null) {
        break;
      }
      batch.add(next);
      bytes += next.report().bytes().length();
    }
    return batch;
  }

  private void write(List<Waiting> batch) {
    JournalWriter.Written written;
    long startedNanos = System.nanoTime();
    List<ReceivedReport> reports = batch.stream().map(Waiting::report).toList();
    try {
      written = writer.write(reports);
    } catch (RuntimeException e) {
      JournalMeters.failed();
      if (batch.size() == 1) {
        LOG.warn("a report could not be kept; its sender is told to send it again", e);
        batch.getFirst().fates().completeExceptionally(e);
      } else {
        // One report may be at fault: each has its own try, so that the others are kept.
        batch.forEach(one -> write(List.of(one)));
      }
      return;
    } catch (Error e) {
      batch.forEach(one -> one.fates().completeExceptionally(e));
      throw e;
    }
    JournalMeters.committed(reports, written, startedNanos);
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).fates().complete(written.fates().get(i));
    }
    if (!written.enrolments().isEmpty()) {
      tell(new Journalled(written.enrolments()));
    }
  }

  private void tell(Journalled journalled) {
    try {
      events.publishEvent(journalled);
    } catch (RuntimeException e) {
      // What is due stands in the database and is found without this signal.
      LOG.warn("a listener of the journal failed", e);
    }
  }
}
