package org.muster.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.muster.domain.Interval;
import org.muster.domain.Span;

/** Spans in order of time, each touching the one before; neighbours in one state become one. */
final class SpanLog {
  private long startsAt;
  private int count;
  private long[] endsAt = new long[64];
  private byte[] code = new byte[64];

  SpanLog(long startsAt) {
    this.startsAt = startsAt;
  }

  /** Adds a span that starts where the last one ended; one without length is left out. */
  void add(long from, long to, byte code) {
    if (from >= to) {
      return;
    }
    if (count == 0) {
      startsAt = from;
    } else if (from != endsAt[count - 1]) {
      throw new IllegalStateException("spans touch: " + from + " after " + endsAt[count - 1]);
    } else if (this.code[count - 1] == code) {
      endsAt[count - 1] = to;
      return;
    }
    if (count == endsAt.length) {
      endsAt = Arrays.copyOf(endsAt, count * 2);
      this.code = Arrays.copyOf(this.code, count * 2);
    }
    endsAt[count] = to;
    this.code[count] = code;
    count++;
  }

  List<Span> spans() {
    List<Span> spans = new ArrayList<>(count);
    long start = startsAt;
    for (int i = 0; i < count; i++) {
      Interval interval =
          new Interval(Instant.ofEpochMilli(start), Instant.ofEpochMilli(endsAt[i]));
      spans.add(new Span(interval, Codes.state(code[i])));
      start = endsAt[i];
    }
    return List.copyOf(spans);
  }
}
