package org.muster.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.muster.domain.EnrolmentId;

/**
 * An enrolment that has to be judged again.
 *
 * @param fromAt what follows from here on may have changed
 * @param mark goes up with each marking, so that who judged can tell whether another came
 * @param boundFrom from here on what binds may be other than it was; empty when only observations
 *     came or time passed
 * @param news what was recorded; observations are not named, since their reports say it
 */
public record DueJudging(
    EnrolmentId enrolment,
    Instant fromAt,
    long mark,
    Optional<Instant> boundFrom,
    List<News> news) {
  public DueJudging {
    news = List.copyOf(news);
  }

  /**
   * Whether there may be conditions that there were not before: they know nothing yet of what was
   * observed before they bind.
   */
  public boolean mayBringConditions() {
    return news.size() >= JudgingDue.NEWS_MAX
        || news.stream().anyMatch(one -> one.kind() == News.Kind.ORDER);
  }
}
