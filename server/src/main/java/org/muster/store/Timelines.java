package org.muster.store;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.muster.domain.ConditionId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Interval;
import org.muster.domain.Span;
import org.muster.domain.Timeline;
import org.springframework.stereotype.Component;

/** The timelines of an enrolment as the engine last judged them. */
@Component
public class Timelines {
  private final Folds folds;

  public Timelines(Folds folds) {
    this.folds = folds;
  }

  /**
   * For each condition the part of its timeline within the interval; a condition that was not
   * judged there is absent.
   */
  public SortedMap<ConditionId, Timeline> within(EnrolmentId enrolment, Interval interval) {
    // A span is stored with the day that settled it, which is its own day or a later one.
    LocalDate day = interval.startsAt().atOffset(ZoneOffset.UTC).toLocalDate();
    SortedMap<ConditionId, List<Span>> spans = new TreeMap<>();
    for (Folds.ConditionSpan piece : folds.spansFrom(enrolment, day)) {
      piece
          .span()
          .interval()
          .intersection(interval)
          .ifPresent(
              clipped ->
                  spans
                      .computeIfAbsent(piece.condition(), id -> new ArrayList<>())
                      .add(new Span(clipped, piece.span().state())));
    }
    SortedMap<ConditionId, Timeline> timelines = new TreeMap<>();
    spans.forEach(
        (condition, list) ->
            timelines.put(
                condition,
                new Timeline(
                    new Interval(list.getFirst().startsAt(), list.getLast().endsAt()), list)));
    return timelines;
  }
}
