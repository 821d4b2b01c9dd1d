package org.muster.ingest;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.muster.domain.Decimals;
import org.muster.domain.Position;

/** Numbers as devices write them, in the units of the programme. */
final class Numbers {
  /** A nautical mile an hour: 1852 m in 3600 s. */
  private static final double METRES_PER_SECOND_PER_KNOT = 1852.0 / 3600.0;

  private static final double METRES_PER_SECOND_PER_KILOMETRE_PER_HOUR = 1000.0 / 3600.0;

  private Numbers() {}

  static double parse(String name, String text) throws Unreadable {
    OptionalDouble value = Decimals.find(text);
    if (value.isEmpty()) {
      throw new Unreadable(
          Reason.MALFORMED, "%s is no number: '%s'".formatted(name, Texts.brief(text)));
    }
    return finite(name, value.getAsDouble());
  }

  static double finite(String name, double value) throws Unreadable {
    if (!Double.isFinite(value)) {
      throw new Unreadable(Reason.VALUE_OUT_OF_RANGE, name + " is not a finite number");
    }
    return value;
  }

  static Position position(double latitude, double longitude) throws Unreadable {
    try {
      return Position.ofDegrees(latitude, longitude);
    } catch (IllegalArgumentException e) {
      throw new Unreadable(Reason.PLACE_OUT_OF_RANGE, String.valueOf(e.getMessage()));
    }
  }

  /** Zero and less say that the device does not know. */
  static OptionalDouble accuracy(OptionalDouble metres) {
    return metres.isPresent() && metres.getAsDouble() > 0 ? metres : OptionalDouble.empty();
  }

  /** Less than zero says that the device does not know. */
  static OptionalDouble speed(OptionalDouble metresPerSecond) {
    return metresPerSecond.isPresent() && metresPerSecond.getAsDouble() >= 0
        ? metresPerSecond
        : OptionalDouble.empty();
  }

  static OptionalDouble knots(OptionalDouble knots) {
    return scaled(knots, METRES_PER_SECOND_PER_KNOT);
  }

  static OptionalDouble kilometresPerHour(OptionalDouble speed) {
    return scaled(speed, METRES_PER_SECOND_PER_KILOMETRE_PER_HOUR);
  }

  /** Whole percent; what lies outside 0..100 is how devices say that they do not know. */
  static OptionalInt percent(OptionalDouble level) {
    return level.isPresent() && level.getAsDouble() >= 0 && level.getAsDouble() <= 100
        ? OptionalInt.of((int) Math.round(level.getAsDouble()))
        : OptionalInt.empty();
  }

  private static OptionalDouble scaled(OptionalDouble value, double factor) {
    return value.isPresent()
        ? speed(OptionalDouble.of(value.getAsDouble() * factor))
        : OptionalDouble.empty();
  }
}
