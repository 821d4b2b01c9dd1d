package org.muster.simulation;

/** What had to hold did not; the message says what, in words. */
final class SimulationFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SimulationFailed(String message) {
    super(message);
  }
}
