package org.muster.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.muster.domain.Answer;
import org.muster.domain.CauseCode;
import org.muster.store.AlertRow;
import org.muster.store.Alerts;
import org.muster.store.Decisions;
import org.muster.worklist.Decider;
import org.muster.worklist.Deciding;
import org.muster.worklist.DecisionDraft;
import org.muster.worklist.Verdict;

/**
 * Officers who look at the worklist once a day and answer some of it. They decide on what they see,
 * so that two runs of one world, with and without faults, may decide differently.
 */
final class Officers {
  private static final List<Answer> ANSWERS =
      List.of(
          Answer.NO_ACTION,
          Answer.CONTACTED,
          Answer.CONFIRMED,
          Answer.EXCUSED,
          Answer.REFERRED,
          Answer.ABSCONDED);

  private final long seed;
  private final TruePipeline server;
  private int made;

  Officers(long seed, TruePipeline server) {
    this.seed = seed;
    this.server = server;
  }

  void decide() {
    long day = server.clock.instant().getEpochSecond() / Duration.ofDays(1).toSeconds();
    Decider who = new Decider("o.rivera", Decider.Authority.FULL);
    for (AlertRow row : server.part(Alerts.class).listOpen(Alerts.Scope.EVERYBODY)) {
      // By the finding and the day alone, whatever else is open: what was left or referred is
      // looked
      // at again the next day, so that in a year not all of it is open at its end.
      long which = Long.parseUnsignedLong(row.finding().value().substring(0, 15), 16);
      Chance chance = Chance.of(seed, "officer", which + row.version() + day);
      if (chance.happens(0.6)) {
        DecisionDraft draft =
            new DecisionDraft(
                row.finding(),
                row.version(),
                server.part(Decisions.class).listFor(row.finding()).size(),
                Optional.of(chance.pick(ANSWERS)),
                Optional.of(CauseCode.TRUE),
                "Called; see the note.",
                true);
        // Some of these may not be given; then nothing is recorded.
        if (server.part(Deciding.class).decide(draft, who) instanceof Verdict.Recorded) {
          made++;
        }
      }
    }
  }

  int made() {
    return made;
  }
}
