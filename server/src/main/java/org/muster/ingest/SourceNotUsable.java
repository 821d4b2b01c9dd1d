package org.muster.ingest;

/** A source of reports is set in a way that cannot work; the sentences say what, and what to do. */
public final class SourceNotUsable extends RuntimeException {
  private final String whatToDo;

  SourceNotUsable(String problem, String whatToDo) {
    super(problem);
    this.whatToDo = whatToDo;
  }

  /** What whoever runs Muster should do. */
  public String whatToDo() {
    return whatToDo;
  }
}
