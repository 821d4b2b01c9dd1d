// Over 250 lines because all that has to go with a key is named in one place.
package org.muster.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.muster.domain.CaseworkEntry.Subject;
import org.muster.domain.DestroyedTrack;
import org.muster.domain.EnrolmentId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Destroys the key of an enrolment's track, and with it the track; and takes away what of the
 * places was not sealed. Findings, decisions and the roll stay.
 */
public final class TrackDestroying {
  private static final Logger LOG = LoggerFactory.getLogger(TrackDestroying.class);

  /** When the device was heard stays, of rows as of chunks: the roll must not change by this. */
  private static final String KEEP_HEARD =
      """
      insert into track_chunk (assignment_id, day, piece, device_id, version, observations,
        first_at, last_at, last_id, heard_millis, dedupe_keys, content)
      select assignment_id, day, piece + coalesce(
          (select max(c.piece) from track_chunk c
           where c.assignment_id = seen.assignment_id and c.day = seen.day), 0),
        device_id, 1, count(*), min(observed_at), max(observed_at),
        max(observation_id), array_agg(distinct millis order by millis), '', '\\x00'
      from (
        select o.*, at.day, (extract(epoch from
          o.observed_at - (at.day::timestamp at time zone 'UTC')) * 1000)::integer as millis,
          1 + (row_number() over (partition by at.day order by o.observed_at) - 1)
            / :most as piece
        from (
          select assignment_id, device_id, observation_id, observed_at from observation
          where assignment_id = :assignment
          union all
          select :assignment, came.* from unnest(:devices, :ids, :times)
            as came (device_id, observation_id, observed_at)) o
        cross join lateral (select (o.observed_at at time zone 'UTC')::date as day) at) seen
      group by assignment_id, day, device_id, piece
      """;

  private static final int BRIEF_MAX = 480;

  private final DataSource database;
  private final int observationsMax;
  private final JdbcClient jdbc;
  private final TransactionOperations transactions;

  public TrackDestroying(DataSource database) {
    this(database, SealedDay.OBSERVATIONS_MAX);
  }

  /** One whose chunks are of so many observations at most. */
  TrackDestroying(DataSource database, int observationsMax) {
    this.observationsMax = observationsMax;
    this.database = database;
    jdbc = JdbcClient.create(database);
    transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
  }

  /** What came of it. */
  public sealed interface Outcome {
    /**
     * The key is gone.
     *
     * @param chunks that nobody can read any more
     * @param rows that were deleted
     * @param cleared whether the database's files were cleared of it too; else try again
     */
    record Destroyed(long chunks, long rows, boolean cleared) implements Outcome {}

    /**
     * It was destroyed before.
     *
     * @param cleared whether the database's files were cleared of it now
     */
    record Already(DestroyedTrack before, boolean cleared) implements Outcome {}

    record NoEnrolment() implements Outcome {}

    /** The enrolment goes on, or is to end later. */
    record GoesOn() implements Outcome {}
  }

  /**
   * What would be destroyed, for somebody to look at before.
   *
   * @param participant by name
   * @param endsAt when the enrolment ended, or is to end; empty where it goes on
   * @param chunks sealed days
   * @param rows observations that are not sealed yet
   */
  public record Track(String participant, Optional<Instant> endsAt, long chunks, long rows) {}

  /** What there is to destroy; empty where there is no such enrolment. */
  public Optional<Track> find(EnrolmentId enrolment) {
    requireSchema();
    return jdbc.sql(
            """
            select p.given_name || ' ' || p.family_name, upper(e.during),
              (select count(*) from track_chunk c join assignment a using (assignment_id)
               where a.enrolment_id = e.enrolment_id),
              (select count(*) from observation o join assignment a using (assignment_id)
               where a.enrolment_id = e.enrolment_id)
            from enrolment e join participant p using (participant_id) where e.enrolment_id = ?
            """)
        .param(enrolment.value())
        .query(
            (row, n) ->
                new Track(
                    row.getString(1),
                    Optional.ofNullable(row.getTimestamp(2)).map(Timestamp::toInstant),
                    row.getLong(3),
                    row.getLong(4) + new StoredArrivals(jdbc).ofEnrolment(enrolment).size()))
        .optional();
  }

  /** Destroys it, as of now; nothing brings it back. */
  public Outcome destroy(EnrolmentId enrolment, String by, String because, Instant now) {
    requireSchema();
    Outcome outcome = transactions.execute(status -> destroyLocked(enrolment, by, because, now));
    if (outcome instanceof Outcome.Destroyed || outcome instanceof Outcome.Already) {
      // What is sealed is gone with the key; what is not is taken out. It may be done again.
      new ReportCutting(jdbc).cut(enrolment);
    }
    return switch (outcome) {
      case Outcome.Destroyed(long chunks, long rows, boolean no) ->
          new Outcome.Destroyed(chunks, rows, wipe());
      case Outcome.Already(DestroyedTrack before, boolean no) ->
          new Outcome.Already(before, wipe());
      case Outcome.NoEnrolment none -> none;
      case Outcome.GoesOn on -> on;
    };
  }

  private void requireSchema() {
    boolean there =
        jdbc.sql("select to_regclass('arrival') is not null").query(Boolean.class).single();
    if (!there) {
      throw new DatabaseNotUsable(
          "the database was last used by an earlier Muster, and not by this one yet",
          "Start this Muster on it once with 'muster serve', and try again.");
    }
  }

