package org.muster.watch;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What every page warns of. Read from memory: a page never waits for it. */
@Component
public class Warnings {
  private final Room room;
  private final Watchdog watchdog;

  Warnings(Room room, Watchdog watchdog) {
    this.room = room;
    this.watchdog = watchdog;
  }

  public List<Warning> list() {
    List<Warning> warnings = new ArrayList<>();
    watchdog.findProblem().ifPresent(words -> warnings.add(new Warning(words, true)));
    room.listShortages().forEach(words -> warnings.add(new Warning(words, false)));
    return warnings;
  }
}
