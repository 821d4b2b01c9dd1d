package org.muster.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A broker from which reports are fetched, and how it stands with it.
 *
 * @param name as people and measures call it
 * @param place what is fetched there, and where that is
 * @param since from when on the link is as it is
 * @param waiting messages that are known to wait to be kept
 * @param taken messages that were kept since the start, or told nothing new
 * @param refused messages that were refused since the start
 * @param problem why nothing comes, and what to do; empty while all is well
 * @param notes what else somebody has to see to; they may name devices
 */
public record ReportSource(
    String name,
    String place,
    Link link,
    Instant since,
    Optional<Instant> lastMessageAt,
    long waiting,
    long taken,
    long refused,
    String problem,
    List<String> notes) {
  private static final int NAME_LENGTH_MAX = 60;
  private static final int PLACE_LENGTH_MAX = 1_000;

  /** How it stands with the broker. */
  public enum Link {
    /** It was not reached yet since the start. */
    BEGINNING,
    CONNECTED,
    /** It is not reached, and tried again. */
    AWAY,
    /** It is not tried again: its token lets nobody in. */
    STOPPED
  }

  public ReportSource {
    notes = List.copyOf(notes);
    name = Refuse.blank(name, NAME_LENGTH_MAX, "the name of the source");
    place = Refuse.blank(place, PLACE_LENGTH_MAX, "the place of the source");
    Refuse.unless(waiting >= 0 && taken >= 0 && refused >= 0, "counts are not below 0");
    Refuse.unless(
        problem.isBlank() == (link == Link.BEGINNING || link == Link.CONNECTED),
        "a source has a problem when it is away or stopped, and only then");
  }
}
