package org.muster.tables;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts of time as people write them in a table: {@code 30 min}, {@code 4 h}, {@code 2 d}. */
final class Durations {
  private static final Pattern WRITTEN =
      Pattern.compile("(\\d{1,9}) ?(s|min|h|d|seconds?|minutes?|hours?|days?)");

  private Durations() {}

  /** From words or from ISO 8601, as {@code PT30M}; empty when it is neither. */
  static Optional<Duration> find(String text) {
    Matcher written = WRITTEN.matcher(text.strip());
    if (written.matches()) {
      long count = Long.parseLong(written.group(1));
      return Optional.of(
          switch (written.group(2).charAt(0)) {
            case 's' -> Duration.ofSeconds(count);
            case 'm' -> Duration.ofMinutes(count);
            case 'h' -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
          });
    }
    try {
      return Optional.of(Duration.parse(text.strip()));
    } catch (DateTimeException notIso) {
      return Optional.empty();
    }
  }

  /** In the largest unit that is whole, but hours up to two days. */
  static String words(Duration duration) {
    long seconds = duration.getSeconds();
    if (duration.getNano() != 0) {
      return duration.toString();
    }
    if (seconds != 0 && seconds % 86_400 == 0 && Math.abs(seconds) > 2 * 86_400) {
      return seconds / 86_400 + " d";
    }
    if (seconds != 0 && seconds % 3_600 == 0) {
      return seconds / 3_600 + " h";
    }
    return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
  }
}
