package org.muster.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.muster.domain.ConditionId;
import org.muster.domain.Finding;
import org.muster.domain.Interval;
import org.muster.domain.Refuse;
import org.muster.domain.Span;
import org.muster.domain.Timeline;

/**
 * The whole of a period: a timeline for each condition, and the findings in order. A finding that
 * goes on at the end of the period has no end.
 */
public record Judgement(SortedMap<ConditionId, Timeline> timelines, List<Finding> findings) {
  public Judgement {
    timelines = Collections.unmodifiableSortedMap(new TreeMap<>(timelines));
    findings = findings.stream().sorted().toList();
  }

  /**
   * Puts stretch after stretch together: the settled spans of all, then the tail of the last.
   * Refuses stretches that do not fill the period.
   */
  public static Judgement of(Interval period, List<Folded> stretches) {
    SortedMap<ConditionId, List<Span>> spans = new TreeMap<>();
    List<Finding> findings = new ArrayList<>();
    for (Folded stretch : stretches) {
      append(spans, stretch.settled());
      findings.addAll(stretch.settledFindings());
    }
    append(spans, stretches.getLast().tail());
    findings.addAll(stretches.getLast().openFindings());
    SortedMap<ConditionId, Timeline> timelines = new TreeMap<>();
    spans.forEach((condition, all) -> timelines.put(condition, new Timeline(period, all)));
    return new Judgement(timelines, findings);
  }

  /** The timeline of a condition of the supervision. */
  public Timeline timeline(ConditionId condition) {
    Timeline timeline = timelines.get(condition);
    Refuse.unless(timeline != null, "the supervision binds no condition " + condition);
    return Objects.requireNonNull(timeline);
  }

  private static void append(
      SortedMap<ConditionId, List<Span>> all, SortedMap<ConditionId, List<Span>> more) {
    more.forEach(
        (condition, spans) ->
            all.computeIfAbsent(condition, id -> new ArrayList<>()).addAll(spans));
  }
}
