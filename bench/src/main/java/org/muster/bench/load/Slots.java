package org.muster.bench.load;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Writes times and places into the bytes of a request, in place and without making anything new:
 * the client shares the machine with the server that it measures.
 */
final class Slots {
  /** How the time of a message is written. */
  enum TimeForm {
    /** Seconds since 1970, as phones with the OsmAnd protocol send it. */
    SECONDS(10),
    /** ISO 8601 in UTC with milliseconds. */
    ISO(24);

    private final int length;

    TimeForm(int length) {
      this.length = length;
    }

    String blank() {
      return "0".repeat(length);
    }
  }

  /** Digits after the point that change from one message to the next. */
  static final int TURNING_DIGITS = 3;

  private static final DateTimeFormatter TO_THE_SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int TO_THE_SECOND_LENGTH = 19;

  private long writtenSecond = Long.MIN_VALUE;
  private byte[] second = new byte[TO_THE_SECOND_LENGTH];

  void time(byte[] into, int at, TimeForm form, long millis) {
    switch (form) {
      case SECONDS -> digits(into, at, Math.floorDiv(millis, 1000L), form.length);
      case ISO -> {
        long wanted = Math.floorDiv(millis, 1000L);
        if (wanted != writtenSecond) {
          second =
              TO_THE_SECOND
                  .format(Instant.ofEpochSecond(wanted))
                  .getBytes(StandardCharsets.US_ASCII);
          writtenSecond = wanted;
        }
        System.arraycopy(second, 0, into, at, TO_THE_SECOND_LENGTH);
        into[at + TO_THE_SECOND_LENGTH] = '.';
        digits(into, at + TO_THE_SECOND_LENGTH + 1, Math.floorMod(millis, 1000L), 3);
        into[at + TO_THE_SECOND_LENGTH + 4] = 'Z';
      }
    }
  }

  /** The number in so many digits, with zeros before it. */
  static void digits(byte[] into, int at, long number, int length) {
    long rest = number;
    for (int i = at + length - 1; i >= at; i--) {
      into[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
