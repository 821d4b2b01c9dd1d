package org.muster.ingest;

/**
 * The gateway's token that a source shows.
 *
 * @param variable the setting that names it
 */
record SourceToken(String text, String variable) {
  /** The text lets in whoever has it: it is in no message and no log. */
  @Override
  public String toString() {
    return "the token of " + variable;
  }
}
