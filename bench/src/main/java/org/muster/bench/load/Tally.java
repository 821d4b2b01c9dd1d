package org.muster.bench.load;

import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What came of the requests of a stretch of time. Used by one thread. */
final class Tally {
  private static final long MICROSECONDS_MAX = 600_000_000;
  private static final int REASONS_MAX = 200;

  private final Histogram microseconds = new Histogram(MICROSECONDS_MAX, 3);
  private final SortedMap<String, Long> refused = new TreeMap<>();
  private long answers;
  private long reports;
  private long accepted;
  private long duplicates;
  private long unanswered;
  private long unsent;
  private long reconnects;

  void countAnswer(long nanoseconds) {
    answers++;
    microseconds.recordValue(Math.clamp(nanoseconds / 1_000, 0, MICROSECONDS_MAX));
  }

  /** Of one report, that so many of its observations are kept. */
  void countAccepted(long count) {
    reports += count > 0 ? 1 : 0;
    accepted += count;
  }

  void countDuplicates(long count) {
    duplicates += count;
  }

  /** Not taken, by the status and the reason that the answer gives. */
  void countRefused(String why, long count) {
    String key = refused.size() < REASONS_MAX || refused.containsKey(why) ? why : "others";
    refused.merge(key, count, Long::sum);
  }

  /** Due, but no connection was free until the end; it had waited so long. */
  void countUnsent(long nanoseconds) {
    unsent++;
    microseconds.recordValue(Math.clamp(nanoseconds / 1_000, 0, MICROSECONDS_MAX));
  }

  void countUnanswered() {
    unanswered++;
  }

  void countReconnect() {
    reconnects++;
  }

  long answers() {
    return answers;
  }

  /** Reports of which something is kept. */
  long reports() {
    return reports;
  }

  long accepted() {
    return accepted;
  }

  long duplicates() {
    return duplicates;
  }

  long unanswered() {
    return unanswered;
  }

  long unsent() {
    return unsent;
  }

  long reconnects() {
    return reconnects;
  }

  SortedMap<String, Long> refused() {
    return new TreeMap<>(refused);
  }

  double millisecondsAt(double percentile) {
    return microseconds.getValueAtPercentile(percentile) / 1_000.0;
  }
}
