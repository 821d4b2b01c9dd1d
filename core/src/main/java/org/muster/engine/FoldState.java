package org.muster.engine;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.muster.domain.Refuse;

/**
 * Where a fold stands at an instant: all that the next stretch needs to know of what went before.
 * Two states are equal when whatever follows them gives the same.
 *
 * @param at in whole milliseconds
 * @param words what is carried over, as text, so that it is the same however it was kept
 */
public record FoldState(Instant at, String words) {
  private static final String FORMAT = "fold4";

  public FoldState {
    at = at.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Before the first stretch: nothing was heard yet. */
  public static FoldState opening(Instant at) {
    return new FoldState(at, "");
  }

  public String encode() {
    return FORMAT + " " + at.toEpochMilli() + (words.isEmpty() ? "" : " " + words);
  }

  /** Whether this version wrote it. What another one wrote is folded again from the start. */
  public static boolean isOfThisFormat(String text) {
    List<String> parts = List.of(text.split(" ", 3));
    return parts.size() >= 2 && parts.getFirst().equals(FORMAT);
  }

  /** Refuses text that {@link #encode} did not write. */
  public static FoldState decode(String text) {
    Refuse.unless(
        isOfThisFormat(text),
        "the state of a fold is of another version: fold again from the start");
    List<String> parts = List.of(text.split(" ", 3));
    return new FoldState(
        Instant.ofEpochMilli(Long.parseLong(parts.get(1))), parts.size() == 3 ? parts.get(2) : "");
  }
}
