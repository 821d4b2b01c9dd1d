package org.muster.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.muster.bench.load.Ledger.Fix;

/** Devices that send what the ledger says, and again what they were not told is kept. */
final class Devices implements AutoCloseable {
  private static final int SENDERS = 4;
  private static final int AGAIN_MAX = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration RESENT_WITHIN_MAX = Duration.ofMinutes(5);

  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
  private final Ledger ledger;
  private final InetSocketAddress network;
  private final Map<String, Long> notKept = new ConcurrentSkipListMap<>();
  private volatile boolean sending;

  Devices(Ledger ledger, InetSocketAddress network) {
    this.ledger = ledger;
    this.network = network;
  }

  /** Answers that did not say that a report is kept, by status; no answer at all among them. */
  Map<String, Long> notKept() {
    return notKept;
  }

  /** Several devices at once, until they are stopped; one of them leaves its zone. */
  void begin(Random random) {
    sending = true;
    List<Fix> crossing = new ArrayList<>(ledger.nextCrossing());
    Collections.shuffle(crossing, random);
    for (int i = 0; i < SENDERS; i++) {
      boolean leaves = i == 0;
      senders.execute(
          () -> {
            int next = 0;
            while (sending) {
              boolean crosses = leaves && next < crossing.size();
              List<Fix> fixes =
                  crosses ? List.of(crossing.get(next)) : List.of(ledger.next(), ledger.next());
              next++;
              if (!post(fixes)) {
                pause();
              }
            }
          });
    }
  }

  void stop() {
    sending = false;
  }

  /** What nobody was told is kept, until somebody is; and some of the rest once more. */
  void again() throws InterruptedException {
    long until = System.nanoTime() + RESENT_WITHIN_MAX.toNanos();
    List<Fix> known = ledger.someAcknowledged(AGAIN_MAX / 4);
    if (!known.isEmpty()) {
      post(known);
    }
    List<Fix> left = ledger.unacknowledged();
    while (!left.isEmpty()) {
      if (System.nanoTime() > until) {
        throw new NotMeasured(
            "%d fixes were not taken within %d minutes of trying: see the server's log; answers"
                    .formatted(left.size(), RESENT_WITHIN_MAX.toMinutes())
                + " were "
                + notKept);
      }
      if (!post(left.subList(0, Math.min(AGAIN_MAX, left.size())))) {
        Thread.sleep(100);
      }
      left = ledger.unacknowledged();
    }
  }

  /** Sends; false when nobody said that all of it is kept. */
  private boolean post(List<Fix> fixes) {
    StringBuilder body = new StringBuilder();
    fixes.forEach(fix -> body.append(fix.line()));
    HttpRequest request =
        HttpRequest.newBuilder(Loopback.observations(network))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + fixes.getFirst().who().tracker().gatewayToken())
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == 200 && answer.body().contains("\"rejected\":0")) {
        ledger.acknowledge(fixes);
        return true;
      }
      notKept.merge(Integer.toString(answer.statusCode()), 1L, Long::sum);
    } catch (IOException e) {
      notKept.merge("no answer", 1L, Long::sum);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    sending = false;
    senders.shutdownNow();
    client.shutdownNow();
  }
}
