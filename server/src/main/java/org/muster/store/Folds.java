package org.muster.store;

import static java.util.stream.Collectors.joining;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.muster.domain.ConditionId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Finding;
import org.muster.domain.Span;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/**
 * What the engine said, day by day (UTC), and the state each day closed with. Derived from the
 * journal, and derivable again.
 */
@Component
public class Folds {
  private static final TypeReference<List<ConditionSpan>> SPANS = new TypeReference<>() {};

  private static final TypeReference<List<Finding>> FINDINGS = new TypeReference<>() {};

  private final JdbcClient jdbc;

  public Folds(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A span and whose it is. */
  public record ConditionSpan(ConditionId condition, Span span) {}

  /** A day that is over: what it settled, from how many observations, and what it closed with. */
  public record Day(
      LocalDate day,
      String closing,
      List<ConditionSpan> spans,
      List<Finding> findings,
      int observations) {}

  /** The state that a day closed with, and how many observations it was folded from. */
  public record Closed(String closing, int observations) {}

  /** The latest days before this one that was folded. */
  public Optional<LocalDate> findLastDayBefore(EnrolmentId enrolment, LocalDate day) {
    return jdbc.sql("select max(day) from fold_day where enrolment_id = ? and day < ?")
        .params(enrolment.value(), day)
        .query((row, n) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
        .single();
  }

  /** The state that a day closed with. */
  public String getClosing(EnrolmentId enrolment, LocalDate day) {
    return jdbc.sql("select closing from fold_day where enrolment_id = ? and day = ?")
        .params(enrolment.value(), day)
        .query(String.class)
        .single();
  }

  /** The days from this one on that were folded. */
  public Map<LocalDate, Closed> listClosed(EnrolmentId enrolment, LocalDate day) {
    Map<LocalDate, Closed> closed = new TreeMap<>();
    jdbc.sql(
            """
            select day, closing, observations from fold_day where enrolment_id = ? and day >= ?
            """)
        .params(enrolment.value(), day)
        .query(
            row -> {
              closed.put(
                  row.getObject(1, LocalDate.class), new Closed(row.getString(2), row.getInt(3)));
            });
    return closed;
  }

  /** The ids of the findings that all days but these settled. */
  public Set<String> findingIdsBut(EnrolmentId enrolment, Collection<LocalDate> days) {
    return new HashSet<>(
        jdbc.sql(
                """
                select f ->> 'id' from fold_day, jsonb_array_elements(findings) f
                where enrolment_id = ? and not day = any(?::date[])
                """)
            .params(
                enrolment.value(),
                days.stream().map(LocalDate::toString).collect(joining(",", "{", "}")))
            .query(String.class)
            .list());
  }

  /** Forgets the days before this one: nothing is judged there any more. */
  public void dropBefore(EnrolmentId enrolment, LocalDate day) {
    jdbc.sql("delete from fold_day where enrolment_id = ? and day < ?")
        .params(enrolment.value(), day)
        .update();
  }

  /**
   * Forgets days from this one on that are said to be over: by a clock that was ahead, and was put
   * right since.
   */
  public void dropFrom(EnrolmentId enrolment, LocalDate day) {
    jdbc.sql("delete from fold_day where enrolment_id = ? and day >= ?")
        .params(enrolment.value(), day)
        .update();
  }

  /** Forgets everything that was said of the enrolment. */
  public void dropAll(EnrolmentId enrolment) {
    jdbc.sql("delete from fold_day where enrolment_id = ?").param(enrolment.value()).update();
    jdbc.sql("delete from fold_tail where enrolment_id = ?").param(enrolment.value()).update();
  }

  public void putDay(EnrolmentId enrolment, Day day) {
    jdbc.sql(
            """
            insert into fold_day (enrolment_id, day, closing, spans, findings, observations)
            values (?, ?, ?, ?::jsonb, ?::jsonb, ?)
            on conflict (enrolment_id, day) do update set
              closing = excluded.closing, spans = excluded.spans, findings = excluded.findings,
              observations = excluded.observations
            """)
        .params(
            enrolment.value(),
            day.day(),
            day.closing(),
            Json.write(day.spans()),
            Json.write(day.findings()),
            day.observations())
        .update();
  }

  /** What follows the days that are over: all of the day that goes on. */
  public record Going(EnrolmentId enrolment, List<ConditionSpan> spans, List<Finding> findings) {}

  /** Stores what goes on, of each enrolment, in one statement. */
  public void putTails(Collection<Going> tails, Instant asOf, long seenTo) {
    Columns rows = new Columns("int8", "jsonb", "jsonb");
    for (Going tail : tails) {
      rows.add(tail.enrolment().value(), Json.write(tail.spans()), Json.write(tail.findings()));
    }
    List<Object> parameters = new ArrayList<>(List.of(Timestamp.from(asOf), seenTo));
    parameters.addAll(rows.parameters());
    // In one order for everybody, so that two transactions never wait for each other.
    jdbc.sql(
            """
            insert into fold_tail (enrolment_id, as_of, spans, findings, seen_to)
            select enrolment_id, ?, spans, findings, ?
            from unnest(?, ?, ?) as given (enrolment_id, spans, findings) order by enrolment_id
            on conflict (enrolment_id) do update set
              as_of = excluded.as_of, spans = excluded.spans, findings = excluded.findings,
              seen_to = excluded.seen_to
            """)
        .params(parameters)
        .update();
  }

  /** The findings that go on, as they stood at an instant. */
  public record Tail(Instant asOf, List<Finding> findings) {}

  /** What goes on in the enrolment, as it was last judged; empty when it never was. */
  public Optional<Tail> findTail(EnrolmentId enrolment) {
    return jdbc.sql("select as_of, findings from fold_tail where enrolment_id = ?")
        .param(enrolment.value())
        .query(
            (row, n) ->
                new Tail(row.getTimestamp(1).toInstant(), Json.read(row.getString(2), FINDINGS)))
        .optional();
  }

  /**
   * What was there when the enrolment was last judged. Until the transaction ends, the enrolment
   * does not: whoever ends it takes it before all that hangs on it, and so does who judges it.
   */
  public Seen lockSeen(EnrolmentId enrolment) {
    return lockSeen(List.of(enrolment)).getOrDefault(enrolment, Seen.NOTHING);
  }

  /** The same of many. */
  public Map<EnrolmentId, Seen> lockSeen(Collection<EnrolmentId> enrolments) {
    Columns asked = new Columns("int8");
    enrolments.forEach(enrolment -> asked.add(enrolment.value()));
    Map<EnrolmentId, Seen> seen = new TreeMap<>();
    // In one order for everybody, so that two transactions never wait for each other.
    jdbc.sql(
            """
            select e.enrolment_id, t.seen_to, t.as_of
            from enrolment e left join fold_tail t on t.enrolment_id = e.enrolment_id
            where e.enrolment_id = any (?) order by e.enrolment_id
            for key share of e
            """)
        .params(asked.parameters().toArray())
        .query(
            row -> {
              Timestamp asOf = row.getTimestamp(3);
              seen.put(
                  new EnrolmentId(row.getLong(1)),
                  asOf == null ? Seen.NOTHING : new Seen(row.getLong(2), asOf.toInstant()));
            });
    return seen;
  }

  /** What came after these observations is to be named as news again. */
  public void sawOnlyTo(Map<EnrolmentId, Seen> seen) {
    if (seen.isEmpty()) {
      return;
    }
    Columns rows = new Columns("int8", "int8");
    seen.forEach((enrolment, was) -> rows.add(enrolment.value(), was.lastObservation()));
    jdbc.sql(
            """
            update fold_tail set seen_to = given.seen_to
            from unnest(?, ?) as given (enrolment_id, seen_to)
            where fold_tail.enrolment_id = given.enrolment_id
            """)
        .params(rows.parameters().toArray())
        .update();
  }

  /** The spans that the days from this one on settled, and the tail after them, in order. */
  public List<ConditionSpan> spansFrom(EnrolmentId enrolment, LocalDate day) {
    return jdbc
        .sql(
            """
            select spans from (
              select day, spans from fold_day where enrolment_id = ? and day >= ?
              union all
              select date 'infinity', spans from fold_tail where enrolment_id = ?) piece
            order by day
            """)
        .params(enrolment.value(), day, enrolment.value())
        .query((row, n) -> Json.read(row.getString(1), SPANS))
        .list()
        .stream()
        .flatMap(List::stream)
        .toList();
  }
}
