package org.muster.simulation;

/**
 * What the simulator asks of the server around it. While the history is sent, days that were not
 * sent yet look like silence; so what judges silence waits until all of it is there.
 */
public interface Host {
  /** Shows a line to whoever started the demo. */
  void say(String line);

  /** The history is about to be sent. */
  void beforeFilling();

  /** The history is there: comes back when it was judged and the roll was called. */
  void afterFilling() throws InterruptedException;
}
