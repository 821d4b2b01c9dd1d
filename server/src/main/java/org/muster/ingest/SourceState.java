package org.muster.ingest;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.muster.domain.ReportSource;
import org.muster.domain.ReportSource.Link;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How it stands with one source: written by its thread, read by pages and monitors. */
final class SourceState {
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
    return new ReportSource(
        name, place, link, since, lastMessageAt, waiting, taken, refused, problem);
  }

  private void become(Link next, String why) {
    if (link != next) {
      since = clock.instant();
    }
    link = next;
    problem = why;
  }
}
