package org.muster.replay;

/** A track file that can not be replayed: where it breaks, and a sentence on why and what to do. */
public final class UnreadableTrack extends Exception {
  private final Place place;
  private final String sentence;

  UnreadableTrack(Place place, String sentence) {
    super(sentence);
    this.place = place;
    this.sentence = sentence;
  }

  /** The whole message: file, line and reason. */
  public String in(String file) {
    return file + place + ": " + sentence;
  }
}
