package org.muster;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.muster.store.Journal;
import org.muster.store.Reach;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Whether reports can be taken, for whoever sends devices here or elsewhere. What is behind or
 * short is not asked: it takes reports all the same.
 */
@RestController
class Readiness {
  /** A database that was reached a moment ago is not asked again: anybody may ask. */
  private static final Duration HOLDS_FOR = Duration.ofSeconds(1);

  private final Reach reach;
  private final Journal journal;
  private final InstantSource clock;
  private Instant askedAt = Instant.MIN;
  private boolean reached;

  Readiness(Reach reach, Journal journal, InstantSource clock) {
    this.reach = reach;
    this.journal = journal;
    this.clock = clock;
  }

  @GetMapping(path = "/readyz", produces = "text/plain")
  synchronized ResponseEntity<String> readyz() {
    if (!journal.isWriting()) {
      return Health.answer(List.of("The journal has ended: no report is taken. Restart Muster."));
    }
    Instant now = clock.instant();
    if (!askedAt.plus(HOLDS_FOR).isAfter(now)) {
      reached = reach.answersSoon();
      askedAt = now;
    }
    return Health.answer(
        reached ? List.of() : List.of("The database does not answer: no report is taken."));
  }
}
