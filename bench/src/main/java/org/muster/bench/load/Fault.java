package org.muster.bench.load;

/** What is done to the server while devices send. */
enum Fault {
  KILL("the server is killed"),
  KILL_ALL("the server and its PostgreSQL are killed"),
  DATABASE("its PostgreSQL restarts under it"),
  AWAY("its PostgreSQL is away for a minute"),
  DISK("its disk is full");

  private final String words;

  Fault(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
