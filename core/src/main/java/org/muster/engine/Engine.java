package org.muster.engine;

import java.time.Instant;
import java.util.List;
import org.muster.domain.Observation;
import org.muster.domain.Supervision;

/** PLACEHOLDER signature. */
public final class Engine {
  /** Goes up whenever the same input can give another answer. */
  public static final String VERSION = "1";

  private Engine() {}

  /**
   * Folds one stretch, from the opening state's instant up to {@code endsAt}. The observations are
   * those with {@code observedAt} inside the stretch, in any order, doubled or not.
   */
  public static Folded fold(
      Supervision supervision,
      FoldState opening,
      Instant endsAt,
      List<? extends Observation> observations) {
    throw new UnsupportedOperationException();
  }
}
