package org.muster.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.muster.domain.EnrolmentId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What came and is not in its track yet, in memory: what the table of arrivals holds. It is read
 * from there when it is first asked for, and then kept as the journal commits and {@link Settling}
 * moves. Of whom something is found there at the start is judged again: nobody knows whether that
 * was done.
 */
@Component
public class LatestArrivals implements Arrivals {
  /** What one takes in memory, with what tells it again, about. */
  static final int OBSERVATION_BYTES = 400;

  /** A quarter of the memory that there is may be taken; above, no more is let in. */
  static final int COUNT_MAX =
      (int) Math.min(Runtime.getRuntime().maxMemory() / 4 / OBSERVATION_BYTES, 20_000_000);

  private final JdbcClient jdbc;
  private final JudgingDue due;
  private final Map<Long, OfAssignment> byAssignment = new ConcurrentHashMap<>();
  private final Map<EnrolmentId, Set<OfAssignment>> byEnrolment = new ConcurrentHashMap<>();
  private final Map<Long, Set<OfAssignment>> byDevice = new ConcurrentHashMap<>();
  private final Map<EnrolmentId, Long> movedTo = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();
  private volatile boolean loaded;
  private volatile long lastId;

  /** Of everybody, before this was loaded. */
  private volatile long movedBefore;

  public LatestArrivals(JdbcClient jdbc, JudgingDue due) {
    this.jdbc = jdbc;
    this.due = due;
  }

  /** Reads what the database holds, once; and marks whomever it is of to be judged. */
  public void load() {
    if (loaded) {
      return;
    }
    synchronized (this) {
      if (loaded) {
        return;
      }
      Map<EnrolmentId, Instant> from = new HashMap<>();
      movedBefore = ArrivalRows.lastMovedId(jdbc);
      ArrivalRows.read(
          jdbc,
          arrival -> {
            arrival.noteIn(from);
            put(arrival, DedupeKey.of(arrival.observation().dedupeKey()));
          });
      lastId = Math.max(movedBefore, ArrivalRows.lastId(jdbc));
      due.markAll(from);
      loaded = true;
    }
  }

  /** These were committed, by the one thread that writes. */
  void add(List<Arrival> arrivals, List<DedupeKey> keys) {
    for (int i = 0; i < arrivals.size(); i++) {
      put(arrivals.get(i), keys.get(i));
    }
    if (!arrivals.isEmpty()) {
      lastId = arrivals.getLast().observation().id();
    }
  }

  private void put(Arrival arrival, DedupeKey key) {
    StoredObservation one = arrival.observation();
    OfAssignment of =
        byAssignment.computeIfAbsent(
            arrival.assignmentId(),
            id -> new OfAssignment(id, arrival.enrolment(), one.deviceId()));
    byEnrolment.computeIfAbsent(of.enrolment(), id -> ConcurrentHashMap.newKeySet()).add(of);
    byDevice.computeIfAbsent(of.deviceId(), id -> ConcurrentHashMap.newKeySet()).add(of);
    of.add(one, key);
    count.incrementAndGet();
  }

  /** Whether this fact of the device is among what came. */
  boolean holds(long device, DedupeKey key) {
    for (OfAssignment of : byDevice.getOrDefault(device, Set.of())) {
      if (of.holds(key)) {
        return true;
      }
    }
    return false;
  }

  /** The first of those that are left, by id. */
  OptionalLong firstIdLeft() {
    OptionalLong first = OptionalLong.empty();
    for (OfAssignment of : byAssignment.values()) {
      for (StoredObservation one : of.list()) {
        if (first.isEmpty() || one.id() < first.getAsLong()) {
          first = OptionalLong.of(one.id());
        }
      }
    }
    return first;
  }

  /** Whether there are so many that no more may be let in. */
  boolean isFull() {
    return count.get() >= COUNT_MAX;
  }

  /** How many there are. */
  int count() {
    load();
    return count.get();
  }

  /**
   * These are in the track. They stay until now, so that whoever reads finds them here or there.
   */
  void moved(long assignment, List<StoredObservation> moved) {
    OfAssignment of = byAssignment.get(assignment);
    if (of == null || moved.isEmpty()) {
      return;
    }
    long last = moved.stream().mapToLong(StoredObservation::id).max().orElseThrow();
    movedTo.merge(of.enrolment(), last, Math::max);
    count.addAndGet(-of.remove(moved));
  }

  @Override
  public void forget(EnrolmentId enrolment) {
    for (OfAssignment of : byEnrolment.getOrDefault(enrolment, Set.of())) {
      count.addAndGet(-of.remove(of.list()));
    }
  }

  /** Goes through all assignments of which something came. */
  void forEachAssignment(Consumer<OfAssignment> each) {
    load();
    byAssignment.values().stream().filter(of -> of.count() > 0).forEach(each);
  }

  @Override
  public void forEach(Consumer<Arrival> each) {
    forEachAssignment(
        of ->
            of.list()
                .forEach(one -> each.accept(new Arrival(of.assignmentId(), of.enrolment(), one))));
  }

  @Override
  public Map<Long, Instant> firsts() {
    Map<Long, Instant> firsts = new HashMap<>();
    forEachAssignment(of -> of.findFirstAt().ifPresent(at -> firsts.put(of.assignmentId(), at)));
    return firsts;
  }

  @Override
  public List<StoredObservation> ofAssignment(long assignment) {
    load();
    OfAssignment of = byAssignment.get(assignment);
    return of == null ? List.of() : of.list();
  }

  @Override
  public List<Arrival> ofEnrolment(EnrolmentId enrolment) {
    return ofEnrolmentAfter(enrolment, Long.MIN_VALUE);
  }

  @Override
  public List<Arrival> ofEnrolmentAfter(EnrolmentId enrolment, long id) {
    load();
    List<Arrival> all = new ArrayList<>();
    for (OfAssignment of : byEnrolment.getOrDefault(enrolment, Set.of())) {
      of.listAfter(id).forEach(one -> all.add(new Arrival(of.assignmentId(), enrolment, one)));
    }
    return all;
  }

  @Override
  public List<StoredObservation> ofDevice(long device) {
    load();
    List<StoredObservation> all = new ArrayList<>();
    byDevice.getOrDefault(device, Set.of()).forEach(of -> all.addAll(of.list()));
    return all;
  }

  @Override
  public long lastId() {
    load();
    return lastId;
  }

  @Override
  public long movedTo(EnrolmentId enrolment) {
    load();
    return movedTo.getOrDefault(enrolment, movedBefore);
  }
}
