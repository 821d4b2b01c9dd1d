package org.muster.store;

/** A backup or its return did not succeed; the sentences say why, and what to do about it. */
public final class BackupProblem extends Exception {
  private final String whatToDo;

  BackupProblem(String why, String whatToDo) {
    super(why);
    this.whatToDo = whatToDo;
  }

  BackupProblem(String why, String whatToDo, Throwable cause) {
    super(why, cause);
    this.whatToDo = whatToDo;
  }

  /** What whoever runs Muster should do. */
  public String whatToDo() {
    return whatToDo;
  }
}
