package org.muster.worklist;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One page of the list, and the count that balances: raised − decided − withdrawn = open.
 *
 * @param people those of this page
 * @param personCount how many people the whole list has
 * @param overdueCount how many of them are past their due time
 * @param page counted from 1
 * @param shownAt when the page was put together
 * @param judgedAt up to when everybody whom the list covers is judged; empty where nobody is
 */
public record WorklistPage(
    List<AlertedPerson> people,
    int personCount,
    long overdueCount,
    long raised,
    long decided,
    long withdrawn,
    long open,
    int page,
    int pageCount,
    Instant shownAt,
    Optional<Instant> judgedAt) {
  /** Time itself is judged twice a minute; from here on something is wrong. */
  static final Duration STALE_AFTER = Duration.ofMinutes(3);

  /** Whether the list may miss what happened since. */
  public boolean stale() {
    return judgedAt.filter(at -> at.plus(STALE_AFTER).isBefore(shownAt)).isPresent();
  }
}
