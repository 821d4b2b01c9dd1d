package org.muster.bench.load;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code bench/run load}: a load on the true intake, beside a bare server, in one run.
 *
 * <p>Over 250 lines because each option stands here with its help.
 */
@Command(
    name = "bench/run load",
    description = {
      "Sends reports to a server on this machine and says how many it takes, how long answers take,"
          + " and when a finding is in the worklist.",
      "Without --server it starts the true server on a new folder, which is deleted afterwards."
    },
    mixinStandardHelpOptions = true)
public final class LoadCommand implements Callable<Integer> {
  enum Format {
    TABLE,
    JSON
  }

  @Option(
      names = "--protocol",
      split = ",",
      description = "osmand, owntracks, traccar, native; several with commas (default: all).")
  private List<Protocol> protocols = List.of(Protocol.values());

  @Option(
      names = "--connections",
      defaultValue = "64",
      description = "Keep-alive connections, 1 to 1024 (default: ${DEFAULT-VALUE}).")
  private int connections;

  @Option(
      names = "--devices",
      defaultValue = "1000",
      description =
          "Devices of a server that is started, 1 to 20000, one a connection at least (default:"
              + " ${DEFAULT-VALUE}).")
  private int devices;

  @Option(
      names = "--batch",
      defaultValue = "1000",
      description =
          "Observations in a request of native lines, 1 to 10000 (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--warm-up",
      defaultValue = "10",
      description =
          "Seconds of the same load before each measure, 0 to 600 (default: ${DEFAULT-VALUE}).")
  private int warmUpSeconds;

  @Option(
      names = "--seconds",
      defaultValue = "20",
      description = "Seconds of each measure, 1 to 3600 (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--requests-max",
      defaultValue = "10000000",
      description =
          "A measure ends after so many requests at the latest (default:" + " ${DEFAULT-VALUE}).")
  private long requestsMax;

  @Option(
      names = "--rate",
      defaultValue = "0",
      description =
          "Requests a second of the second measure of each protocol, which are due at even"
              + " distances whatever the server does; 0 for half of what the first one reached"
              + " (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--no-battery",
      description =
          "Leave out the battery's level, which phones send with each place, and which is an"
              + " observation more.")
  private boolean noBattery;

  @Option(
      names = "--no-bare",
      description = "Leave out the bare Netty server, and so the comparison with it.")
  private boolean noBare;

  @Option(
      names = "--server",
      paramLabel = "ADDRESS",
      description =
          "A server that runs already, as http://127.0.0.1:8080; this machine only. Needs"
              + " --tokens.")
  private @Nullable String server;

  @Option(
      names = "--tokens",
      paramLabel = "FILE",
      description =
          "Its devices: unique id and token a line; * in place of the id for the gateway's token.")
  private @Nullable Path tokens;

  @Option(
      names = "--intake",
      paramLabel = "ADDRESS",
      description = "Where reports are sent, where that is not the address of the server itself.")
  private @Nullable String intake;

  @Option(
      names = "--jar",
      defaultValue = "server/target/muster.jar",
      description = "The server that is started (default: ${DEFAULT-VALUE}).")
  private Path jar = Path.of("server/target/muster.jar");

  @Option(
      names = "--java-option",
      description = "For the Java of the server that is started; may be given several times.")
  private List<String> javaOptions = List.of();

  @Option(
      names = "--server-option",
      description = "For the command line of the server that is started; likewise.")
  private List<String> serverOptions = List.of();

