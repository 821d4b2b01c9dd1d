package org.muster.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.muster.domain.EnrolmentId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Enrolments for which something is due, from when; an earlier mark stays. They are the last rows
 * that a transaction writes, in one order for everybody, so that whoever waits for a mark holds
 * nothing that its holder still needs: two transactions never wait for each other.
 */
final class DueMarks implements TransactionSynchronization {
  private static final String INSTANT = "YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"";

  private static final String WRITE =
      """
      with given as (
        select * from unnest(?, ?, ?, ?, ?)
          as given (enrolment_id, judged_from, bound_from, news, roll_from)
      ), judged as (
        insert into judging_due (enrolment_id, from_at, bound_from, news)
        select enrolment_id, judged_from, bound_from, coalesce(
          (select jsonb_agg(one || jsonb_build_object(
              'knownAt', to_char(now() at time zone 'UTC', ?)))
           from jsonb_array_elements(given.news) one), '[]')
        from given where judged_from is not null order by enrolment_id
        on conflict (enrolment_id) do update set
          from_at = least(judging_due.from_at, excluded.from_at),
          bound_from = least(judging_due.bound_from, excluded.bound_from),
          news = case when jsonb_array_length(judging_due.news) < ?
                 then judging_due.news || excluded.news else judging_due.news end,
          mark = excluded.mark
      )
      insert into roll_due (enrolment_id, from_at)
      select enrolment_id, roll_from from given where roll_from is not null order by enrolment_id
      on conflict (enrolment_id) do update set
        from_at = least(roll_due.from_at, excluded.from_at), mark = excluded.mark
      """;

  private final JdbcClient jdbc;
  private final SortedMap<EnrolmentId, Marked> marks = new TreeMap<>();

  /** What was changed, for {@link News}. */
  record Cause(String kind, String id, Instant speaksFrom) {}

  private static final class Marked {
    @Nullable Instant judgedFrom;
    @Nullable Instant boundFrom;
    @Nullable Instant rollFrom;
    final List<Cause> causes = new ArrayList<>();
  }

  private DueMarks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Notes marks, which are written when the transaction commits; at once where there is none. */
  static void note(JdbcClient jdbc, Consumer<DueMarks> noting) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      DueMarks marks = new DueMarks(jdbc);
      noting.accept(marks);
      marks.write();
      return;
    }
    for (TransactionSynchronization one : TransactionSynchronizationManager.getSynchronizations()) {
      if (one instanceof DueMarks marks && marks.jdbc.equals(jdbc)) {
        noting.accept(marks);
        return;
      }
    }
    DueMarks marks = new DueMarks(jdbc);
    noting.accept(marks);
    TransactionSynchronizationManager.registerSynchronization(marks);
  }

  /** Judge again from the instant on, and call the roll again. */
  void judge(EnrolmentId enrolment, Instant fromAt) {
    Marked marked = marked(enrolment);
    marked.judgedFrom = earlier(marked.judgedFrom, fromAt);
    callRoll(enrolment, fromAt);
  }

  /** What binds was changed: judge all again from the instant on that the cause speaks of. */
  void judge(EnrolmentId enrolment, Cause cause) {
    judge(enrolment, cause.speaksFrom());
    Marked marked = marked(enrolment);
    marked.boundFrom = earlier(marked.boundFrom, cause.speaksFrom());
    if (marked.causes.size() < JudgingDue.NEWS_MAX) {
      marked.causes.add(cause);
    }
  }

  /** Call the roll again from the instant on. */
  void callRoll(EnrolmentId enrolment, Instant fromAt) {
    Marked marked = marked(enrolment);
    marked.rollFrom = earlier(marked.rollFrom, fromAt);
  }

  private Marked marked(EnrolmentId enrolment) {
    return marks.computeIfAbsent(enrolment, id -> new Marked());
  }

  private static Instant earlier(@Nullable Instant a, Instant b) {
    return a != null && a.isBefore(b) ? a : b;
  }

  @Override
  public void beforeCommit(boolean readOnly) {
    write();
  }

  private void write() {
    if (marks.isEmpty()) {
      return;
    }
    Columns rows = new Columns("int8", "timestamptz", "timestamptz", "jsonb", "timestamptz");
    marks.forEach(
        (enrolment, marked) ->
            rows.add(
                enrolment.value(),
                said(marked.judgedFrom),
                said(marked.boundFrom),
                Json.write(marked.causes),
                said(marked.rollFrom)));
    List<Object> parameters = new ArrayList<>(rows.parameters());
    parameters.add(INSTANT);
    parameters.add(JudgingDue.NEWS_MAX);
    jdbc.sql(WRITE).params(parameters).update();
  }

  private static @Nullable String said(@Nullable Instant at) {
    return at == null ? null : at.toString();
  }
}
