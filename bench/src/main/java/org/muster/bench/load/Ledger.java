package org.muster.bench.load;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.muster.bench.load.Casework.Supervised;

/**
 * Everything that devices have to say in a run, what of it was acknowledged, and which findings
 * must come of it. The first person leaves the zone again and again; the others stay.
 */
final class Ledger {
  private static final Duration BETWEEN_FIXES = Duration.ofMinutes(3);
  private static final int OUTSIDE_E7 = 300_000;
  private static final int TURNING = 900;

  private final List<Supervised> people;
  private final Instant from;
  private final AtomicInteger made = new AtomicInteger();
  private final Map<String, Fix> said = new ConcurrentHashMap<>();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final List<String> expectedFindings = new ArrayList<>();
  private Instant crossing;

  /** One fix, told again by what the database keeps of it. */
  record Fix(Supervised who, int latitudeE7, int longitudeE7, Instant at) {
    String key() {
      return who.tracker().uniqueId() + " " + stored();
    }

    String stored() {
      return Stored.key(latitudeE7, longitudeE7, at);
    }

    /** For who reads what is wrong. */
    String text() {
      return "%s at %s".formatted(who.tracker().uniqueId(), at);
    }

    String line() {
      return ("{\"device\":\"%s\",\"kind\":\"Fix\",\"observedAt\":\"%s\",\"latitude\":%s,"
              + "\"longitude\":%s,\"accuracyMetres\":12,\"source\":\"SATELLITE\"}\n")
          .formatted(who.tracker().uniqueId(), at, degrees(latitudeE7), degrees(longitudeE7));
    }

    private static String degrees(int e7) {
      return java.math.BigDecimal.valueOf(e7, 7).toPlainString();
    }
  }

  Ledger(List<Supervised> people, Instant from) {
    this.people = List.copyOf(people);
    this.from = from.truncatedTo(ChronoUnit.SECONDS);
    this.crossing = this.from;
  }

  Supervised whoLeaves() {
    return people.getFirst();
  }

  List<Supervised> people() {
    return people;
  }

  /** The next fix of somebody who stays. */
  Fix next() {
    int n = made.incrementAndGet();
    Supervised who = people.get(1 + n % (people.size() - 1));
    Tracker tracker = who.tracker();
    return said(
        new Fix(
            who,
            tracker.latitudeE7() + n % TURNING,
            tracker.longitudeE7() + n / TURNING % TURNING,
            from.plusSeconds(n)));
  }

  /** The fixes of the next time that the zone is left, which has to become one finding. */
  synchronized List<Fix> nextCrossing() {
    List<Fix> fixes = new ArrayList<>();
    Tracker tracker = whoLeaves().tracker();
    for (int i = 0; i < 5; i++) {
      int north = i == 0 || i == 4 ? i : OUTSIDE_E7 + i;
      fixes.add(
          said(
              new Fix(
                  whoLeaves(),
                  tracker.latitudeE7() + north,
                  tracker.longitudeE7(),
                  crossing.plus(BETWEEN_FIXES.multipliedBy(i)))));
    }
    expectedFindings.add(
        crossing.plus(BETWEEN_FIXES) + " to " + crossing.plus(BETWEEN_FIXES.multipliedBy(4)));
    crossing = crossing.plus(BETWEEN_FIXES.multipliedBy(5));
    return fixes;
  }

  void acknowledge(List<Fix> fixes) {
    fixes.forEach(fix -> acknowledged.add(fix.key()));
  }

  /** In words, if it is of here. */
  String text(String key) {
    Fix fix = said.get(key);
    return fix == null ? key : fix.text();
  }

  int acknowledgedCount() {
    return acknowledged.size();
  }

  int saidCount() {
    return said.size();
  }

  Set<String> acknowledged() {
    return new TreeSet<>(acknowledged);
  }

  Set<String> all() {
    return new TreeSet<>(said.keySet());
  }

  List<Fix> unacknowledged() {
    return said.values().stream().filter(fix -> !acknowledged.contains(fix.key())).toList();
  }

  /** Some that are kept already, to be sent again. */
  List<Fix> someAcknowledged(int countMax) {
    return said.values().stream()
        .filter(fix -> acknowledged.contains(fix.key()))
        .limit(countMax)
        .toList();
  }

  synchronized List<String> expectedFindings() {
    return List.copyOf(expectedFindings);
  }

  private Fix said(Fix fix) {
    said.put(fix.key(), fix);
    return fix;
  }
}
