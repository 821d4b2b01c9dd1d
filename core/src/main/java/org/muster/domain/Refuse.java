package org.muster.domain;

/** How the constructors of facts refuse nonsense: one sentence, always the same exception. */
public final class Refuse {
  private Refuse() {}

  /** Throws {@link IllegalArgumentException} with the sentence unless the fact holds. */
  public static void unless(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }

  /** The text trimmed; refuses an empty one and one longer than {@code lengthMax} characters. */
  public static String blank(String text, int lengthMax, String what) {
    String trimmed = text.strip();
    unless(!trimmed.isEmpty(), what + " is required");
    unless(trimmed.length() <= lengthMax, what + " is longer than " + lengthMax + " characters");
    return trimmed;
  }
}
