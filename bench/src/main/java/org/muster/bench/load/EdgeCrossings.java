package org.muster.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.HdrHistogram.Histogram;
import org.muster.bench.load.Casework.Supervised;

/**
 * One participant leaves the zone again and again, under load. Measured is the time from the answer
 * to the fix that confirms it to the moment when whoever reads the worklist finds it there. Each
 * crossing takes a quarter of an hour of the device's clock, which runs up to now from the past, as
 * of a device that was held back; the server receives its fixes one after the other.
 */
final class EdgeCrossings implements AutoCloseable {
  static final Duration ONE_LASTS = Duration.ofMinutes(15);

  private static final Duration BETWEEN_FIXES = Duration.ofMinutes(3);
  private static final Duration LOOKED_EVERY = Duration.ofMillis(5);
  private static final Duration SEEN_WITHIN_MAX = Duration.ofSeconds(60);
  private static final long MICROSECONDS_MAX = 600_000_000;

  /** Far outside the zone, and not so far that the way there would be too fast. */
  private static final int OUTSIDE_E7 = 300_000;

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI intake;
  private final Supervised who;
  private final Path folder;
  private final Duration apart;
  private final Thread thread;
  private final Histogram fromAnswer = new Histogram(MICROSECONDS_MAX, 3);
  private Instant next;
  private long notSeen;
  private String fault = "";
  private volatile boolean running = true;

  /**
   * Begins at once.
   *
   * @param first when the device's clock says that the first crossing begins
   * @param apart how far apart crossings begin
   */
  EdgeCrossings(
      InetSocketAddress server, Supervised who, Path folder, Instant first, Duration apart) {
    this.intake = Loopback.observations(server);
    this.who = who;
    this.folder = folder;
    this.next = first;
    this.apart = apart;
    this.thread = Thread.ofPlatform().name("edge-crossings").start(this::run);
  }

  /**
   * What was measured.
   *
   * @param notSeen that were not in the worklist within a minute
   * @param fault why it ended before its time; empty when it did not
   */
  record Measured(
      long seen,
      long notSeen,
      double p50Milliseconds,
      double p99Milliseconds,
      double maxMilliseconds,
      String fault) {}

  /** Ends it with the crossing that has begun, which may be seen after the load has ended. */
  Measured end() throws InterruptedException {
    running = false;
    thread.join();
    return new Measured(
        fromAnswer.getTotalCount(),
        notSeen,
        fromAnswer.getValueAtPercentile(50) / 1_000.0,
        fromAnswer.getValueAtPercentile(99) / 1_000.0,
        fromAnswer.getMaxValue() / 1_000.0,
        fault);
  }

  Instant next() {
    return next;
  }

  private void run() {
    try (Stored stored = Stored.in(folder)) {
      while (running && next.plus(ONE_LASTS).isBefore(Instant.now())) {
        long began = System.nanoTime();
        cross(stored);
        long left = apart.toNanos() - (System.nanoTime() - began);
        if (running && left > 0) {
          Thread.sleep(Duration.ofNanos(left));
        }
      }
    } catch (IOException | SQLException e) {
      fault = String.valueOf(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void cross(Stored stored) throws IOException, SQLException, InterruptedException {
    Instant leftAt = next.plus(BETWEEN_FIXES);
    fix(next, 0);
    fix(leftAt, OUTSIDE_E7);
    fix(leftAt.plus(BETWEEN_FIXES), OUTSIDE_E7 + 500);
    fix(leftAt.plus(BETWEEN_FIXES.multipliedBy(2)), OUTSIDE_E7 + 1_000);
    long answeredAt = System.nanoTime();
    long until = answeredAt + SEEN_WITHIN_MAX.toNanos();
    boolean seen = stored.showsLeaving(who.enrolment(), leftAt);
    while (!seen && System.nanoTime() < until) {
      Thread.sleep(LOOKED_EVERY);
      seen = stored.showsLeaving(who.enrolment(), leftAt);
    }
    if (seen) {
      fromAnswer.recordValue((System.nanoTime() - answeredAt) / 1_000);
    } else {
      notSeen++;
    }
    next = next.plus(ONE_LASTS);
  }

  private void fix(Instant at, int northE7) throws IOException, InterruptedException {
    Tracker tracker = who.tracker();
    Ledger.Fix fix = new Ledger.Fix(who, tracker.latitudeE7() + northE7, tracker.longitudeE7(), at);
    HttpRequest request =
        HttpRequest.newBuilder(intake)
            .timeout(SEEN_WITHIN_MAX)
            .header("Authorization", "Bearer " + tracker.token())
            .header("Content-Type", "application/x-ndjson")
            .POST(HttpRequest.BodyPublishers.ofString(fix.line()))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200 || !answer.body().contains("\"accepted\":1")) {
      throw new IOException(
          "a fix of the crossing was answered %d %s".formatted(answer.statusCode(), answer.body()));
    }
  }

  @Override
  public void close() {
    running = false;
    thread.interrupt();
    http.shutdownNow();
  }
}
