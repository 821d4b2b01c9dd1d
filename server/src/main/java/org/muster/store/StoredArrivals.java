package org.muster.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.muster.domain.EnrolmentId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What came, read from the table each time: for who looks once, beside the server. */
final class StoredArrivals implements Arrivals {
  private final JdbcClient jdbc;

  StoredArrivals(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void forEach(Consumer<Arrival> each) {
    ArrivalRows.read(jdbc, each);
  }

  @Override
  public Map<Long, Instant> firsts() {
    Map<Long, Instant> firsts = new TreeMap<>();
    ArrivalRows.read(
        jdbc,
        arrival ->
            firsts.merge(
                arrival.assignmentId(),
                arrival.observation().observedAt(),
                (a, b) -> a.isBefore(b) ? a : b));
    return firsts;
  }

  @Override
  public List<StoredObservation> ofAssignment(long assignment) {
    return observations(arrival -> arrival.assignmentId() == assignment);
  }

  @Override
  public List<Arrival> ofEnrolment(EnrolmentId enrolment) {
    return list(arrival -> arrival.enrolment().equals(enrolment));
  }

  @Override
  public List<Arrival> ofEnrolmentAfter(EnrolmentId enrolment, long id) {
    return list(
        arrival -> arrival.enrolment().equals(enrolment) && arrival.observation().id() > id);
  }

  @Override
  public List<StoredObservation> ofDevice(long device) {
    return observations(arrival -> arrival.observation().deviceId() == device);
  }

  private List<StoredObservation> observations(Predicate<Arrival> asked) {
    return list(asked).stream().map(Arrival::observation).toList();
  }

  private List<Arrival> list(Predicate<Arrival> asked) {
    List<Arrival> some = new ArrayList<>();
    ArrivalRows.read(
        jdbc,
        arrival -> {
          if (asked.test(arrival)) {
            some.add(arrival);
          }
        });
    return some;
  }

  /** Nothing is remembered here. */
  @Override
  public void forget(EnrolmentId enrolment) {}

  @Override
  public long lastId() {
    return Math.max(ArrivalRows.lastId(jdbc), ArrivalRows.lastMovedId(jdbc));
  }

  @Override
  public long movedTo(EnrolmentId enrolment) {
    return ArrivalRows.lastMovedId(jdbc);
  }
}
