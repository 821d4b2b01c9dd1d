package org.muster.simulation;

import java.util.Locale;
import org.muster.domain.Observation;
import org.muster.domain.Position;

/** Writes the lines of the native form: one observation a line. */
final class NativeLines {
  private final StringBuilder lines = new StringBuilder();
  private int count;

  int count() {
    return count;
  }

  /** All lines, and begins anew. */
  String take() {
    String all = lines.toString();
    lines.setLength(0);
    count = 0;
    return all;
  }

  NativeLines add(String device, Sent sent) {
    Observation observation = sent.observation();
    lines
        .append("{\"device\":\"")
        .append(device)
        .append("\",\"id\":\"")
        .append(sent.clientId())
        .append("\",\"observedAt\":\"")
        .append(observation.observedAt())
        .append("\",\"kind\":\"")
        .append(observation.getClass().getSimpleName())
        .append('"');
    switch (observation) {
      case Observation.Fix fix -> fix(fix);
      case Observation.Battery battery -> {
        battery.levelPercent().ifPresent(level -> number("levelPercent", level));
        lines.append(",\"charging\":\"").append(battery.charging()).append('"');
      }
      case Observation.Strap strap -> lines.append(",\"open\":").append(strap.open());
      case Observation.Beat beat -> {}
      case Observation.CaseOpened opened -> {}
      case Observation.PoweredOff off -> {}
      case Observation.CheckedIn checkedIn -> {}
    }
    lines.append("}\n");
    count++;
    return this;
  }

  private void fix(Observation.Fix fix) {
    number("latitude", degrees(fix.position().latitudeE7()));
    number("longitude", degrees(fix.position().longitudeE7()));
    fix.accuracyMetres().ifPresent(metres -> number("accuracyMetres", metres));
    fix.speedMetresPerSecond().ifPresent(speed -> number("speedMetresPerSecond", speed));
    lines.append(",\"source\":\"").append(fix.source()).append('"');
    if (fix.mock()) {
      lines.append(",\"mock\":true");
    }
  }

  private void number(String name, Object value) {
    lines.append(",\"").append(name).append("\":").append(value);
  }

  /** Degrees with the seven decimals that a {@link Position} holds. */
  static String degrees(int e7) {
    return String.format(
        Locale.ROOT,
        "%s%d.%07d",
        e7 < 0 ? "-" : "",
        Math.abs(e7) / 10_000_000,
        Math.abs(e7) % 10_000_000);
  }
}
