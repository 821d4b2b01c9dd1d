package org.muster.bench.load;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.muster.bench.load.Casework.Supervised;

/**
 * The true server on a folder, with devices that send through an unreliable network, and a fault in
 * each round. After each restart, and at the end, what is stored is held to what was said.
 */
final class FaultRun implements AutoCloseable {
  private static final int PEOPLE = 5;
  private static final int BEFORE_MIN = 40;
  private static final int BEFORE_SPREAD = 200;
  private static final Duration ACKNOWLEDGED_WITHIN_MAX = Duration.ofMinutes(3);
  private static final Duration JUDGED_WITHIN_MAX = Duration.ofMinutes(5);
  private static final Duration ALONE_MAX = Duration.ofSeconds(15);
  private static final Duration AWAY = Duration.ofSeconds(60);

  /** A small disk is well as long as it has room; and what is over is sealed while all fails. */
  private static final List<String> SETTINGS =
      List.of(
          "-Dmuster.headroom.disk-free-min=1MB",
          "-Dmuster.headroom.used-share-max=1",
          "-Dmuster.tracks.merged-every=2s",
          "-Dmuster.tracks.settled-every=2s");

  private final Path jar;
  private final Path folder;
  private final List<String> javaOptions;
  private final Random random;
  private final Ledger ledger;
  private final UnreliableNetwork network;
  private final Devices devices;
  private final List<String> faults = new ArrayList<>();
  private TrueServer server;

  /**
   * Starts the server on the folder, which is new, and sets a programme up.
   *
   * @param idsFrom where the database goes on to count after that; 0 to let it go on
   */
  FaultRun(Path jar, Path folder, List<String> javaOptions, long seed, long idsFrom)
      throws IOException, SQLException, InterruptedException {
    this.jar = jar;
    this.folder = folder;
    this.javaOptions = Stream.concat(javaOptions.stream(), SETTINGS.stream()).toList();
    this.random = new Random(seed);
    this.server = TrueServer.start(jar, folder, this.javaOptions, List.of());
    Instant since = Instant.now().minus(Duration.ofDays(30));
    List<Supervised> people =
        new Casework(server.address(), TrueServer.ACCOUNT, TrueServer.PASSWORD, since)
            .found(PEOPLE);
    if (idsFrom > 0) {
      Stored.countFrom(folder, idsFrom);
    }
    // Crossings take a quarter of an hour each; hundreds of them are over before now.
    this.ledger = new Ledger(people, since.plus(Duration.ofDays(1)));
    this.network = new UnreliableNetwork(server.address(), seed);
    this.devices = new Devices(ledger, network.address());
  }

  Ledger ledger() {
    return ledger;
  }

  /** How many days are sealed by now. */
  long chunks() throws IOException, SQLException {
    try (Stored stored = Stored.in(folder)) {
      return stored.chunks();
    }
  }

  Map<String, Long> notKept() {
    return devices.notKept();
  }

  UnreliableNetwork network() {
    return network;
  }

  /** One fault at a random moment; what is found to be wrong afterwards. */
  List<String> round(Fault fault) throws IOException, SQLException, InterruptedException {
    List<String> found = new ArrayList<>();
    devices.begin(random);
    awaitAcknowledged(BEFORE_MIN + random.nextInt(BEFORE_SPREAD));
    switch (fault) {
      case KILL, KILL_ALL -> {
        server.kill();
        if (fault == Fault.KILL_ALL) {
          new OwnDatabase(folder).kill();
        }
        devices.stop();
        startAgain();
      }
      case DATABASE -> {
        new OwnDatabase(folder).restart();
        awaitAcknowledged(BEFORE_MIN);
        devices.stop();
      }
      case AWAY -> {
        new OwnDatabase(folder).away(AWAY);
        awaitAcknowledged(BEFORE_MIN);
        devices.stop();
      }
      case DISK -> {
        fillDisk();
        devices.stop();
      }
    }
    // Before anything is sent again: what was acknowledged is there.
    try (Stored stored = Stored.in(folder)) {
      found.addAll(Check.underWay(stored, ledger));
    }
    devices.again();
    faults.addAll(found);
    return found;
  }

  /** Everything was acknowledged: what is wrong once all is judged. */
  List<String> end() throws IOException, SQLException, InterruptedException {
    devices.again();
    long until = System.nanoTime() + JUDGED_WITHIN_MAX.toNanos();
    try (Stored stored = Stored.in(folder)) {
      while (stored.judgingDue() > 0) {
        if (System.nanoTime() > until) {
          faults.add("not all was judged within " + JUDGED_WITHIN_MAX.toMinutes() + " minutes");
          break;
        }
        Thread.sleep(100);
      }
      faults.addAll(Check.atTheEnd(stored, ledger));
    }
    for (String status : devices.notKept().keySet()) {
      if (status.startsWith("4")) {
        faults.add("a device was told %s for a report that is right".formatted(status));
      }
    }
    return List.copyOf(faults);
  }

  private void startAgain() throws IOException, InterruptedException {
    server.close();
    server = TrueServer.start(jar, folder, javaOptions, List.of());
    network.leadTo(server.address());
  }

  private void awaitAcknowledged(int more) throws InterruptedException {
    int enough = ledger.acknowledgedCount() + more;
    long until = System.nanoTime() + ACKNOWLEDGED_WITHIN_MAX.toNanos();
    while (ledger.acknowledgedCount() < enough) {
      if (System.nanoTime() > until) {
        throw new NotMeasured(
            "the server acknowledged less than %d fixes in %d minutes; its answers: %s; log: %s"
                .formatted(
                    more,
                    ACKNOWLEDGED_WITHIN_MAX.toMinutes(),
                    devices.notKept(),
                    folder.resolveSibling(folder.getFileName() + ".log")));
      }
      Thread.sleep(5);
    }
  }

  /** Takes all room there is, and gives it back; restarts the server if it does not recover. */
  private void fillDisk() throws IOException, InterruptedException {
    Path filler = folder.resolve("filler");
    byte[] block = new byte[64 * 1024];
    int acknowledgedBefore;
    try (OutputStream out = Files.newOutputStream(filler)) {
      boolean room = true;
      while (room) {
        try {
          out.write(block);
        } catch (IOException e) {
          room = false;
        }
      }
      Thread.sleep(ALONE_MAX.toMillis() / 3);
      acknowledgedBefore = ledger.acknowledgedCount();
    }
    Files.delete(filler);
    long until = System.nanoTime() + ALONE_MAX.toNanos();
    while (ledger.acknowledgedCount() <= acknowledgedBefore && System.nanoTime() < until) {
      Thread.sleep(50);
    }
    if (ledger.acknowledgedCount() <= acknowledgedBefore) {
      Measuring.say("  the server did not go on by itself when there was room again: restarted");
      server.kill();
      startAgain();
    }
  }

  @Override
  public void close() {
    devices.close();
    network.close();
    server.close();
  }
}
