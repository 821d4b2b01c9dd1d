package org.muster.store;

import java.util.ArrayList;
import java.util.List;

/**
 * Why a finding got a version: what had become known since it was judged before. None means that
 * nothing did, and time alone passed.
 *
 * @param news what was recorded, then the reports that speak of the latest time; at most {@link
 *     #NEWS_MAX}
 * @param count how much there was, also what is not listed
 */
public record Because(List<News> news, int count) {
  public static final int NEWS_MAX = 8;

  /** Nothing became known. */
  public static final Because TIME_PASSED = new Because(List.of(), 0);

  public Because {
    news = List.copyOf(news);
  }

  /** What is recorded beside it comes first in the list: there is less of it, and it says more. */
  public Because and(List<News> recorded) {
    List<News> all = new ArrayList<>(recorded);
    all.addAll(news);
    return new Because(all.subList(0, Math.min(all.size(), NEWS_MAX)), count + recorded.size());
  }
}
