package org.muster.bench.load;

/** Why nothing can be measured, and what to do about it, for whoever started it. */
final class NotMeasured extends RuntimeException {
  NotMeasured(String whatAndWhatToDo) {
    super(whatAndWhatToDo);
  }

  NotMeasured(String whatAndWhatToDo, Throwable cause) {
    super(whatAndWhatToDo, cause);
  }
}
