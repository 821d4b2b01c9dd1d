package org.muster.web;

import java.time.Instant;
import java.util.List;

/**
 * A person's timelines as a picture: a row a condition, and as a table for who cannot see it.
 * Places are in percent of the width.
 */
record Strip(List<Row> rows, List<Tick> ticks) {
  /** One condition. */
  record Row(String words, String citation, String summary, List<Bar> bars, List<SpanLine> spans) {}

  /** A span as it is drawn. */
  record Bar(String x, String width, String style, String title) {}

  /** The start of a local day. */
  record Tick(String x, String words) {}

  /** A span as it is listed; {@code at} is an instant of it, to ask why. */
  record SpanLine(
      String state, String from, String to, String lasting, long condition, Instant at) {}
}
