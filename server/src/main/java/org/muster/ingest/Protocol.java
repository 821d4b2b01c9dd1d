package org.muster.ingest;

/** A way in which devices speak, by the name that the journal keeps. */
enum Protocol {
  TRACCAR("traccar", Protocol.REPORT_BYTES_MAX),
  OSMAND("osmand", Protocol.REPORT_BYTES_MAX),
  OWNTRACKS("owntracks", Protocol.REPORT_BYTES_MAX),
  NATIVE("native", Protocol.NATIVE_BYTES_MAX);

  static final int REPORT_BYTES_MAX = 64 * 1024;
  static final int NATIVE_BYTES_MAX = 4 * 1024 * 1024;

  private final String word;
  private final int bodyBytesMax;

  Protocol(String word, int bodyBytesMax) {
    this.word = word;
    this.bodyBytesMax = bodyBytesMax;
  }

  String word() {
    return word;
  }

  /** How long a body may be. */
  int bodyBytesMax() {
    return bodyBytesMax;
  }
}
