package org.muster.engine;

import java.time.Instant;

/** PLACEHOLDER signature. */
public record FoldState(Instant at) {
  public static FoldState opening(Instant at) {
    return new FoldState(at);
  }

  public String encode() {
    return at.toString();
  }

  public static FoldState decode(String text) {
    return new FoldState(Instant.parse(text));
  }
}