  @Option(
      names = "--folder",
      defaultValue = "bench/target",
      description =
          "Where the new folder of the server is made: on the disk that is to be measured"
              + " (default: ${DEFAULT-VALUE}).")
  private Path place = Path.of("bench/target");

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "table or json (default: ${DEFAULT-VALUE}).")
  private Format format = Format.TABLE;

  @Spec private CommandSpec spec = CommandSpec.create();

  public static void main(String[] arguments) {
    System.exit(line(new LoadCommand()).execute(arguments));
  }

  /** A command line whose errors are a few lines that say what to do. */
  static CommandLine line(Object command) {
    return new CommandLine(command)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (e, failed, result) -> {
              if (e instanceof NotMeasured) {
                failed.getErr().println("Not measured: " + e.getMessage());
                return 1;
              }
              throw e;
            });
  }

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException {
    check();
    Instant startedAt = Instant.now();
    double before = Measuring.machineLoad();
    Measuring measuring =
        new Measuring(
            new Measuring.Settings(
                protocols,
                connections,
                batch,
                !noBattery,
                Duration.ofSeconds(warmUpSeconds),
                Duration.ofSeconds(seconds),
                requestsMax,
                rate));
    int used = server == null ? started(measuring) : running(measuring, server);
    LoadReport report =
        new LoadReport(
            startedAt,
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("java.version"),
            before,
            Measuring.machineLoad(),
            connections,
            used,
            batch,
            !noBattery,
            measuring.rows(),
            Goal.of(measuring.rows()),
            measuring.judgedAfter());
    PrintWriter out = spec.commandLine().getOut();
    out.println(format == Format.JSON ? report.json() : report.table());
    out.flush();
    return 0;
  }

  private int started(Measuring measuring) throws IOException, SQLException, InterruptedException {
    Files.createDirectories(place);
    Path folder = Files.createTempDirectory(place, "load");
    try {
      if (!noBare && protocols.contains(Protocol.OSMAND)) {
        measuring.bare(nobodys(), folder.resolve("netty.log"));
      }
      Path data = folder.resolve("data");
      Files.createDirectory(data);
      try (TrueServer own = TrueServer.start(jar, data, javaOptions, serverOptions)) {
        Measuring.say("setting up %,d people with their devices", devices);
        Instant since = Instant.now().minus(Duration.ofDays(10));
        List<Casework.Supervised> people =
            new Casework(own.address(), TrueServer.ACCOUNT, TrueServer.PASSWORD, since)
                .found(devices + 1);
        List<Tracker> trackers = new ArrayList<>();
        people.stream().limit(devices).forEach(one -> trackers.add(one.tracker()));
        InetSocketAddress to = intake == null ? own.intake() : Loopback.of(intake);
        measuring.ours(
            new Measuring.Target(to, trackers, own::processorTime, people.getLast(), data));
      }
    } finally {
      Folders.delete(folder);
    }
    return devices;
  }

  private int running(Measuring measuring, String address)
      throws IOException, SQLException, InterruptedException {
    if (tokens == null) {
      throw wrong("--server needs --tokens: a file with a device's unique id and token a line");
    }
    List<Tracker> trackers = TokenFile.read(tokens);
    if (trackers.size() < connections) {
      throw wrong(
          "%s names %d devices, fewer than the %d connections: give --connections %d"
              .formatted(tokens, trackers.size(), connections, Math.max(1, trackers.size())));
    }
    InetSocketAddress to = Loopback.of(intake == null ? address : intake);
    Files.createDirectories(place);
    if (!noBare && protocols.contains(Protocol.OSMAND)) {
      Path log = Files.createTempFile(place, "netty", ".log");
      try {
        measuring.bare(trackers, log);
      } finally {
        Files.deleteIfExists(log);
      }
    }
    measuring.ours(new Measuring.Target(to, trackers, () -> Duration.ZERO, null, null));
    return trackers.size();
  }

  /** Devices for the bare server, which knows nobody. */
  private List<Tracker> nobodys() {
    List<Tracker> trackers = new ArrayList<>();
    for (int i = 0; i < devices; i++) {
      String token = "x".repeat(43);
      trackers.add(new Tracker("load-" + i, token, token, 385_000_000, -1_215_000_000));
    }
    return trackers;
  }

  private void check() {
    within("--connections", connections, 1, 1_024);
    within("--devices", devices, 1, 20_000);
    within("--batch", batch, 1, 10_000);
    within("--warm-up", warmUpSeconds, 0, 600);
    within("--seconds", seconds, 1, 3_600);
    within("--requests-max", requestsMax, 1, 1_000_000_000);
    if (!(rate >= 0 && rate <= 1_000_000)) {
      throw wrong("--rate is a number from 0 to 1000000");
    }
    if (server == null && devices < connections) {
      throw wrong(
          "each connection has a device of its own: give --devices %d".formatted(connections));
    }
    if (server != null) {
      Loopback.of(server);
    }
    if (intake != null) {
      Loopback.of(intake);
    }
  }

  private void within(String name, long value, long min, long max) {
    if (value < min || value > max) {
      throw wrong("%s is a number from %d to %d".formatted(name, min, max));
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
