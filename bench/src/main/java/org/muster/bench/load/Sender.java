package org.muster.bench.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests over many connections from one thread, and counts what is answered. Closed: each
 * connection sends again as soon as it has its answer. Open: requests are due at even distances,
 * whatever the server does, and an answer's time counts from when its request was due.
 */
final class Sender implements AutoCloseable {
  /** So many connections in a row may fail to be made anew before the measure is given up. */
  private static final int FAILURES_MAX = 1_000;

  private static final Duration LAST_ANSWERS_MAX = Duration.ofSeconds(30);

  private final Selector selector;
  private final List<Connection> connections = new ArrayList<>();
  private final boolean bare;
  private Tally tally = new Tally();
  private int failures;
  private int searchedFrom;

  /**
   * What was measured in a stretch of time.
   *
   * @param senderCores how much of a core the client itself used
   */
  record Measured(Tally tally, Duration lasted, double senderCores) {
    double reportsPerSecond() {
      return tally.reports() / seconds();
    }

    double acceptedPerSecond() {
      return tally.accepted() / seconds();
    }

    double answersPerSecond() {
      return tally.answers() / seconds();
    }

    private double seconds() {
      return lasted.toNanos() / 1e9;
    }
  }

  /**
   * A stretch of time.
   *
   * @param ratePerSecond of requests; 0 for as many as get answered
   * @param requestsMax after which it ends, if the time is not over before
   */
  record Stretch(Duration duration, double ratePerSecond, long requestsMax) {}

  /** Opens a connection for each list of requests. */
  Sender(InetSocketAddress address, List<List<Request>> requests, boolean bare) throws IOException {
    if (!address.getAddress().isLoopbackAddress()) {
      throw new IllegalArgumentException("a load is sent to this machine only, not to " + address);
    }
    this.bare = bare;
    this.selector = Selector.open();
    for (List<Request> each : requests) {
      try {
        connections.add(new Connection(address, each, selector));
      } catch (IOException e) {
        close();
        throw new NotMeasured(
            "no server takes connections at %s: start it, or leave --server and --intake out"
                .formatted(address),
            e);
      }
    }
  }

  Measured run(Stretch stretch) throws IOException {
    tally = new Tally();
    var threads = ManagementFactory.getThreadMXBean();
    long processorBefore = threads.getCurrentThreadCpuTime();
    long startedAt = System.nanoTime();
    long endsAt = startedAt + stretch.duration().toNanos();
    if (stretch.ratePerSecond() > 0) {
      open(stretch, startedAt, endsAt);
    } else {
      closed(stretch, endsAt);
    }
    long lasted = System.nanoTime() - startedAt;
    double cores = (threads.getCurrentThreadCpuTime() - processorBefore) / (double) lasted;
    Measured measured = new Measured(tally, Duration.ofNanos(lasted), cores);
    // What is still out is answered, but counts no more.
    tally = new Tally();
    awaitAnswers();
    return measured;
  }

  private void closed(Stretch stretch, long endsAt) throws IOException {
    long sent = 0;
    for (Connection connection : connections) {
      sent += trySend(connection, System.nanoTime()) ? 1 : 0;
    }
    while (System.nanoTime() < endsAt && sent < stretch.requestsMax()) {
      selector.select(10);
      for (SelectionKey key : selector.selectedKeys()) {
        Connection connection = of(key);
        if (handled(key, connection) && sent < stretch.requestsMax()) {
          sent += trySend(connection, System.nanoTime()) ? 1 : 0;
        }
      }
      selector.selectedKeys().clear();
      // A connection that could not be made anew is tried again, and stays in use.
      if (failures > 0) {
        for (Connection connection : connections) {
          if (!connection.waits()) {
            sent += trySend(connection, System.nanoTime()) ? 1 : 0;
          }
        }
      }
    }
  }

  private void open(Stretch stretch, long startedAt, long endsAt) throws IOException {
    double apart = 1e9 / stretch.ratePerSecond();
    long sent = 0;
    for (long now = System.nanoTime(); now < endsAt; now = System.nanoTime()) {
      long due = startedAt + (long) (sent * apart);
      boolean free = true;
      while (due <= now && free && sent < stretch.requestsMax()) {
        Connection connection = freeOne();
        free = connection != null;
        if (connection != null) {
          trySend(connection, due);
          sent++;
          due = startedAt + (long) (sent * apart);
        }
      }
      if (sent >= stretch.requestsMax()) {
        return;
      }
      // To the millisecond: what is sent late by that is counted as the server's time.
      selector.select(1);
      for (SelectionKey key : selector.selectedKeys()) {
        handled(key, of(key));
      }
      selector.selectedKeys().clear();
    }
    // What was due and could not even be sent is not forgotten.
    long due = startedAt + (long) (sent * apart);
    for (; due < endsAt; due += (long) apart) {
      tally.countUnsent(endsAt - due);
    }
  }

  private @Nullable Connection freeOne() {
    for (int i = 0; i < connections.size(); i++) {
      Connection connection = connections.get((searchedFrom + i) % connections.size());
      if (!connection.waits()) {
        searchedFrom = (searchedFrom + i + 1) % connections.size();
        return connection;
      }
    }
    return null;
  }

  private void awaitAnswers() throws IOException {
    long until = System.nanoTime() + LAST_ANSWERS_MAX.toNanos();
    while (connections.stream().anyMatch(Connection::waits) && System.nanoTime() < until) {
      selector.select(10);
      for (SelectionKey key : selector.selectedKeys()) {
        handled(key, of(key));
      }
      selector.selectedKeys().clear();
    }
    for (Connection connection : connections) {
      if (connection.waits()) {
        connection.reconnect(selector);
      }
    }
  }

  /** Reads and writes what can be; true when an answer is whole, so that the next can be sent. */
  private boolean handled(SelectionKey key, Connection connection) throws IOException {
    try {
      if (!key.isValid()) {
        return false;
      }
      if (key.isWritable()) {
        connection.write();
      }
      if (!key.isReadable() || !connection.read()) {
        return false;
      }
      tally.countAnswer(System.nanoTime() - connection.intendedAt());
      connection.answer().count(connection.observations(), bare, tally);
      failures = 0;
      if (connection.answer().closes()) {
        tally.countReconnect();
        connection.reconnect(selector);
      }
      return true;
    } catch (IOException e) {
      broken(connection, e);
      return true;
    }
  }

  private boolean trySend(Connection connection, long intendedAt) throws IOException {
    try {
      connection.send(intendedAt);
      return true;
    } catch (IOException e) {
      broken(connection, e);
      return false;
    }
  }

  private void broken(Connection connection, IOException why) throws IOException {
    if (connection.waits()) {
      tally.countUnanswered();
    }
    if (++failures > FAILURES_MAX) {
      throw new IOException(
          "the server takes no connection any more (" + why.getMessage() + "): see its log", why);
    }
    tally.countReconnect();
    connection.reconnect(selector);
  }

  private static Connection of(SelectionKey key) {
    if (key.attachment() instanceof Connection connection) {
      return connection;
    }
    throw new IllegalStateException("every key has its connection");
  }

  @Override
  public void close() throws IOException {
    for (Connection connection : connections) {
      connection.close();
    }
    selector.close();
  }
}
