package org.muster.store;

import com.google.crypto.tink.Aead;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.muster.domain.AssignmentId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Interval;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Moves the rows of an assignment and day into the chunk of that day, or into another piece of it
 * where they are more than a chunk holds. It reads and seals without a lock; what it then does is
 * one transaction, which finds all as it was or does nothing.
 */
@Component
public class TrackMerger {
  /** Of one day at one time; the rest is moved the next time. */
  static final int ROWS_MAX = 100_000;

  private final JdbcClient jdbc;
  private final TrackKeys keys;
  private final TrackChunks chunks;
  private final TransactionOperations transactions;
  private final int rowsMax;
  private final int observationsMax;

  @Autowired
  public TrackMerger(
      JdbcClient jdbc, TrackKeys keys, TrackChunks chunks, TransactionOperations transactions) {
    this(jdbc, keys, chunks, transactions, ROWS_MAX, SealedDay.OBSERVATIONS_MAX);
  }

  /** One that moves so many rows at a time, into chunks of so many observations at most. */
  TrackMerger(
      JdbcClient jdbc,
      TrackKeys keys,
      TrackChunks chunks,
      TransactionOperations transactions,
      int rowsMax,
      int observationsMax) {
    this.rowsMax = rowsMax;
    this.observationsMax = observationsMax;
    this.jdbc = jdbc;
    this.keys = keys;
    this.chunks = chunks;
    this.transactions = transactions;
  }

  /** The oldest rows of an assignment that are of a day to be moved. */
  record Due(AssignmentId assignment, EnrolmentId enrolment, long deviceId, LocalDate day) {}

  /** What became of one assignment and day. */
  enum Outcome {
    MOVED,
    /** Somebody writes for the device at this moment, or wrote the chunk: to be tried again. */
    BUSY,
    /** The key was destroyed, or there was nothing to move. */
    NOTHING
  }

  /** What there is to move: the oldest day of each assignment, the oldest first. */
  List<Due> listDue(Instant before, int most) {
    return jdbc.sql(
            """
            select a.assignment_id, a.enrolment_id, a.device_id,
                   (oldest.at at time zone 'UTC')::date
            from assignment a cross join lateral (
              select min(o.observed_at) as at from observation o
              where o.assignment_id = a.assignment_id) oldest
            where oldest.at < ?
            order by oldest.at, a.assignment_id limit ?
            """)
        .params(Timestamp.from(before), most)
        .query(
            (row, n) ->
                new Due(
                    new AssignmentId(row.getLong(1)),
                    new EnrolmentId(row.getLong(2)),
                    row.getLong(3),
                    row.getObject(4, LocalDate.class)))
        .list();
  }

  /** The next day of the same assignment, from one on, that is to be moved, if there is one. */
  Optional<Due> findNext(Due due, LocalDate from, Instant before) {
    return jdbc.sql(
            """
            select (min(observed_at) at time zone 'UTC')::date from observation
            where assignment_id = ? and observed_at >= ? and observed_at < ?
            """)
        .params(
            due.assignment().value(),
            Timestamp.from(SealedDay.stretch(from).startsAt()),
            Timestamp.from(before))
        .query((row, n) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
        .single()
        .map(day -> new Due(due.assignment(), due.enrolment(), due.deviceId(), day));
  }

  /** How many assignments have rows of a day to be moved, and the earliest time of one. */
  record Backlog(long assignments, Optional<Instant> oldestAt) {}

  Backlog backlog(Instant before) {
    return jdbc.sql(
            """
            select count(*), min(oldest.at) from assignment a cross join lateral (
              select min(o.observed_at) as at from observation o
              where o.assignment_id = a.assignment_id) oldest
            where oldest.at < ?
            """)
        .param(Timestamp.from(before))
        .query(
            (row, n) ->
                new Backlog(
                    row.getLong(1),
                    Optional.ofNullable(row.getTimestamp(2)).map(Timestamp::toInstant)))
        .single();
  }

  /** Moves the rows that there are of the assignment and day. */
  Outcome merge(Due due) {
    Optional<Aead> key = keys.findOrMake(due.enrolment());
    if (key.isEmpty()) {
      return Outcome.NOTHING;
    }
    Optional<TrackChunks.Sealed> last = chunks.findLast(due.assignment(), due.day());
    List<StoredObservation> sealed =
        last.map(one -> TrackChunks.open(one, key.orElseThrow())).orElse(List.of());
    List<StoredObservation> rows = rows(due);
    if (rows.isEmpty()) {
      return Outcome.NOTHING;
    }
    int piece = last.map(TrackChunks.Sealed::piece).orElse(1);
    int version = last.map(TrackChunks.Sealed::version).orElse(0);
    if (!sealed.isEmpty() && sealed.size() + rows.size() > observationsMax) {
      sealed = List.of();
      piece++;
      version = 0;
    }
    if (rows.stream().anyMatch(row -> row.deviceId() != due.deviceId())) {
      throw new IllegalStateException(
          "assignment %s has observations of another device".formatted(due.assignment()));
    }
    List<StoredObservation> all = StoredObservation.union(rows, sealed);
    if (all.size() != sealed.size() + rows.size()) {
      // The chunk was written between our two looks.
      return Outcome.BUSY;
    }
    byte[] content =
        TrackChunks.seal(
            due.enrolment(), due.assignment(), due.day(), piece, all, key.orElseThrow());
    ChunkRow chunk = new ChunkRow(due, piece, version, all, rows, content);
    return transactions.execute(
        status -> {
          if (move(due, rows, chunk)) {
            return Outcome.MOVED;
          }
          status.setRollbackOnly();
          return Outcome.BUSY;
        });
  }

  private List<StoredObservation> rows(Due due) {
    Interval day = SealedDay.stretch(due.day());
    return jdbc.sql(
            "select "
                + StoredRows.COLUMNS_AND_KEY
                + """
                from observation o
                where o.assignment_id = ? and o.observed_at >= ? and o.observed_at < ?
                order by o.observed_at, o.received_at, o.observation_id limit ?
                """)
        .params(
            due.assignment().value(),
            Timestamp.from(day.startsAt()),
            Timestamp.from(day.endsAt()),
            Math.min(rowsMax, observationsMax))
        .query(StoredRows::rowWithKey)
        .list();
  }

  /** Whether all was as it was, and is now moved. */
  private boolean move(Due due, List<StoredObservation> rows, ChunkRow chunk) {
    // What a crash undoes is only moved again, so nobody has to wait for the disk.
    jdbc.sql("set local synchronous_commit = off").update();
    if (!lock(due) || !chunk.write(jdbc)) {
      return false;
    }
    chunk.writeKeys(jdbc);
    Columns ids = new Columns("int8");
    rows.forEach(row -> ids.add(row.id()));
    int deleted =
        jdbc.sql("delete from observation where observation_id = any (?)")
            .params(new ArrayList<>(ids.parameters()))
            .update();
    return deleted == rows.size();
  }

  /**
   * Who writes observations holds the assignment, and each observation of the device is told again
   * by any of its assignments: all of them are taken, or none where one is in use.
   */
  private boolean lock(Due due) {
    int taken =
        jdbc.sql(
                """
                select assignment_id from assignment where device_id = ?
                order by assignment_id for update skip locked
                """)
            .param(due.deviceId())
            .query(Long.class)
            .list()
            .size();
    long all =
        jdbc.sql("select count(*) from assignment where device_id = ?")
            .param(due.deviceId())
            .query(Long.class)
            .single();
    return taken == all && !keys.hold(List.of(due.enrolment())).isEmpty();
  }
}
