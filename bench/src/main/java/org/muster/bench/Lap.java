package org.muster.bench;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.function.Consumer;

/** What is timed, and how long it took, in time of this thread on its core. */
final class Lap {
  private final String name;
  private long nanoseconds;
  private long fixes;
  private long said;

  Lap(String name) {
    this.name = name;
  }

  /** A step to time; it gives a number, so that none of it can be left out. */
  interface Step {
    long run();
  }

  void time(long fixes, Step step) {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    said += step.run();
    nanoseconds += ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    this.fixes += fixes;
  }

  /** Forgets what went before: it was there to warm up. */
  void restart() {
    nanoseconds = 0;
    fixes = 0;
    said = 0;
  }

  void print(Consumer<String> line) {
    line.accept(
        String.format(
            Locale.ROOT,
            "%-42s %,14.0f fixes/s %7.1f ns a fix",
            name,
            1e9 / nanosecondsPerFix(),
            nanosecondsPerFix()));
  }

  double nanosecondsPerFix() {
    return (double) nanoseconds / fixes;
  }

  long said() {
    return said;
  }

  String name() {
    return name;
  }
}
