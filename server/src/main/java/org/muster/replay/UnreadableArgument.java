package org.muster.replay;

/** An argument that is not understood; the message is a sentence with an example. */
public final class UnreadableArgument extends Exception {
  public UnreadableArgument(String sentence) {
    super(sentence);
  }
}
