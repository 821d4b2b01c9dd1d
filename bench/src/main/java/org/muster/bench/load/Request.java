package org.muster.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The bytes of a request, made once; the times and places in it are written anew before each
 * sending. The last digits of both coordinates turn with a number that never comes twice, within a
 * dozen metres: so every observation is new, and every one is plausible.
 */
public final class Request {
  /** After so many observations of one second the digits come again. */
  static final long TURNS = 1_000_000;

  private static final long TURNS_OF_LATITUDE = 1_000;

  private final byte[] bytes;
  private final ByteBuffer buffer;
  private final Slots.TimeForm form;
  private final int[] timesAt;
  private final int[] latitudesAt;
  private final int[] longitudesAt;
  private final int[] secondsBefore;
  private final Slots slots = new Slots();

  /**
   * A request of which the marks {@code \u0001}, {@code \u0002} and {@code \u0003} say where times,
   * and the turning digits of latitudes and of longitudes, begin.
   *
   * @param secondsBefore of each observation, how long before the sending it was made
   */
  Request(String marked, Slots.TimeForm form, List<Integer> secondsBefore) {
    this.form = form;
    int count = secondsBefore.size();
    this.secondsBefore = secondsBefore.stream().mapToInt(Integer::intValue).toArray();
    this.timesAt = new int[count];
    this.latitudesAt = new int[count];
    this.longitudesAt = new int[count];
    StringBuilder plain = new StringBuilder(marked.length());
    int times = 0;
    int latitudes = 0;
    int longitudes = 0;
    for (int i = 0; i < marked.length(); i++) {
      char c = marked.charAt(i);
      switch (c) {
        case Marks.TIME -> timesAt[times++] = plain.length();
        case Marks.LATITUDE -> latitudesAt[latitudes++] = plain.length();
        case Marks.LONGITUDE -> longitudesAt[longitudes++] = plain.length();
        default -> plain.append(c);
      }
    }
    if (count == 0 || times != count || latitudes != count || longitudes != count) {
      throw new IllegalArgumentException(
          "%d observations, but %d times, %d latitudes and %d longitudes"
              .formatted(count, times, latitudes, longitudes));
    }
    this.bytes = plain.toString().getBytes(StandardCharsets.US_ASCII);
    this.buffer = ByteBuffer.wrap(bytes);
  }

  /** Marks in the text of a request; no protocol uses them. */
  static final class Marks {
    static final char TIME = '\u0001';
    static final char LATITUDE = '\u0002';
    static final char LONGITUDE = '\u0003';

    private Marks() {}
  }

  public int observations() {
    return timesAt.length;
  }

  /**
   * The bytes to send now; good until the next call.
   *
   * @param turn a number that has not been used of these devices; the next ones are used too, one
   *     for each observation
   */
  public ByteBuffer written(long millis, long turn) {
    for (int i = 0; i < timesAt.length; i++) {
      long own = Math.floorMod(turn + i, TURNS);
      slots.time(bytes, timesAt[i], form, millis - secondsBefore[i] * 1000L);
      Slots.digits(bytes, latitudesAt[i], own % TURNS_OF_LATITUDE, Slots.TURNING_DIGITS);
      Slots.digits(bytes, longitudesAt[i], own / TURNS_OF_LATITUDE, Slots.TURNING_DIGITS);
    }
    return buffer.clear();
  }
}
