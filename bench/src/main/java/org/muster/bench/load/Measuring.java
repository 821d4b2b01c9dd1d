package org.muster.bench.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.muster.bench.load.Casework.Supervised;

/** The measures of one run, one after the other, by one and the same client. */
final class Measuring {
  static final String OURS = "muster";
  static final String BARE = "netty";
  static final String CLOSED = "as many as go";

  private static final Duration JUDGED_WITHIN_MAX = Duration.ofMinutes(3);
  private static final Duration CROSSING_APART = Duration.ofMillis(500);

  private final Settings settings;
  private final List<Row> rows = new ArrayList<>();
  private final SortedMap<String, Double> judgedAfter = new TreeMap<>();

  Measuring(Settings settings) {
    this.settings = settings;
  }

  /**
   * What is asked for.
   *
   * @param ratePerSecond of requests in the second measure of each protocol; 0 for half of what the
   *     first one reached
   */
  record Settings(
      List<Protocol> protocols,
      int connections,
      int batch,
      boolean battery,
      Duration warmUp,
      Duration lasts,
      long requestsMax,
      double ratePerSecond) {}

  /**
   * The server that is measured.
   *
   * @param crossing whose zone is left again and again; null where the database is not at hand
   * @param folder of its database, likewise
   */
  record Target(
      InetSocketAddress intake,
      List<Tracker> trackers,
      Supplier<Duration> processorTime,
      @Nullable Supervised crossing,
      @Nullable Path folder) {}

  List<Row> rows() {
    return rows;
  }

  SortedMap<String, Double> judgedAfter() {
    return judgedAfter;
  }

  /** Netty alone, on the devices' own requests. */
  void bare(List<Tracker> trackers, Path log) throws IOException, InterruptedException {
    String path = System.getProperty("java.class.path");
    try (Child child = Child.start(List.of("-cp", path, BareServer.class.getName()), log)) {
      InetSocketAddress address = address(child);
      try (Sender sender = sender(Protocol.OSMAND, address, trackers, true)) {
        measure(BARE, Protocol.OSMAND, sender, 0, child::processorTime);
      }
    }
  }

  /** Each protocol at its most, and then at half of it or at the rate that was asked for. */
  void ours(Target target) throws IOException, SQLException, InterruptedException {
    // As the server keeps times: what is looked for has to be equal.
    Instant crossing = Instant.now().minus(Duration.ofDays(8)).truncatedTo(ChronoUnit.MILLIS);
    for (Protocol protocol : settings.protocols()) {
      try (Sender sender = sender(protocol, target.intake(), target.trackers(), false)) {
        crossing = oursAt(target, protocol, sender, 0, crossing);
        double most = rows.getLast().answersPerSecond();
        double rate = settings.ratePerSecond() > 0 ? settings.ratePerSecond() : most / 2;
        if (rate > 0) {
          crossing = oursAt(target, protocol, sender, rate, crossing);
        }
      }
    }
  }

  private Instant oursAt(
      Target target, Protocol protocol, Sender sender, double rate, Instant crossing)
      throws IOException, SQLException, InterruptedException {
    Supervised who = target.crossing();
    Path folder = target.folder();
    if (who == null || folder == null) {
      measure(OURS, protocol, sender, rate, target.processorTime());
      return crossing;
    }
    Instant next;
    try (EdgeCrossings crossings =
        new EdgeCrossings(target.intake(), who, folder, crossing, CROSSING_APART)) {
      measure(OURS, protocol, sender, rate, target.processorTime());
      Row row = rows.removeLast();
      rows.add(row.with(crossings.end()));
      next = crossings.next();
    }
    awaitJudged(folder, protocol.word() + " " + rows.getLast().mode());
    return next;
  }

  private void measure(
      String server,
      Protocol protocol,
      Sender sender,
      double rate,
      Supplier<Duration> processorTime)
      throws IOException {
    String mode = rate > 0 ? String.format(Locale.ROOT, "%,.0f/s", rate) : CLOSED;
    say("measuring %s, %s, %s", server, protocol.word(), mode);
    sender.run(new Sender.Stretch(settings.warmUp(), rate, settings.requestsMax()));
    Duration before = processorTime.get();
    Sender.Measured measured =
        sender.run(new Sender.Stretch(settings.lasts(), rate, settings.requestsMax()));
    Duration used = processorTime.get().minus(before);
    double cores = used.toNanos() / (double) measured.lasted().toNanos();
    rows.add(Row.of(server, protocol.word(), mode, measured, cores));
    say(
        "  %,.0f reports/s, %,.0f accepted/s, 99 of 100 answers within %.1f ms",
        measured.reportsPerSecond(),
        measured.acceptedPerSecond(),
        measured.tally().millisecondsAt(99));
  }

  /** So that one measure does not pay for what the one before has left to do. */
  private void awaitJudged(Path folder, String run)
      throws IOException, SQLException, InterruptedException {
    long began = System.nanoTime();
    try (Stored stored = Stored.in(folder)) {
      while (stored.judgingDue() > 0) {
        if (System.nanoTime() - began > JUDGED_WITHIN_MAX.toNanos()) {
          judgedAfter.put(run, -1.0);
          return;
        }
        Thread.sleep(100);
      }
    }
    judgedAfter.put(run, (System.nanoTime() - began) / 1e9);
  }

  private Sender sender(
      Protocol protocol, InetSocketAddress address, List<Tracker> trackers, boolean bare)
      throws IOException {
    Protocol.Form form =
        new Protocol.Form(
            "%s:%d".formatted(address.getAddress().getHostAddress(), address.getPort()),
            settings.batch(),
            settings.battery());
    List<List<Request>> requests = new ArrayList<>();
    for (int i = 0; i < settings.connections(); i++) {
      List<Tracker> own = new ArrayList<>();
      for (int k = i; k < trackers.size(); k += settings.connections()) {
        own.add(trackers.get(k));
      }
      requests.add(protocol.requests(own, form));
    }
    return new Sender(address, requests, bare);
  }

  private static InetSocketAddress address(Child child) throws InterruptedException {
    for (int looks = 0; looks < 600; looks++) {
      for (String line : child.log().lines().toList()) {
        if (line.startsWith(BareServer.READY)) {
          int port = Integer.parseInt(line.substring(BareServer.READY.length()).strip());
          return Loopback.of("http://127.0.0.1:" + port);
        }
      }
      if (!child.isAlive()) {
        break;
      }
      Thread.sleep(100);
    }
    throw new NotMeasured("the bare server did not start:\n" + child.lastWords());
  }

  static double machineLoad() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  // The annotation that is asked for would need a library of its own.
  @SuppressWarnings("AnnotateFormatMethod")
  static void say(String form, Object... values) {
    System.err.println(String.format(Locale.ROOT, form, values));
  }
}
