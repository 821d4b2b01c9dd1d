package org.muster.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.muster.bench.load.Casework.Supervised;

/**
 * Somebody who does all as it should be done, while others do not: a device that reports, and an
 * officer who looks at a page. Whatever goes wrong for them is told.
 */
final class Bystander implements AutoCloseable {
  private static final Duration BETWEEN = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int TOLD_MAX = 20;

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI intake;
  private final Supervised who;
  private final SignedIn officer;
  private final List<String> faults = new ArrayList<>();
  private final Set<String> kept = new TreeSet<>();
  private final Thread thread;
  private volatile boolean running = true;
  private long asked;

  /** Begins at once. */
  Bystander(InetSocketAddress intake, Supervised who, SignedIn officer) {
    this.intake = Loopback.observations(intake);
    this.who = who;
    this.officer = officer;
    this.thread = Thread.ofPlatform().name("bystander").start(this::run);
  }

  /** What went wrong; how many requests there were is in {@link #asked}. */
  List<String> end() throws InterruptedException {
    running = false;
    thread.join();
    return List.copyOf(faults);
  }

  long asked() {
    return asked;
  }

  /** What tells each fix of which the server said that it keeps it. */
  Set<String> kept() {
    return kept;
  }

  private void run() {
    while (running) {
      try {
        report();
        HttpResponse<String> page = officer.get("/");
        asked++;
        if (page.statusCode() != 200 || !page.body().contains("</html>")) {
          tell("the worklist was answered " + page.statusCode());
        }
        Thread.sleep(BETWEEN);
      } catch (IOException e) {
        tell("no answer: " + e);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void report() throws IOException, InterruptedException {
    Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Tracker tracker = who.tracker();
    int latitude = tracker.latitudeE7() + (int) (asked % 900);
    Ledger.Fix fix = new Ledger.Fix(who, latitude, tracker.longitudeE7(), at);
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(intake)
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + tracker.token())
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(fix.line()))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    asked++;
    if (answer.statusCode() == 200 && answer.body().contains("\"accepted\":1")) {
      kept.add(fix.stored());
    } else {
      tell("a right report was answered %d %s".formatted(answer.statusCode(), answer.body()));
    }
  }

  private void tell(String fault) {
    if (faults.size() < TOLD_MAX) {
      faults.add("the bystander: " + fault);
    }
  }

  @Override
  public void close() {
    running = false;
    thread.interrupt();
    http.close();
  }
}
