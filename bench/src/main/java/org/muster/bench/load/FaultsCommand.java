package org.muster.bench.load;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench/run faults}: nothing acknowledged is lost, whatever happens to the server. */
@Command(
    name = "bench/run faults",
    description = {
      "Kills the server, restarts its database and fills its disk while devices send through a"
          + " network that reorders, doubles and loses.",
      "Then every acknowledged report has to be there once, and every finding once. Ends with 1"
          + " when one is not."
    },
    mixinStandardHelpOptions = true)
public final class FaultsCommand implements Callable<Integer> {
  private static final int ROUNDS_A_DISK_ROUND = 10;
  private static final int ROUNDS_AN_ABSENCE = 19;

  @Option(
      names = "--rounds",
      defaultValue = "20",
      description = "How many times a fault happens, 1 to 2000 (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--faults",
      split = ",",
      description =
          "kill, kill_all (its PostgreSQL too), database (restarts), away (it, for a minute; once"
              + " in nineteen rounds), disk (is full; a tenth as often, needs root); several with"
              + " commas (default: all).")
  private List<Fault> kinds = List.of(Fault.values());

  @Option(
      names = "--seed",
      description = "Which faults, and when, follows from it (default: another each time).")
  private long seed = new Random().nextInt(Integer.MAX_VALUE);

  @Option(
      names = "--disk-megabytes",
      defaultValue = "400",
      description = "Size of the disk that is filled, 200 to 10000 (default: ${DEFAULT-VALUE}).")
  private int diskMegabytes;

  @Option(
      names = "--ids-from",
      defaultValue = "0",
      description =
          "The database goes on to count from here, as 2147482648, a thousand below what four"
              + " bytes hold; 0 to begin at 1 (default: ${DEFAULT-VALUE}).")
  private long idsFrom;

  @Option(
      names = "--java-option",
      description =
          "For the Java of the server; may be given several times (default: those that make it"
              + " start soon).")
  private List<String> javaOptions = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  @Mixin private Trial trial = new Trial();

  @Spec private CommandSpec spec = CommandSpec.create();

  public static void main(String[] arguments) {
    System.exit(LoadCommand.line(new FaultsCommand()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, SQLException, InterruptedException {
    if (rounds < 1 || rounds > 2_000) {
      throw new ParameterException(spec.commandLine(), "--rounds is a number from 1 to 2000");
    }
    if (diskMegabytes < 200 || diskMegabytes > 10_000) {
      throw new ParameterException(
          spec.commandLine(), "--disk-megabytes is a number from 200 to 10000");
    }
    if (idsFrom < 0 || idsFrom > 1L << 40) {
      throw new ParameterException(
          spec.commandLine(), "--ids-from is a number from 0 to 1099511627776");
    }
    Measuring.say("seed %d", seed);
    Path folder = trial.newFolder("faults");
    List<String> wrong = new ArrayList<>();
    if (!kinds.stream().allMatch(Fault.DISK::equals)) {
      Path data = Files.createDirectory(folder.resolve("data"));
      wrong.addAll(run(data, drawn(), rounds));
    }
    if (kinds.contains(Fault.DISK)) {
      wrong.addAll(fullDisk(folder.resolve("small")));
    }
    return Trial.tell(
        spec.commandLine().getOut(),
        wrong,
        folder,
        "Nothing is lost and nothing counts twice.",
        "bench/run faults --rounds %d --seed %d%s"
            .formatted(rounds, seed, idsFrom > 0 ? " --ids-from " + idsFrom : ""));
  }

  /** From which a fault is drawn, each as often as it is in it; a minute's absence is rare. */
  private List<Fault> drawn() {
    List<Fault> often =
        kinds.stream().filter(kind -> kind != Fault.DISK && kind != Fault.AWAY).toList();
    if (often.isEmpty() || !kinds.contains(Fault.AWAY)) {
      return often.isEmpty() ? List.of(Fault.AWAY) : often;
    }
    List<Fault> drawn = new ArrayList<>();
    while (drawn.size() < ROUNDS_AN_ABSENCE - 1) {
      drawn.add(often.get(drawn.size() % often.size()));
    }
    drawn.add(Fault.AWAY);
    return drawn;
  }

  private List<String> fullDisk(Path at) throws IOException, SQLException, InterruptedException {
    Optional<SmallDisk> disk = SmallDisk.mount(at, diskMegabytes);
    if (disk.isEmpty()) {
      spec.commandLine()
          .getOut()
          .println("Skipped: a full disk, since only root may mount a small one.");
      return List.of();
    }
    try (SmallDisk small = disk.get()) {
      Path data = Files.createDirectory(small.folder().resolve("data"));
      int times = Math.max(1, rounds / ROUNDS_A_DISK_ROUND);
      return run(data, List.of(Fault.DISK), times);
    }
  }

  private List<String> run(Path data, List<Fault> faults, int times)
      throws IOException, SQLException, InterruptedException {
    Random random = new Random(seed);
    try (FaultRun run = new FaultRun(trial.jar(), data, javaOptions, seed, idsFrom)) {
      for (int round = 1; round <= times; round++) {
        Fault fault = faults.get(random.nextInt(faults.size()));
        List<String> found = run.round(fault);
        Measuring.say(
            "round %d of %d: %s; %,d fixes acknowledged so far%s",
            round,
            times,
            fault.words(),
            run.ledger().acknowledgedCount(),
            found.isEmpty() ? "" : "; " + found);
      }
      List<String> wrong = run.end();
      PrintWriter out = spec.commandLine().getOut();
      out.println(
          "%,d rounds: %,d fixes acknowledged, %d findings expected; the network sent %,d twice"
                  .formatted(
                      times,
                      run.ledger().acknowledgedCount(),
                      run.ledger().expectedFindings().size(),
                      run.network().doubled())
              + " and lost %,d answers; answers that kept nothing: %s; days sealed meanwhile: %d"
                  .formatted(run.network().lost(), run.notKept(), run.chunks()));
      out.flush();
      return wrong;
    }
  }
}
