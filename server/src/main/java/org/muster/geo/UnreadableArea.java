package org.muster.geo;

/** A shape that can not be a zone; the message is a sentence for the one who drew it. */
public final class UnreadableArea extends Exception {
  public UnreadableArea(String sentence) {
    super(sentence);
  }
}
