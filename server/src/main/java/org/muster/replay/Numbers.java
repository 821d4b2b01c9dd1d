package org.muster.replay;

import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.muster.domain.Position;

/** Numbers as they stand in track files. */
final class Numbers {
  private static final double ACCURACY_METRES_MAX = 1e7;
  private static final double SPEED_METRES_PER_SECOND_MAX = 1e5;

  /** Narrower than what Java parses: no NaN, no hexadecimal, no type letters. */
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");

  private Numbers() {}

  static double number(String text, String what, Place at) throws UnreadableTrack {
    String trimmed = text.strip();
    if (!DECIMAL.matcher(trimmed).matches()) {
      throw new UnreadableTrack(at, "the " + what + " " + Quote.of(text) + " is not a number.");
    }
    return Double.parseDouble(trimmed);
  }

  static Position position(double latitude, double longitude, Place at) throws UnreadableTrack {
    if (!(latitude >= -90 && latitude <= 90)) {
      throw new UnreadableTrack(
          at,
          "the latitude "
              + plain(latitude)
              + " is outside -90..90."
              + (Math.abs(latitude) <= 180 && Math.abs(longitude) <= 90
                  ? " Are latitude and longitude swapped?"
                  : ""));
    }
    if (!(longitude >= -180 && longitude <= 180)) {
      throw new UnreadableTrack(at, "the longitude " + plain(longitude) + " is outside -180..180.");
    }
    return Position.ofDegrees(latitude, longitude);
  }

  /** Devices write zero or less for an accuracy that they do not know. */
  static OptionalDouble accuracy(double metres, Place at) throws UnreadableTrack {
    if (!(metres <= ACCURACY_METRES_MAX)) {
      throw new UnreadableTrack(
          at, "the accuracy " + plain(metres) + " is above 10,000 km: not in metres?");
    }
    return metres > 0 ? OptionalDouble.of(metres) : OptionalDouble.empty();
  }

  /** Devices write a negative speed for one that they do not know. */
  static OptionalDouble speed(double metresPerSecond, Place at) throws UnreadableTrack {
    if (!(metresPerSecond <= SPEED_METRES_PER_SECOND_MAX)) {
      throw new UnreadableTrack(at, "the speed " + plain(metresPerSecond) + " is impossible.");
    }
    return metresPerSecond >= 0 ? OptionalDouble.of(metresPerSecond) : OptionalDouble.empty();
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
