package org.muster.simulation;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Sends a stretch of history in large reports, a day at a time, as a gateway that caught up. */
final class Filling {
  private static final int LINES_MAX = 4_000;
  private static final int SENDERS = 2;

  private final Programme programme;
  private final History history;
  private final Passes passes;
  private final Gateway gateway;

  Filling(Programme programme, History history, Passes passes, Gateway gateway) {
    this.programme = programme;
    this.history = history;
    this.passes = passes;
    this.gateway = gateway;
  }

  /** Sends all of the stretch; tells of each day before it is sent. Comes back when it is kept. */
  int fill(Instant from, Instant upTo, Consumer<String> say) throws InterruptedException {
    // What is left of a day is sent with the last one.
    long days = Math.max(1, Duration.between(from, upTo).toDays());
    int sent = 0;
    try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
      List<Future<?>> underWay = new ArrayList<>();
      for (long day = 1; day <= days; day++) {
        say.accept("Filling the programme: day " + day + " of " + days + " …");
        sent +=
            day(
                from.plus(Duration.ofDays(day - 1)),
                day == days ? upTo : from.plus(Duration.ofDays(day)),
                request -> underWay.add(senders.submit(() -> gateway.send(request))));
        for (Future<?> one : underWay) {
          one.get();
        }
        underWay.clear();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the history was not sent", e);
    }
    return sent;
  }

  private int day(Instant from, Instant upTo, Consumer<HttpRequest> send) {
    Map<Vendor, NativeLines> lines = new EnumMap<>(Vendor.class);
    int sent = 0;
    for (Person person : programme.people()) {
      if (person.tracked()) {
        Vendor vendor = Passes.vendorOf(person);
        NativeLines mine = lines.computeIfAbsent(vendor, v -> new NativeLines());
        for (Sent one : history.of(person, from, upTo)) {
          mine.add(person.deviceName(), one);
          sent++;
          if (mine.count() >= LINES_MAX) {
            send.accept(request(vendor, mine.take()));
          }
        }
      }
    }
    lines.forEach(
        (vendor, mine) -> {
          if (mine.count() > 0) {
            send.accept(request(vendor, mine.take()));
          }
        });
    return sent;
  }

  private HttpRequest request(Vendor vendor, String body) {
    return LiveRequests.nativeLines(gateway, passes.ofGateway(vendor), body);
  }
}
