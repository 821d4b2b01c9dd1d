package org.muster.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.muster.domain.ReportSource;
import org.springframework.stereotype.Component;

/** Says which sources of reports bring nothing: devices behind them look silent meanwhile. */
@Component
class SourceWatch {
  /** A broker may be started anew, and is reached again, within this. */
  static final Duration AWAY_MAX = Duration.ofMinutes(3);

  private final ReportSources sources;
  private final InstantSource clock;

  SourceWatch(ReportSources sources, InstantSource clock) {
    this.sources = sources;
    this.clock = clock;
  }

  /** One sentence or more for each, for those who may know where it is. */
  List<String> listProblems() {
    Instant now = clock.instant();
    List<String> problems = new ArrayList<>();
    for (ReportSource source : sources.list()) {
      if (isAmiss(source, now)) {
        problems.add("No reports come from %s. %s".formatted(source.name(), source.problem()));
      }
      source.notes().forEach(note -> problems.add(source.name() + ": " + note));
    }
    return problems;
  }

  /** The same without a word of where it is: anybody may ask. */
  List<String> listForMonitors() {
    Instant now = clock.instant();
    return sources.list().stream()
        .filter(source -> isAmiss(source, now))
        .map(
            source ->
                "No reports come from %s. The page \"Sources of reports\" says why."
                    .formatted(source.name()))
        .toList();
  }

  private static boolean isAmiss(ReportSource source, Instant now) {
    return switch (source.link()) {
      case STOPPED -> true;
      case AWAY -> source.since().plus(AWAY_MAX).isBefore(now);
      case BEGINNING, CONNECTED -> false;
    };
  }
}
