package org.muster.watch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.muster.store.SyntheticProgramme;
import org.muster.store.Tokens;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Has a participant who is nobody cross a zone each minute, by the way that every report goes, and
 * says when the finding does not come: then those about people may not come either. It looks at
 * what came, never at whether a part says of itself that it runs.
 */
@Component
public class Watchdog {
  /** A finding has to come within this. */
  public static final Duration WITHIN = Duration.ofSeconds(60);

  /** A watchdog that did not look for so long has ended itself. */
  static final Duration LOOKS_WITHIN = Duration.ofMinutes(3);

  private static final int OPEN_MAX = 120;
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("HH:mm 'UTC'").withZone(ZoneOffset.UTC);
  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

  private final SyntheticStays stays;
  private final SyntheticProgramme programme;
  private final Tokens tokens;
  private final InstantSource clock;
  private final Counter missed;

  private final Deque<Crossed> open = new ArrayDeque<>();
  private Optional<Sending> sending = Optional.empty();
  private Optional<Instant> sentTo = Optional.empty();
  private volatile double latencySeconds = Double.NaN;

  // What pages and monitors read, who must not wait while a report is being sent.
  private volatile Optional<Instant> lookedAt = Optional.empty();
  private volatile Optional<Crossed> waitsFor = Optional.empty();
  private volatile String why = "";

  /** A crossing whose finding has not come yet. */
  private record Crossed(Instant mark, Instant at) {}

  Watchdog(
      SyntheticStays stays,
      SyntheticProgramme programme,
      Tokens tokens,
      MeterRegistry registry,
      InstantSource clock) {
    this.stays = stays;
    this.programme = programme;
    this.tokens = tokens;
    this.clock = clock;
    missed =
        Counter.builder("muster.watchdog.missed")
            .description("Crossings of the watchdog whose finding did not come within 60 s.")
            .register(registry);
    Gauge.builder("muster.watchdog.latency", () -> latencySeconds)
        .description("How long the watchdog's last finding took, from the crossing on.")
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder("muster.watchdog.overdue", () -> waitedFor(clock.instant()).toMillis() / 1_000.0)
        .description("For how long the watchdog has waited for a finding.")
        .baseUnit("seconds")
        .register(registry);
  }

  /** Lets it look from now on, and send to the server at this address. */
  public synchronized void begin(String base) {
    tokens.revokeAllMadeBy(SyntheticProgramme.BY, "the watchdog was started anew");
    String token = tokens.createForGateway(SyntheticProgramme.VENDOR, SyntheticProgramme.BY).text();
    sending = Optional.of(new Sending(base, token));
    lookedAt = Optional.of(clock.instant());
  }

  /** Crosses when a minute has begun, and looks whether the findings came. */
  public synchronized void look() throws InterruptedException {
    Instant now = clock.instant();
    lookedAt = Optional.of(now);
    try {
      Instant mark = now.truncatedTo(ChronoUnit.MINUTES);
      if (sentTo.filter(mark::equals).isEmpty()) {
        cross(mark, now);
      }
      collect();
    } catch (DataAccessException | TransactionException e) {
      why = "The database did not answer as it should.";
      LOG.warn("the watchdog could not look: {}", e.getClass().getSimpleName());
    }
  }

  /** What staff have to be told; empty while all comes in time, or it was not let begin. */
  public Optional<String> findProblem() {
    Instant now = clock.instant();
    Optional<Instant> looked = lookedAt;
    if (looked.filter(at -> at.plus(LOOKS_WITHIN).isBefore(now)).isPresent()) {
      return looked.map(
          at ->
              "The watchdog has not looked since %s: whether findings come is not known."
                      .formatted(MINUTE.format(at))
                  + " Restart Muster.");
    }
    return waitsFor
        .filter(one -> one.at().plus(WITHIN).isBefore(now))
        .map(
            one ->
                "The watchdog's crossing of %s was not found within 60 seconds: findings about"
                        .formatted(MINUTE.format(one.mark()))
                    + " people may be missing too. "
                    + why);
  }

  private Duration waitedFor(Instant now) {
    return waitsFor.map(one -> Duration.between(one.at(), now)).orElse(Duration.ZERO);
  }

  private void cross(Instant mark, Instant now) throws InterruptedException {
    // Waited for from now on, whatever becomes of the sending.
    if (open.isEmpty() || !open.getLast().mark().equals(mark)) {
      if (open.size() == OPEN_MAX) {
        // The first stays: it says since when none has come.
        Crossed first = open.removeFirst();
        open.removeFirst();
        open.addFirst(first);
      }
      open.addLast(new Crossed(mark, now));
      waitsFor = Optional.of(open.getFirst());
    }
    Optional<SyntheticStays.Crossing> crossing = stays.prepare(mark);
    if (crossing.isEmpty()) {
      why = "The policy in force leaves no way to cross a zone once a minute.";
      return;
    }
    // A whole round each time: what is there already counts once, and a stop leaves no hole.
    List<Instant> marks = crossing.get().round().marks(mark);
    if (sending.isPresent() && sending.get().send(crossing.get(), marks)) {
      sentTo = Optional.of(mark);
      why = "Its report was taken, but no finding came of it: look at judging.";
    } else {
      why = "Its report was not taken: look at the journal and the database.";
    }
  }

  private void collect() {
    if (open.isEmpty()) {
      return;
    }
    Set<Instant> known =
        new HashSet<>(programme.listKnownAt(open.stream().map(Crossed::mark).toList()));
    Optional<Crossed> last =
        open.stream().filter(one -> known.contains(one.mark())).reduce((a, b) -> b);
    if (last.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    latencySeconds = Duration.between(last.get().at(), now).toMillis() / 1_000.0;
    while (!open.isEmpty() && !open.getFirst().mark().isAfter(last.get().mark())) {
      Crossed one = open.removeFirst();
      if (Duration.between(one.at(), now).compareTo(WITHIN) > 0) {
        missed.increment();
      }
    }
    waitsFor = Optional.ofNullable(open.peekFirst());
  }
}
