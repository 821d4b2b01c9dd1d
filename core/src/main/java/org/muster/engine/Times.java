package org.muster.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.muster.domain.Interval;

/** A set of instants as sorted stretches of epoch milliseconds that do not touch. */
final class Times {
  final long[] startsAt;
  final long[] endsAt;

  private Times(List<long[]> sorted) {
    startsAt = sorted.stream().mapToLong(s -> s[0]).toArray();
    endsAt = sorted.stream().mapToLong(s -> s[1]).toArray();
  }

  static Times of(List<Interval> intervals) {
    List<long[]> stretches = new ArrayList<>();
    for (Interval interval : intervals) {
      stretches.add(
          new long[] {interval.startsAt().toEpochMilli(), interval.endsAt().toEpochMilli()});
    }
    return merged(stretches);
  }

  Times and(Times other) {
    List<long[]> both = new ArrayList<>();
    for (int i = 0; i < startsAt.length; i++) {
      for (int j = 0; j < other.startsAt.length; j++) {
        long from = Math.max(startsAt[i], other.startsAt[j]);
        long to = Math.min(endsAt[i], other.endsAt[j]);
        both.add(new long[] {from, to});
      }
    }
    return merged(both);
  }

  boolean overlaps(long from, long to) {
    int found = Arrays.binarySearch(startsAt, to);
    int before = found >= 0 ? found - 1 : -found - 2;
    return from < to && before >= 0 && from < endsAt[before];
  }

  boolean contains(long at) {
    int found = Arrays.binarySearch(startsAt, at);
    int index = found >= 0 ? found : -found - 2;
    return index >= 0 && at < endsAt[index];
  }

  static Interval interval(long from, long to) {
    return new Interval(Instant.ofEpochMilli(from), Instant.ofEpochMilli(to));
  }

  private static Times merged(List<long[]> stretches) {
    stretches.removeIf(s -> s[0] >= s[1]);
    stretches.sort((a, b) -> Long.compare(a[0], b[0]));
    List<long[]> result = new ArrayList<>();
    for (long[] next : stretches) {
      if (!result.isEmpty() && next[0] <= result.getLast()[1]) {
        result.getLast()[1] = Math.max(result.getLast()[1], next[1]);
      } else {
        result.add(next);
      }
    }
    return new Times(result);
  }
}
