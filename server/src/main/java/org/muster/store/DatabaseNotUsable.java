package org.muster.store;

/** The database can not be used; the sentences say why, and what to do about it. */
public final class DatabaseNotUsable extends RuntimeException {
  private final String whatToDo;

  DatabaseNotUsable(String why, String whatToDo) {
    super(why);
    this.whatToDo = whatToDo;
  }

  DatabaseNotUsable(String why, String whatToDo, Throwable cause) {
    super(why, cause);
    this.whatToDo = whatToDo;
  }

  /** What whoever runs Muster should do. */
  public String whatToDo() {
    return whatToDo;
  }
}
