package org.muster.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.muster.engine.Columns;
import org.muster.engine.CompiledSupervision;
import org.muster.engine.FoldState;
import org.muster.engine.Folded;
import org.muster.tracks.ChunkReader;

/**
 * A month of a whole population, judged again from the disk on all cores: a fix a minute, three
 * conditions each. Beside it stand the floors of the same run: reading the bytes, and decoding.
 */
public final class MonthBench {
  private static final int PARTICIPANTS = 1_000;
  private static final OperatingSystemMXBean MACHINE =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final Path DROP_CACHES = Path.of("/proc/sys/vm/drop_caches");

  /** Every so many participants are also judged from the fixes as they were made. */
  private static final int CHECKED_EVERY = 97;

  private final AtomicLong fixes = new AtomicLong();
  private final AtomicLong findings = new AtomicLong();
  private final AtomicLong decodeNanoseconds = new AtomicLong();
  private final AtomicLong foldNanoseconds = new AtomicLong();
  private final Queue<Judged> judged = new ConcurrentLinkedQueue<>();
  private final AtomicLong checksum = new AtomicLong();

  /** What the engine said of a participant whom we check afterwards. */
  private record Judged(CommuterMonth month, Folded folded) {}

  private MonthBench() {}

  public static void main(String[] arguments) throws Exception {
    int participants = arguments.length > 0 ? Integer.parseInt(arguments[0]) : PARTICIPANTS;
    long expected = (long) participants * CommuterMonth.FIXES;
    say(
        "%,d participants, %d days, a fix a minute: %,d fixes; %d cores, JDK %s",
        participants,
        CommuterMonth.DAYS,
        expected,
        Population.CORES,
        System.getProperty("java.version"));
    if (arguments.length > 1) {
      Population kept = new Population(Path.of(arguments[1]));
      measure(kept, participants, expected);
    } else {
      Population passing =
          new Population(Files.createTempDirectory(Path.of("bench", "target"), "month"));
      try {
        measure(passing, participants, expected);
      } finally {
        passing.delete();
      }
    }
  }

  private static void measure(Population population, int participants, long expected)
      throws Exception {
    long before = System.nanoTime();
    if (population.make(participants)) {
      say("made and stored in %.0f s", seconds(System.nanoTime() - before));
    }
    say("%,d bytes on disk, %.2f a fix", population.bytes(), 1.0 * population.bytes() / expected);
    new MonthBench().run(population, expected);
  }

  private void run(Population population, long expected) throws Exception {
    double reading = pass("floor: reading the bytes", population, Reading::new);
    double decoding = pass("floor: reading and decoding", population, () -> new Judging(false));
    require(fixes.getAndSet(0) == expected, "every fix was decoded");
    decodeNanoseconds.set(0);
    double all = pass("reading, decoding, engine", population, () -> new Judging(true));
    require(fixes.get() == expected, "every fix was judged");
    check();
    say(
        "decoding %,.0f fixes/s a core, %.1f ns a fix; engine %,.0f fixes/s a core, %.1f ns a fix",
        1e9 * expected / decodeNanoseconds.get(),
        1.0 * decodeNanoseconds.get() / expected,
        1e9 * expected / foldNanoseconds.get(),
        1.0 * foldNanoseconds.get() / expected);
    say(
        "%.1f s are %.1f times reading alone, %.1f times reading and decoding; %,.0f fixes/s",
        all, all / reading, all / decoding, expected / all);
    say(
        "%,d findings; %d participants judged the same from the fixes as made (checksum %x)",
        findings.get(), judged.size(), checksum.get());
  }

  private static double pass(String what, Population population, Population.Crew crew)
      throws Exception {
    boolean cold = dropCaches();
    long before = System.nanoTime();
    long cpuBefore = MACHINE.getProcessCpuTime();
    population.replay(crew);
    double seconds = seconds(System.nanoTime() - before);
    double cpuSeconds = seconds(MACHINE.getProcessCpuTime() - cpuBefore);
    String from = cold ? "from the disk" : "from the disk or the page cache, which would not go";
    say(
        "%-28s %8.1f s, %8.1f s of processor time, %s; load %.1f",
        what, seconds, cpuSeconds, from, MACHINE.getSystemLoadAverage());
    return seconds;
  }

  private static boolean dropCaches() throws Exception {
    try {
      new ProcessBuilder("sync").start().waitFor(10, TimeUnit.MINUTES);
      Files.writeString(DROP_CACHES, "3");
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static double seconds(long nanoseconds) {
    return nanoseconds / 1e9;
  }

  private static void say(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException("it does not hold that " + what);
    }
  }

  private static long cpuNanoseconds() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static CompiledSupervision supervision(CommuterMonth month) {
    return CompiledSupervision.of(MadeUpConditions.supervision(month.home));
  }

  /** Touches each eighth byte, so that they have been read into this core too. */
  private final class Reading implements Population.Worker {
    @Override
    public void take(Population.Batch batch) {
      long sum = 0;
      for (int i = 0; i < batch.bytes().limit(); i += Long.BYTES) {
        sum += batch.bytes().get(i);
      }
      checksum.addAndGet(sum);
    }
  }

  private final class Judging implements Population.Worker {
    private final ChunkReader reader = new ChunkReader();
    private final boolean folds;

    Judging(boolean folds) {
      this.folds = folds;
    }

    @Override
    public void take(Population.Batch batch) throws Exception {
      for (PopulationPart.Entry entry : batch.entries()) {
        long before = cpuNanoseconds();
        Columns columns = decode(batch, entry);
        long between = cpuNanoseconds();
        decodeNanoseconds.addAndGet(between - before);
        if (folds) {
          CommuterMonth month = new CommuterMonth((int) entry.assignment() - 1);
          Folded folded =
              supervision(month)
                  .fold(FoldState.opening(CommuterMonth.STARTS_AT), CommuterMonth.ENDS_AT, columns);
          foldNanoseconds.addAndGet(cpuNanoseconds() - between);
          findings.addAndGet(folded.settledFindings().size());
          if (entry.assignment() % CHECKED_EVERY == 0) {
            judged.add(new Judged(month, folded));
          }
        }
      }
    }

    private Columns decode(Population.Batch batch, PopulationPart.Entry entry) throws Exception {
      int at = (int) (entry.offset() - batch.offset());
      ByteBuffer lengths = batch.bytes().duplicate().position(at);
      int chunks = lengths.getInt();
      int chunk = at + Integer.BYTES * (1 + chunks);
      reader.clear();
      for (int i = 0; i < chunks; i++) {
        int length = lengths.getInt();
        reader.add(batch.bytes().array(), chunk, length);
        chunk += length;
      }
      fixes.addAndGet(reader.count());
      return reader.columns();
    }
  }

  /** After the time is taken: the same from the fixes as they were made, which no chunk held. */
  private void check() {
    for (Judged one : judged) {
      CommuterMonth month = new CommuterMonth((int) one.month.assignment().value() - 1);
      Columns made =
          Columns.of(month.days().stream().flatMap(day -> day.observations().stream()).toList());
      Folded again =
          supervision(month)
              .fold(FoldState.opening(CommuterMonth.STARTS_AT), CommuterMonth.ENDS_AT, made);
      require(again.equals(one.folded), "chunks give the findings of their fixes");
    }
  }
}
