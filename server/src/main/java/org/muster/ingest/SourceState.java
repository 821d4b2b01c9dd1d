package org.muster.ingest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.muster.domain.ReportSource;
import org.muster.domain.ReportSource.Link;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How it stands with one source: written by its thread, read by pages and monitors. */
final class SourceState {
  /** A broker that is started anew, or a network that is mended, is no more than this. */
  static final int RECONNECTS_MAX = 5;

  static final Duration FLIPS_WITHIN = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(SourceState.class);

  private final String name;
  private final String place;
  private final InstantSource clock;
  private Link link = Link.BEGINNING;
  private String problem = "";
  private Instant since;
  private Optional<Instant> lastMessageAt = Optional.empty();
  private long waiting;
  private long taken;
  private long refused;
  private final Deque<Instant> connects = new ArrayDeque<>();
  private String held = "";

  SourceState(String name, String place, InstantSource clock) {
    this.name = name;
    this.place = place;
    this.clock = clock;
    since = clock.instant();
  }

  String name() {
    return name;
  }

  synchronized void connected() {
    if (link != Link.CONNECTED) {
      LOG.info("{}: connected, {}", name, place);
      boolean flipped = flips();
      connects.addLast(clock.instant());
      if (!flipped && flips()) {
        LOG.warn("{}: {}", name, flipping());
      }
    }
    become(Link.CONNECTED, "");
  }

  synchronized void away(String why) {
    if (link != Link.AWAY || !problem.equals(why)) {
      LOG.warn("{}: {}", name, why);
    }
    become(Link.AWAY, why);
  }

  synchronized void stopped(String why) {
    LOG.error("{}: {}", name, why);
    become(Link.STOPPED, why);
  }

  /** What is held of devices that are not registered, in words; empty when nothing is. */
  synchronized void held(String words) {
    held = words;
  }

  /** A broker ends the older of two connections with one name, and each of the two comes again. */
  private boolean flips() {
    Instant since = clock.instant().minus(FLIPS_WITHIN);
    connects.removeIf(at -> at.isBefore(since));
    return connects.size() > RECONNECTS_MAX;
  }

  private String flipping() {
    return "It was connected %d times within %d minutes. Another server may use the same name (%s):"
            .formatted(connects.size(), FLIPS_WITHIN.toMinutes(), place)
        + " no two may. If none does, look at the log of the broker.";
  }

  /** A message came. */
  synchronized void heard(Instant at) {
    lastMessageAt = Optional.of(at);
  }

  synchronized void waiting(long messages) {
    waiting = messages;
  }

  synchronized void taken() {
    taken++;
  }

  synchronized void refused() {
    refused++;
  }

  synchronized ReportSource now() {
    List<String> notes = new ArrayList<>();
    if (flips()) {
      notes.add(flipping());
    }
    if (!held.isEmpty()) {
      notes.add(held);
    }
    return new ReportSource(
        name, place, link, since, lastMessageAt, waiting, taken, refused, problem, notes);
  }

  private void become(Link next, String why) {
    if (link != next) {
      since = clock.instant();
    }
    link = next;
    problem = why;
  }
}
