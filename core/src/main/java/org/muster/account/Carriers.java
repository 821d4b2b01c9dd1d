package org.muster.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What carries a span from its start to its end, each until the next: which of them, the fewest
 * next to each other, could not be missed.
 *
 * @param all in order of time, each instant once
 * @param heldUntil until when the span holds without any of them
 */
record Carriers(List<Carrier> all, Instant heldUntil, Instant endsAt) {

  /** So many observations of one instant, which carry until then. */
  record Carrier(Instant at, Instant until, int count) {}

  /** The first and the last of those that are taken away, and how many they are. */
  record Run(Instant firstAt, Instant lastAt, int count) {}

  /** Gathers observations, of which several may be of one instant. */
  static final class Gathering {
    private final List<Carrier> all = new ArrayList<>();

    void add(Instant at, Instant until) {
      boolean again = !all.isEmpty() && all.getLast().at().equals(at);
      int count = again ? all.removeLast().count() + 1 : 1;
      all.add(new Carrier(at, until, count));
    }

    Carriers of(Instant heldUntil, Instant endsAt) {
      return new Carriers(List.copyOf(all), heldUntil, endsAt);
    }
  }

  /** The fewest that leave a gap, the last such; empty where the span holds without any. */
  Optional<Run> fewest() {
    Optional<Run> fewest = Optional.empty();
    for (int i = 0; i < all.size(); i++) {
      Instant until = i == 0 ? heldUntil : all.get(i - 1).until();
      int count = 0;
      int j = i;
      boolean gap = false;
      while (j < all.size() && !gap) {
        count += all.get(j).count();
        Instant next = j + 1 < all.size() ? all.get(j + 1).at() : endsAt;
        gap = next.isAfter(until);
        j++;
      }
      if (gap && (fewest.isEmpty() || count <= fewest.get().count())) {
        fewest = Optional.of(new Run(all.get(i).at(), all.get(j - 1).at(), count));
      }
    }
    return fewest;
  }
}
