package org.muster.store;

import java.time.Duration;

/** A thread that does the same again and again, with a pause before each time. */
final class Rounds {
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

  private final String name;
  private final Duration pause;
  private final Runnable round;
  private volatile boolean running;
  private Thread loop = new Thread(this::run);

  /**
   * Rounds that have not begun.
   *
   * @param round what an error in it ends for good, so it lets none out that it can tell of
   */
  Rounds(String name, Duration pause, Runnable round) {
    this.name = name;
    this.pause = pause;
    this.round = round;
  }

  private void run() {
    while (running && waited()) {
      round.run();
    }
  }

  private boolean waited() {
    try {
      Thread.sleep(pause);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void start() {
    running = true;
    loop = new Thread(this::run, name);
    loop.setDaemon(true);
    loop.start();
  }

  /** Interrupts the round that goes on, and waits a while for its end. */
  void stop() {
    running = false;
    loop.interrupt();
    try {
      if (loop.isAlive()) {
        loop.join(STOP_PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  boolean isRunning() {
    return running;
  }
}
