package org.muster.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.muster.domain.EnrolmentId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/**
 * What has to be judged again, from when. Marked in the transaction that wrote the cause, as its
 * last act. What is judged again because something became known is called again on the roll too.
 */
@Component
public class JudgingDue {
  private static final TypeReference<List<News>> NEWS = new TypeReference<>() {};

  /** More than this many changes at once are not named one by one. */
  static final int NEWS_MAX = 20;

  private final JdbcClient jdbc;

  /** Not written yet. */
  private final Map<EnrolmentId, Instant> noted = new TreeMap<>();

  public JudgingDue(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Observations from the instant on came: judge them; an earlier mark stays. */
  public void mark(EnrolmentId enrolment, Instant fromAt) {
    markAll(Map.of(enrolment, fromAt));
  }

  /** Observations from these instants on came: marks each enrolment, in one statement. */
  public void markAll(Map<EnrolmentId, Instant> fromAt) {
    DueMarks.note(jdbc, marks -> fromAt.forEach(marks::judge));
  }

  /**
   * Observations from these instants on came, and stand where they are found again after a crash:
   * the marks are written when somebody asks for what is due, however often one came by then.
   */
  void note(Map<EnrolmentId, Instant> fromAt) {
    synchronized (noted) {
      fromAt.forEach(
          (enrolment, at) -> noted.merge(enrolment, at, (a, b) -> a.isBefore(b) ? a : b));
    }
  }

  /** Writes the marks that were noted. */
  void writeNoted() {
    Map<EnrolmentId, Instant> some;
    synchronized (noted) {
      if (noted.isEmpty()) {
        return;
      }
      some = new TreeMap<>(noted);
      noted.clear();
    }
    try {
      markAll(some);
    } catch (RuntimeException | Error e) {
      note(some);
      throw e;
    }
  }

  /** What binds was changed from the instant on, by what is named: judge all that follows again. */
  public void mark(EnrolmentId enrolment, Instant fromAt, News.Kind kind, String id) {
    markAll(Map.of(enrolment, fromAt), kind, id);
  }

  /** What binds each was changed from its instant on, by what is named. */
  public void markAll(Map<EnrolmentId, Instant> fromAt, News.Kind kind, String id) {
    DueMarks.note(
        jdbc,
        marks ->
            fromAt.forEach(
                (enrolment, at) ->
                    marks.judge(enrolment, new DueMarks.Cause(kind.name(), id, at))));
  }

  /** Marks every enrolment that is under way, so that time itself is judged: silence, windows. */
  public int markAllUnderWay(Instant at) {
    return jdbc.sql(
            """
            insert into judging_due (enrolment_id, from_at)
            select enrolment_id, ? from enrolment where during @> ?::timestamptz
            order by enrolment_id
            on conflict (enrolment_id) do nothing
            """)
        .params(Timestamp.from(at), Timestamp.from(at))
        .update();
  }

  /**
   * Some that are due: half with the latest causes, so that what is live does not wait behind a
   * backlog, and half with the earliest, so that a backlog does not wait behind what is live.
   */
  public List<DueJudging> list(int countMax) {
    writeNoted();
    return jdbc.sql(
            """
            (select %1$s from judging_due order by from_at desc, enrolment_id limit (? + 1) / 2)
            union
            (select %1$s from judging_due order by from_at, enrolment_id limit ? / 2)
            order by from_at desc, enrolment_id
            """
                .formatted("enrolment_id, from_at, mark, bound_from, news"))
        .params(countMax, countMax)
        .query(JudgingDue::row)
        .list();
  }

  private static DueJudging row(ResultSet row, int n) throws SQLException {
    return new DueJudging(
        new EnrolmentId(row.getLong(1)),
        row.getTimestamp(2).toInstant(),
        row.getLong(3),
        Optional.ofNullable(row.getTimestamp(4)).map(Timestamp::toInstant),
        Json.read(row.getString(5), NEWS));
  }

  /** How many enrolments are due. */
  public long count() {
    return jdbc.sql("select count(*) from judging_due").query(Long.class).single();
  }

  /** Takes the mark off, if nothing was marked after it was read; false when something was. */
  public boolean take(DueJudging due) {
    return takeAll(List.of(due)).isEmpty();
  }

  /** Takes the marks off; tells those for whom something was marked after they were read. */
  public Set<EnrolmentId> takeAll(Collection<DueJudging> judged) {
    Columns rows = new Columns("int8", "int8");
    Set<EnrolmentId> left = new TreeSet<>();
    for (DueJudging one : judged) {
      rows.add(one.enrolment().value(), one.mark());
      left.add(one.enrolment());
    }
    // In the order in which they are marked, so that two transactions never wait for each other.
    jdbc.sql(
            """
            with given as (
              select * from unnest(?, ?) as given (enrolment_id, mark)
            ), locked as (
              select due.enrolment_id, due.mark = given.mark as taken
              from given join judging_due due on due.enrolment_id = given.enrolment_id
              order by due.enrolment_id for update of due
            ), since as (
              update judging_due due set marked_at = clock_timestamp()
              from locked where due.enrolment_id = locked.enrolment_id and not locked.taken
            )
            delete from judging_due due using locked
            where due.enrolment_id = locked.enrolment_id and locked.taken
            returning due.enrolment_id
            """)
        .params(rows.parameters().toArray())
        .query(
            row -> {
              left.remove(new EnrolmentId(row.getLong(1)));
            });
    return left;
  }

  /** Since when the enrolment that has waited longest waits; empty when nothing is due. */
  public Optional<Instant> findOldestMarkedAt() {
    return jdbc.sql("select min(marked_at) from judging_due")
        .query((row, n) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
        .single();
  }
}
