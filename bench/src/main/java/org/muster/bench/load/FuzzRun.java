package org.muster.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Sends distorted requests from several threads, and counts how they are answered. */
final class FuzzRun {
  private static final int TOLD_MAX = 25;
  private static final int SHOWN_CHARACTERS = 400;
  private static final long TOLD_EVERY = 20_000;

  /** What a server is to answer (RFC 9112, 6.1) to a body in a form that it does not know. */
  private static final int UNKNOWN_CODING = 501;

  /** Of so many requests none was answered: the server is gone. */
  private static final int UNHEARD_MAX = 200;

  private final List<Probe> probes;
  private final long seed;
  private final long requests;
  private final AtomicLong next = new AtomicLong();
  private final AtomicLong unheard = new AtomicLong();
  private final Map<Integer, LongAdder> byStatus = new ConcurrentSkipListMap<>();
  private final Map<String, String> faults = new ConcurrentSkipListMap<>();

  FuzzRun(List<Probe> probes, long seed, long requests) {
    this.probes = List.copyOf(probes);
    this.seed = seed;
    this.requests = requests;
  }

  /** Sends them all. */
  void run(int threads) throws InterruptedException {
    List<Thread> all = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      all.add(Thread.ofPlatform().name("fuzz-" + i).start(this::send));
    }
    for (Thread one : all) {
      one.join();
    }
  }

  /** How many were answered with which status; 0 where nothing came, -1 where it was closed. */
  Map<Integer, Long> byStatus() {
    Map<Integer, Long> counts = new TreeMap<>();
    byStatus.forEach((status, count) -> counts.put(status, count.sum()));
    return counts;
  }

  /** One of each kind that was answered as none should be. */
  List<String> faults() {
    return List.copyOf(faults.values());
  }

  private void send() {
    for (long n = next.getAndIncrement(); n < requests; n = next.getAndIncrement()) {
      // Each for itself, so that a number and the seed make it again.
      Random random = new Random(seed * 31 + n);
      Probe probe = probes.get(random.nextInt(probes.size()));
      Distorted distorted = Distorted.of(probe, random);
      int status;
      try {
        status = RawClient.send(probe.to(), distorted);
        unheard.set(0);
      } catch (IOException e) {
        status = RawClient.CLOSED;
        if (unheard.incrementAndGet() > UNHEARD_MAX) {
          faults.put("!", "the server takes no connection any more, at request %d".formatted(n));
          return;
        }
      }
      byStatus.computeIfAbsent(status, s -> new LongAdder()).increment();
      boolean late = status == RawClient.SILENCE && distorted.whole();
      String bytes = distorted.text();
      boolean asStandardsSay = status == UNKNOWN_CODING && bytes.contains(": xchunked");
      if ((status >= 500 || late) && !asStandardsSay && faults.size() < TOLD_MAX) {
        String shown = bytes.substring(0, Math.min(SHOWN_CHARACTERS, bytes.length()));
        faults.putIfAbsent(
            status + " " + probe.name(),
            "request %d, made of %s, was answered %s:%n%s"
                .formatted(n, probe.name(), late ? "not at all" : "" + status, shown));
      }
      if ((n + 1) % TOLD_EVERY == 0) {
        Measuring.say("%,d requests; %s", n + 1, byStatus());
      }
    }
  }
}
