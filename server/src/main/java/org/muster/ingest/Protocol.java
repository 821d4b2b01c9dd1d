package org.muster.ingest;

/** A way in which devices speak, by the name that the journal keeps. */
enum Protocol {
  TRACCAR("traccar"),
  OSMAND("osmand"),
  OWNTRACKS("owntracks"),
  NATIVE("native");

  private final String word;

  Protocol(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
