package org.muster.store;

import com.google.crypto.tink.Aead;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.muster.domain.AssignmentId;
import org.muster.domain.EnrolmentId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The sealed chunks of tracks: the observations of an assignment and day, in one piece or, where
 * they are more than a chunk holds, in several.
 */
@Component
public class TrackChunks {
  private static final int FETCH_ROWS = 100;

  private final JdbcClient jdbc;
  private final TrackKeys keys;

  public TrackChunks(JdbcClient jdbc, TrackKeys keys) {
    this.jdbc = jdbc;
    this.keys = keys;
  }

  /** A chunk as it stands in the database. */
  record Sealed(
      EnrolmentId enrolment,
      AssignmentId assignment,
      LocalDate day,
      int piece,
      long deviceId,
      int version,
      Bytes content) {
    static Sealed row(ResultSet row, int n) throws SQLException {
      return new Sealed(
          new EnrolmentId(row.getLong(1)),
          new AssignmentId(row.getLong(2)),
          row.getObject(3, LocalDate.class),
          row.getInt(4),
          row.getLong(5),
          row.getInt(6),
          Bytes.of(row.getBytes(7)));
    }
  }

  /**
   * All observations that count for the enrolment, of its chunks that hold something of the time,
   * also those outside of it; by day, and in order of time in each.
   */
  List<StoredObservation> list(EnrolmentId enrolment, Instant from, Instant to) {
    return opened(enrolment, from, to, Seen.NOTHING, standing(enrolment));
  }

  /** The same of the chunks that hold something that is news. */
  List<StoredObservation> listNews(Seen seen, EnrolmentId enrolment, Instant from, Instant to) {
    return opened(enrolment, from, to, seen, standing(enrolment));
  }

  /** As {@link #list}, and also what counts for nobody. */
  List<StoredObservation> listKept(EnrolmentId enrolment, Instant from, Instant to) {
    return opened(enrolment, from, to, Seen.NOTHING, (assignment, one) -> true);
  }

  /** Which observations of an assignment count. */
  private interface Counts {
    boolean counts(AssignmentId assignment, StoredObservation observation);
  }

  private Counts standing(EnrolmentId enrolment) {
    Standing standing = Standing.of(jdbc, List.of(enrolment));
    return (assignment, one) -> standing.counts(assignment.value(), one.observedAt());
  }

  private List<StoredObservation> opened(
      EnrolmentId enrolment, Instant from, Instant to, Seen seen, Counts counts) {
    List<Sealed> sealed =
        jdbc.sql(
                """
                select a.enrolment_id, c.assignment_id, c.day, c.piece, c.device_id, c.version,
                  c.content
                from track_chunk c join assignment a using (assignment_id)
                where a.enrolment_id = ? and c.last_at >= ? and c.first_at < ?
                  and (c.last_id > ? or c.last_at >= ?)
                order by c.day, c.assignment_id, c.piece
                """)
            .withFetchSize(FETCH_ROWS)
            .params(
                enrolment.value(),
                Timestamp.from(from),
                Timestamp.from(to),
                seen.lastObservation(),
                Timestamp.from(seen.asOf()))
            .query(Sealed::row)
            .list();
    if (sealed.isEmpty()) {
      return List.of();
    }
    Aead key = keys.find(enrolment).orElseThrow(() -> new TrackDestroyed(enrolment));
    List<StoredObservation> opened = new ArrayList<>();
    for (Sealed chunk : sealed) {
      for (StoredObservation one : open(chunk, key)) {
        if (counts.counts(chunk.assignment(), one)) {
          opened.add(one);
        }
      }
    }
    return opened;
  }

  /** The piece of the day that was begun last. */
  Optional<Sealed> findLast(AssignmentId assignment, LocalDate day) {
    return jdbc.sql(
            """
            select a.enrolment_id, c.assignment_id, c.day, c.piece, c.device_id, c.version,
              c.content
            from track_chunk c join assignment a using (assignment_id)
            where c.assignment_id = ? and c.day = ? order by c.piece desc limit 1
            """)
        .params(assignment.value(), day)
        .query(Sealed::row)
        .optional();
  }

  /** The observations of a chunk; an error where it does not stand in its own row. */
  static List<StoredObservation> open(Sealed sealed, Aead key) {
    try {
      return SealedDay.read(
          sealed.assignment(),
          sealed.day(),
          sealed.deviceId(),
          key.decrypt(
              sealed.content().array(),
              ofWhat(sealed.enrolment(), sealed.assignment(), sealed.day(), sealed.piece())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "the track of assignment %s on %s does not open with the key of enrolment %s"
              .formatted(sealed.assignment(), sealed.day(), sealed.enrolment()),
          e);
    }
  }

  static byte[] seal(
      EnrolmentId enrolment,
      AssignmentId assignment,
      LocalDate day,
      int piece,
      List<StoredObservation> observations,
      Aead key) {
    try {
      return key.encrypt(
          SealedDay.write(assignment, day, observations),
          ofWhat(enrolment, assignment, day, piece));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a track could not be sealed", e);
    }
  }

  private static byte[] ofWhat(
      EnrolmentId enrolment, AssignmentId assignment, LocalDate day, int piece) {
    // The first is named as all were before there were several.
    return "muster track %d %d %s%s"
        .formatted(enrolment.value(), assignment.value(), day, piece == 1 ? "" : " " + piece)
        .getBytes(StandardCharsets.UTF_8);
  }
}
