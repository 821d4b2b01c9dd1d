package org.muster;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.muster.figures.DailyRoll;
import org.muster.judging.Judging;
import org.muster.store.Journal;
import org.muster.store.JudgingDue;
import org.muster.store.Reach;
import org.muster.watch.Warnings;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says whether the server does its work, and if not, what it does not do. */
@RestController
class Health {
  /** What waits longer than this is not being done. */
  static final Duration BEHIND_AFTER = Duration.ofMinutes(3);

  /** Asked more often, the last answer is given again: anybody may ask. */
  private static final Duration HOLDS_FOR = Duration.ofSeconds(1);

  private final Reach reach;
  private final Journal journal;
  private final Judging judging;
  private final JudgingDue due;
  private final DailyRoll roll;
  private final InstantSource clock;
  private final Warnings warnings;
  private Instant askedAt = Instant.MIN;
  private List<String> problems = List.of();

  Health(
      Reach reach,
      Journal journal,
      Judging judging,
      JudgingDue due,
      DailyRoll roll,
      Warnings warnings,
      InstantSource clock) {
    this.warnings = warnings;
    this.reach = reach;
    this.journal = journal;
    this.judging = judging;
    this.due = due;
    this.roll = roll;
    this.clock = clock;
  }

  @GetMapping(path = "/healthz", produces = "text/plain")
  synchronized ResponseEntity<String> healthz() {
    Instant now = clock.instant();
    if (!askedAt.plus(HOLDS_FOR).isAfter(now)) {
      problems = problems(now);
      askedAt = now;
    }
    return answer(problems);
  }

  static ResponseEntity<String> answer(List<String> problems) {
    return problems.isEmpty()
        ? ResponseEntity.ok("ok\n")
        : ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
            .body("not ok\n" + String.join("\n", problems) + "\n");
  }

  private List<String> problems(Instant now) {
    List<String> problems = new ArrayList<>();
    if (!journal.isWriting()) {
      problems.add("The journal has ended: no report is taken. Restart Muster.");
    }
    if (!judging.isJudging()) {
      problems.add("Judging has ended: nothing new is found. Restart Muster.");
    }
    roll.calledAt()
        .filter(at -> isLongAgo(at, now))
        .ifPresent(at -> problems.add("The roll was last called at " + at + "."));
    if (reach.answersSoon()) {
      addIfBehind(now, problems);
    } else {
      problems.add("The database does not answer.");
    }
    problems.addAll(warnings.listForMonitors());
    return problems;
  }

  private void addIfBehind(Instant now, List<String> problems) {
    try {
      due.findOldestMarkedAt()
          .filter(at -> isLongAgo(at, now))
          .ifPresent(at -> problems.add("Judging is behind: somebody waits since " + at + "."));
    } catch (DataAccessException e) {
      problems.add("The database does not answer as it should.");
    }
  }

  private static boolean isLongAgo(Instant at, Instant now) {
    return at.plus(BEHIND_AFTER).isBefore(now);
  }
}
