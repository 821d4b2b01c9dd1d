package org.muster.store;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.muster.store.ReceivedReport.Kept;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Keeps reports for good. One thread takes all reports that wait and commits them together, so that
 * one flush of the disk serves many; whoever brings one is told when the commit that holds it is on
 * disk, and waits on no thread of ours until then.
 */
@Component
public class Journal {
  /** Reports that may wait; more are turned away, for the sender to try again. */
  public static final int QUEUE_MAX = 16_384;

  /** The longest that an answer may be waited for. */
  public static final long WAIT_SECONDS_MAX = 30;

  private static final int BATCH_REPORTS_MAX = 1_000;

  /** More gain nothing in a commit, and would keep small reports waiting. */
  private static final int BATCH_ENTRIES_MAX = 5_000;

  private static final int BATCH_BYTES_MAX = 16 * 1024 * 1024;

  /** What an observation takes in memory beside the bytes that it was read from, about. */
  private static final int ENTRY_BYTES = 400;

  /** What waits may take this part of the memory that there is. */
  private static final int MEMORY_PART = 8;

  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

  private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
  private final AtomicLong waitingBytes = new AtomicLong();
  private final long waitingBytesMax;
  private final Duration waitMax;
  private final JournalWriter writer;
  private final ApplicationEventPublisher events;
  private final Thread thread;
  private volatile boolean closed;
  private volatile boolean ended;

  private record Waiting(
      ReceivedReport report, long bytes, long sinceNanos, CompletableFuture<Kept> kept) {}

  @Autowired
  public Journal(JournalWriter writer, ApplicationEventPublisher events) {
    this(
        writer,
        events,
        Runtime.getRuntime().maxMemory() / MEMORY_PART,
        Duration.ofSeconds(WAIT_SECONDS_MAX));
  }

  /** With room for so many bytes of what waits, and no longer than so. */
  Journal(
      JournalWriter writer,
      ApplicationEventPublisher events,
      long waitingBytesMax,
      Duration waitMax) {
    this.writer = writer;
    this.events = events;
    this.waitingBytesMax = waitingBytesMax;
    this.waitMax = waitMax;
    thread = Thread.ofPlatform().name("journal").start(this::run);
  }

  /**
   * What became of the report, once it is on disk; or a {@link JournalBusy}, and then nothing was
   * promised. It is told on the journal's own thread: whoever waits for it must be quick there.
   */
  public CompletableFuture<Kept> keep(ReceivedReport report) {
    long bytes = report.bytes().length() + (long) ENTRY_BYTES * (1 + report.entryCount());
    Waiting waiting = new Waiting(report, bytes, System.nanoTime(), new CompletableFuture<>());
    if (waitingBytes.addAndGet(bytes) > waitingBytesMax
        || closed
        || writer.isFull()
        || !queue.offer(waiting)) {
      waitingBytes.addAndGet(-bytes);
      waiting
          .kept()
          .completeExceptionally(
              new JournalBusy("the journal has more reports waiting than it holds"));
      return waiting.kept();
    }
    if (ended) {
      // It may have come in after the last look at the queue: nobody would ever answer.
      waiting.kept().completeExceptionally(new JournalBusy("the journal has ended"));
    }
    return waiting.kept();
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
        left.kept().completeExceptionally(new JournalBusy("the journal has ended"));
      }
    }
  }

  private void writeUntilClosed() {
    while (!(closed && queue.isEmpty())) {
      try {
        Waiting first = queue.poll(100, TimeUnit.MILLISECONDS);
        if (first != null) {
          List<Waiting> batch = batch(first);
          try {
            write(batch.stream().filter(this::isWaitedFor).toList());
          } finally {
            batch.forEach(one -> waitingBytes.addAndGet(-one.bytes()));
          }
        }
      } catch (InterruptedException e) {
        // Nobody stops this thread but close(), which lets it finish what waits.
        LOG.warn("the journal's thread was interrupted; it goes on", e);
      }
    }
  }

  private List<Waiting> batch(Waiting first) {
    List<Waiting> batch = new ArrayList<>();
    Waiting next = first;
    int bytes = 0;
    int entries = 0;
    while (next != null) {
      batch.add(next);
      bytes += next.report().bytes().length();
      entries += next.report().entryCount();
      boolean full =
          batch.size() >= BATCH_REPORTS_MAX
              || bytes >= BATCH_BYTES_MAX
              || entries >= BATCH_ENTRIES_MAX;
      next = full ? null : queue.poll();
    }
    return batch;
  }

  /**
   * Whoever brought it has been told by now to send it again: to write it would only keep those
   * waiting who are still there, when there is more than can be written.
   */
  private boolean isWaitedFor(Waiting one) {
    if (System.nanoTime() - one.sinceNanos() < waitMax.toNanos()) {
      return true;
    }
    one.kept().completeExceptionally(new JournalBusy("the report waited too long"));
    return false;
  }

  private void write(List<Waiting> batch) {
    if (batch.isEmpty()) {
      return;
    }
    JournalWriter.Written written;
    long startedNanos = System.nanoTime();
    List<ReceivedReport> reports = batch.stream().map(Waiting::report).toList();
    try {
      written = writer.write(reports);
    } catch (RuntimeException e) {
      JournalMeters.failed();
      if (batch.size() == 1) {
        LOG.warn("a report could not be kept; its sender is told to send it again", e);
        batch
            .getFirst()
            .kept()
            .completeExceptionally(new JournalBusy("the journal could not be written", e));
      } else {
        // One report may be at fault: each has its own try, so that the others are kept.
        batch.forEach(one -> write(List.of(one)));
      }
      return;
    } catch (Error e) {
      JournalBusy busy = new JournalBusy("the journal could not be written", e);
      batch.forEach(one -> one.kept().completeExceptionally(busy));
      throw e;
    }
    JournalMeters.committed(reports, written, startedNanos);
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).kept().complete(written.kept().get(i));
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
