package org.muster.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench/run fuzz}: nothing that is sent makes the server fail, or harms somebody else. */
@Command(
    name = "bench/run fuzz",
    description = {
      "Starts the true server and sends it distorted requests: everything that its API describes,"
          + " its pages link to and send, and devices send, as nobody should send it.",
      "None may be answered with a fault of the server or not at all, and whoever does all right"
          + " at the same time may notice nothing. Ends with 1 when one is, or does."
    },
    mixinStandardHelpOptions = true)
public final class FuzzCommand implements Callable<Integer> {
  private static final int PEOPLE = 3;

  @Option(
      names = "--requests",
      defaultValue = "1000000",
      description = "How many, 1 to 100000000 (default: ${DEFAULT-VALUE}).")
  private long requests;

  @Option(
      names = "--threads",
      defaultValue = "8",
      description = "How many send at once, 1 to 64 (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--seed",
      description = "What is sent follows from it (default: another each time).")
  private long seed = new Random().nextInt(Integer.MAX_VALUE);

  @Mixin private Trial trial = new Trial();

  @Spec private CommandSpec spec = CommandSpec.create();

  public static void main(String[] arguments) {
    System.exit(LoadCommand.line(new FuzzCommand()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException {
    if (requests < 1 || requests > 100_000_000) {
      throw new ParameterException(
          spec.commandLine(), "--requests is a number from 1 to 100000000");
    }
    if (threads < 1 || threads > 64) {
      throw new ParameterException(spec.commandLine(), "--threads is a number from 1 to 64");
    }
    Measuring.say("seed %d", seed);
    Path folder = trial.newFolder("fuzz");
    Path data = Files.createDirectory(folder.resolve("data"));
    List<String> wrong;
    try (TrueServer server = TrueServer.start(trial.jar(), data, List.of(), List.of())) {
      wrong = run(server, data, server.intake());
    }
    return Trial.tell(
        spec.commandLine().getOut(),
        wrong,
        folder,
        "Nothing failed, and nobody else noticed.",
        "bench/run fuzz --requests %d --seed %d".formatted(requests, seed));
  }

  private List<String> run(TrueServer server, Path data, InetSocketAddress intake)
      throws IOException, SQLException, InterruptedException {
    Instant since = Instant.now().minus(Duration.ofDays(2));
    Casework casework =
        new Casework(server.address(), TrueServer.ACCOUNT, TrueServer.PASSWORD, since);
    List<Tracker> trackers = new ArrayList<>();
    casework.found("fuzz", PEOPLE).forEach(one -> trackers.add(one.tracker()));
    List<Probe> probes = probes(server, intake, trackers);
    Measuring.say("%,d requests that are right, to be distorted", probes.size());
    // Founded after all was looked at, so that nothing that is sent speaks of them by design.
    Casework.Supervised own = casework.found("apart", 1).getFirst();
    FuzzRun fuzz = new FuzzRun(probes, seed, requests);
    long startedNanos = System.nanoTime();
    List<String> wrong = new ArrayList<>();
    Set<String> kept;
    try (Bystander bystander =
        new Bystander(intake, own, new SignedIn(server.address(), "o.chen"))) {
      fuzz.run(threads);
      wrong.addAll(fuzz.faults());
      wrong.addAll(bystander.end());
      kept = new TreeSet<>(bystander.kept());
      spec.commandLine()
          .getOut()
          .printf(
              "%,d requests in %,d s, answered %s (0: nothing, -1: closed)%n",
              requests,
              Duration.ofNanos(System.nanoTime() - startedNanos).toSeconds(),
              fuzz.byStatus())
          .printf("beside them %,d right ones%n", bystander.asked());
    }
    try (Stored stored = Stored.in(data)) {
      List<String> found = stored.fixes(own.tracker().uniqueId());
      if (found.size() != new TreeSet<>(found).size()) {
        wrong.add("a fix of the bystander is kept twice");
      }
      found.forEach(kept::remove);
      if (!kept.isEmpty()) {
        wrong.add("%d acknowledged fixes of the bystander are lost".formatted(kept.size()));
      }
    }
    return wrong;
  }

  /** Of three roles, since each may do other things. */
  private List<Probe> probes(TrueServer server, InetSocketAddress intake, List<Tracker> trackers)
      throws IOException {
    List<Probe> all = new ArrayList<>();
    for (String account : List.of("supervisor", "admin", "auditor")) {
      Surface surface = new Surface(server.address(), new SignedIn(server.address(), account));
      surface.describe();
      surface.crawl("/");
      if (account.equals("supervisor")) {
        surface.devices(intake, trackers);
      }
      all.addAll(surface.probes());
    }
    return all;
  }
}
