package org.muster.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.muster.store.Headroom;
import org.muster.store.Incidents;
import org.muster.store.JudgingDue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * What only the database can say of the server's state, looked at every few seconds, so that a page
 * or a scrape never waits for the database. What is old is not given for new.
 */
@Component
public class Vitals {
  private static final Duration HOLDS_FOR = Duration.ofMinutes(1);
  private static final Duration INCIDENTS_BACK = Duration.ofDays(30);
  private static final Logger LOG = LoggerFactory.getLogger(Vitals.class);

  private final JudgingDue due;
  private final Incidents incidents;
  private final Headroom headroom;
  private final InstantSource clock;
  private volatile Optional<Look> last = Optional.empty();

  public Vitals(JudgingDue due, Incidents incidents, Headroom headroom, InstantSource clock) {
    this.due = due;
    this.incidents = incidents;
    this.headroom = headroom;
    this.clock = clock;
  }

  /**
   * What was seen at one look.
   *
   * @param waiting how many enrolments wait to be judged
   * @param waitingSince since when the one that has waited longest waits
   * @param sequences the part of the numbers of each table that was given out; the fullest first
   */
  public record Look(
      Instant at,
      long waiting,
      Optional<Instant> waitingSince,
      int incidentsOpen,
      List<Headroom.Sequence> sequences,
      double transactionsUsedShare,
      double connectionsUsedShare,
      long databaseBytes) {
    public Look {
      sequences = List.copyOf(sequences);
    }
  }

  /** The last look, if it is not too old to say anything about now. */
  public Optional<Look> findLast() {
    Instant now = clock.instant();
    return last.filter(look -> !look.at().plus(HOLDS_FOR).isBefore(now));
  }

  /** Looks again; a database that does not answer leaves the last look as it is, to grow old. */
  @Scheduled(fixedRateString = "${muster.vitals.every:PT10S}", initialDelayString = "PT3S")
  public synchronized void look() {
    Instant now = clock.instant();
    try {
      last =
          Optional.of(
              new Look(
                  now,
                  due.count(),
                  due.findOldestMarkedAt(),
                  incidents.listOpen(now.minus(INCIDENTS_BACK)).size(),
                  headroom.sequences(),
                  headroom.transactionsUsedShare(),
                  headroom.connectionsUsedShare(),
                  headroom.databaseBytes()));
    } catch (DataAccessException | TransactionException e) {
      LOG.warn("the database could not be looked at: {}", e.getClass().getSimpleName());
    }
  }
}
