package org.muster.tracks;

/** Bytes that are no chunk, or no longer the chunk that they were. */
public final class UnreadableChunk extends Exception {
  private static final long serialVersionUID = 1;

  /** Why, for whoever counts refusals. */
  public enum Reason {
    /** The bytes do not begin as a chunk does. */
    NO_CHUNK,
    /** A chunk, but of a form that this reader does not know. */
    OTHER_VERSION,
    /** The bytes are fewer or more than the chunk says. */
    WRONG_LENGTH,
    /** A bit is not as it was written. */
    WRONG_CHECKSUM,
    /** The bytes are whole, and yet say what no writer writes. */
    NONSENSE
  }

  private final Reason reason;

  UnreadableChunk(Reason reason, String sentence) {
    super(sentence);
    this.reason = reason;
  }

  static UnreadableChunk nonsense(String sentence) {
    return new UnreadableChunk(Reason.NONSENSE, sentence);
  }

  public Reason reason() {
    return reason;
  }
}
