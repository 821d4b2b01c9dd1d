package org.muster.ingest;

/** The intake cannot listen where it was told to; the sentences say why, and what to do. */
public final class PortNotUsable extends RuntimeException {
  PortNotUsable(int port, Throwable cause) {
    super("devices can not be heard on port %d: %s".formatted(port, cause.getMessage()), cause);
  }

  PortNotUsable(String setting, Throwable cause) {
    super("MUSTER_INTAKE_PORT is '%s', which is no port".formatted(setting), cause);
  }

  /** What whoever runs Muster should do. */
  public String whatToDo() {
    return "Set MUSTER_INTAKE_PORT to a free port; or to off, and devices are heard on the port of"
        + " the pages alone.";
  }
}