  private Outcome destroyLocked(EnrolmentId enrolment, String by, String because, Instant now) {
    // As who ends an enrolment: before all that hangs on it.
    Optional<Boolean> ended =
        jdbc.sql(
                """
                select coalesce(upper(during) <= ?, false) from enrolment
                where enrolment_id = ? for update
                """)
            .params(Timestamp.from(now), enrolment.value())
            .query(Boolean.class)
            .optional();
    if (ended.isEmpty()) {
      return new Outcome.NoEnrolment();
    }
    Optional<DestroyedTrack> before = TrackKeys.findDestroyed(jdbc, enrolment);
    if (before.isPresent()) {
      return new Outcome.Already(before.get(), false);
    }
    if (!ended.get()) {
      return new Outcome.GoesOn();
    }
    // The key before all that hangs on it, as who settles takes them.
    jdbc.sql(
            """
            insert into enrolment_key (enrolment_id, destroyed_at, destroyed_by, destroyed_because)
            values (:enrolment, :now, :by, :because)
            on conflict (enrolment_id) do update set wrapped_key = null, destroyed_at = :now,
              destroyed_by = :by, destroyed_because = :because
            """)
        .param("enrolment", enrolment.value())
        .param("now", Timestamp.from(now))
        .param("by", by)
        .param("because", because)
        .update();
    List<Long> assignments =
        jdbc.sql(
                """
                select assignment_id from assignment where enrolment_id = ?
                order by assignment_id for update
                """)
            .param(enrolment.value())
            .query((row, n) -> row.getLong(1))
            .list();
    // The journal waits for us from here on, and then knows it too.
    jdbc.sql("select tell_assignment_changes()").query().listOfRows();
    Map<Long, List<StoredObservation>> came = new ArrivalCutting(jdbc).cut(enrolment);
    long rows = came.values().stream().mapToLong(List::size).sum();
    long chunks = 0;
    for (long assignment : assignments) {
      chunks += count("select count(*) from track_chunk where assignment_id = ?", assignment);
      keepHeard(assignment, came.getOrDefault(assignment, List.of()));
      rows += takeAway("delete from observation where assignment_id = ?", assignment);
      takeAway("update track_chunk set dedupe_keys = '' where assignment_id = ?", assignment);
      takeAway(
          """
          delete from moved_key where assignment_id = ? and device_id =
            (select a.device_id from assignment a where a.assignment_id = moved_key.assignment_id)
          """,
          assignment);
    }
    // What a day closed with remembers where the device was last.
    takeAway(
        "update fold_day set closing = '', findings = '[]' where enrolment_id = ?",
        enrolment.value());
    takeAway("update fold_tail set findings = '[]' where enrolment_id = ?", enrolment.value());
    tell(enrolment, by, because);
    return new Outcome.Destroyed(chunks, rows, false);
  }

  private void keepHeard(long assignment, List<StoredObservation> came) {
    Columns heard = new Columns("int8", "int8", "timestamptz");
    came.forEach(one -> heard.add(one.deviceId(), one.id(), one.observedAt().toString()));
    List<SqlArrayValue> parameters = heard.parameters();
    jdbc.sql(KEEP_HEARD)
        .param("assignment", assignment)
        .param("most", observationsMax)
        .param("devices", parameters.get(0))
        .param("ids", parameters.get(1))
        .param("times", parameters.get(2))
        .update();
  }

  /** On the record of the enrolment, and to who judges. */
  private void tell(EnrolmentId enrolment, String by, String because) {
    new CaseworkEntries(jdbc)
        .add(Subject.ENROLMENT, enrolment.value(), "Track destroyed: " + brief(because), by);
    // A Muster that runs remembers where a day stood, and with it the last place. It is told as of
    // any other change of what binds, finds nothing to judge, and forgets.
    takeAway(
        """
        insert into judging_due (enrolment_id, from_at, bound_from) values (?, now(), now())
        on conflict (enrolment_id) do update set mark = excluded.mark,
          bound_from = least(judging_due.bound_from, excluded.bound_from)
        """,
        enrolment.value());
  }

  /** The whole of it stands with the key. */
  private static String brief(String because) {
    return because.length() <= BRIEF_MAX ? because : because.substring(0, BRIEF_MAX) + "…";
  }

  private long count(String sql, long id) {
    return jdbc.sql(sql).param(id).query(Long.class).single();
  }

  private int takeAway(String sql, long id) {
    return jdbc.sql(sql).param(id).update();
  }

  /**
   * An overwritten row lies in the table's file until it is rewritten; the key's is so at once.
   * False when it could not be: the key is destroyed all the same, and this may be tried again. A
   * backup that runs holds the table, and everybody who writes would wait behind us meanwhile: so
   * we wait only shortly.
   */
  private boolean wipe() {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("set lock_timeout = '2s'");
      try {
        statement.execute("vacuum (full) enrolment_key");
        statement.execute(
            "vacuum observation, arrival, moved_key, track_chunk, report_batch, fold_day,"
                + " fold_tail");
      } finally {
        statement.execute("reset lock_timeout");
      }
      return true;
    } catch (SQLException e) {
      LOG.warn("the database's files could not be cleared of a destroyed key: {}", e.getMessage());
      return false;
    }
  }
}
