package org.muster.engine;

import java.time.Instant;
import java.util.List;
import org.muster.domain.Interval;
import org.muster.domain.Observation;
import org.muster.domain.Supervision;

/**
 * Says what conditions were, from observations: the pure fold that live judging, replay and
 * back-test share. DESIGN.md says exactly what it says.
 */
public final class Engine {
  /** Goes up whenever the same input can give another answer. */
  public static final String VERSION = "5";

  private Engine() {}

  /**
   * Folds one stretch, from the opening state's instant up to {@code endsAt}. The observations are
   * those with {@code observedAt} inside the stretch, in any order, doubled or not; one outside is
   * refused. Instants count in whole milliseconds; what is finer is cut off.
   */
  public static Folded fold(
      Supervision supervision,
      FoldState opening,
      Instant endsAt,
      List<? extends Observation> observations) {
    return CompiledSupervision.of(supervision).fold(opening, endsAt, Columns.of(observations));
  }

  /** Judges a whole period with one fold; nothing is known of the time before it. */
  public static Judgement judge(
      Supervision supervision, Interval period, List<? extends Observation> observations) {
    Interval whole =
        Times.interval(period.startsAt().toEpochMilli(), period.endsAt().toEpochMilli());
    Folded folded =
        fold(supervision, FoldState.opening(whole.startsAt()), whole.endsAt(), observations);
    return Judgement.of(whole, List.of(folded));
  }
}
