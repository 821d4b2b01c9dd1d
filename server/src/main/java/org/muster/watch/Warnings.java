package org.muster.watch;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What every page warns of. Read from memory: a page never waits for it. */
@Component
public class Warnings {
  private final Room room;
  private final Watchdog watchdog;
  private final SourceWatch sources;

  Warnings(Room room, Watchdog watchdog, SourceWatch sources) {
    this.room = room;
    this.watchdog = watchdog;
    this.sources = sources;
  }

  /** The same as {@link #list} as words for monitors, which name no broker and no device. */
  public List<String> listForMonitors() {
    List<String> words = new ArrayList<>();
    watchdog.findProblem().ifPresent(words::add);
    words.addAll(sources.listForMonitors());
    words.addAll(room.listShortages());
    return words;
  }

  public List<Warning> list() {
    List<Warning> warnings = new ArrayList<>();
    watchdog.findProblem().ifPresent(words -> warnings.add(new Warning(words, true)));
    sources.listProblems().forEach(words -> warnings.add(new Warning(words, false)));
    room.listShortages().forEach(words -> warnings.add(new Warning(words, false)));
    return warnings;
  }
}
