package org.muster.worklist;

import java.util.Map;
import java.util.TreeMap;
import org.muster.domain.Decision;

/** What became of a draft. */
public sealed interface Verdict {
  /** It was recorded. */
  record Recorded(Decision decision) implements Verdict {}

  /**
   * It was not. By field ({@code answer}, {@code cause}, {@code reason}, {@code confirmed}, {@code
   * finding}): what to do.
   */
  record Refused(Map<String, String> problems) implements Verdict {
    public Refused {
      problems = new TreeMap<>(problems);
    }
  }
}
