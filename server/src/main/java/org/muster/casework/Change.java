package org.muster.casework;

import java.util.List;

/** What came of a form: it was recorded, or it was not and nothing was changed. */
public sealed interface Change<T> {

  /** It is recorded and committed. */
  record Recorded<T>(T value) implements Change<T> {}

  /** Nothing was changed; each problem says what to do. */
  record Rejected<T>(List<Problem> problems) implements Change<T> {
    public Rejected {
      problems = List.copyOf(problems);
    }
  }

  static <T> Change<T> rejected(String field, String sentence) {
    return new Rejected<>(List.of(new Problem(field, sentence)));
  }

  /** What was recorded; for callers whose forms are right by construction. */
  default T get() {
    return switch (this) {
      case Recorded<T>(T value) -> value;
      case Rejected<T>(List<Problem> problems) ->
          throw new IllegalStateException("the form was rejected: " + problems);
    };
  }
}
