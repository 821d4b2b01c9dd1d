package org.muster.replay;

import java.util.List;
import java.util.SortedMap;
import org.muster.account.Account;
import org.muster.domain.ConditionId;
import org.muster.domain.Finding;
import org.muster.domain.Interval;
import org.muster.domain.Timeline;

/**
 * What a replay gives.
 *
 * @param labels how each condition is named in what is printed
 * @param judgedCount how many observations lay in the period, doubled ones also
 * @param accounts of each finding, in the same order
 */
public record Replayed(
    Interval period,
    SortedMap<ConditionId, String> labels,
    SortedMap<ConditionId, Timeline> timelines,
    List<Finding> findings,
    int judgedCount,
    List<Account> accounts) {

  /** How the condition is named in what is printed. */
  public String label(ConditionId condition) {
    String label = labels.get(condition);
    if (label == null) {
      throw new IllegalArgumentException("no condition " + condition + " was asked");
    }
    return label;
  }
}
