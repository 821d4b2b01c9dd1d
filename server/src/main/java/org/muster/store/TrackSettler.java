package org.muster.store;

import com.google.crypto.tink.Aead;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.muster.domain.AssignmentId;
import org.muster.domain.EnrolmentId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Writes what came into the chunks of their days, for many assignments in one transaction. A piece
 * that has room grows, else another is begun: what is written again each time stays small. What a
 * piece holds already, since a crash came between it and the end of the arrival, is not added.
 */
@Component
class TrackSettler {
  /** A piece of the day that goes on grows to so many; to write it again costs little. */
  static final int PIECE_MAX = 512;

  private final JdbcClient jdbc;
  private final TrackKeys keys;
  private final TransactionOperations transactions;
  private final int pieceMax;

  @Autowired
  TrackSettler(JdbcClient jdbc, TrackKeys keys, TransactionOperations transactions) {
    this(jdbc, keys, transactions, PIECE_MAX);
  }

  TrackSettler(JdbcClient jdbc, TrackKeys keys, TransactionOperations transactions, int pieceMax) {
    this.jdbc = jdbc;
    this.keys = keys;
    this.transactions = transactions;
    this.pieceMax = pieceMax;
  }

  /** What came of an assignment, to be settled. */
  record Came(
      AssignmentId assignment,
      EnrolmentId enrolment,
      long deviceId,
      List<StoredObservation> observations) {}

  /**
   * What became of it.
   *
   * @param settled is in its chunks, for good
   * @param destroyed of whom nobody may keep it
   */
  record Settled(List<Came> settled, Set<EnrolmentId> destroyed) {}

  /** Of which day, in which chunk. */
  private record Place(AssignmentId assignment, LocalDate day) {}

  /** Settles them all; those whose key is in use otherwise at this moment are left. */
  Settled settle(List<Came> some) {
    Map<EnrolmentId, Aead> open = new TreeMap<>();
    Set<EnrolmentId> destroyed = new HashSet<>();
    for (Came came : some) {
      keys.findOrMake(came.enrolment())
          .ifPresentOrElse(
              key -> open.put(came.enrolment(), key), () -> destroyed.add(came.enrolment()));
    }
    List<Came> kept = some.stream().filter(came -> open.containsKey(came.enrolment())).toList();
    Map<Place, List<TrackChunks.Sealed>> pieces = pieces(kept);
    Map<EnrolmentId, List<ChunkRow>> chunks = new TreeMap<>();
    for (Came came : kept) {
      Aead key = Objects.requireNonNull(open.get(came.enrolment()));
      byDay(came)
          .forEach(
              (day, observations) ->
                  chunks
                      .computeIfAbsent(came.enrolment(), id -> new ArrayList<>())
                      .addAll(
                          chunksOf(
                              new TrackMerger.Due(
                                  came.assignment(), came.enrolment(), came.deviceId(), day),
                              observations,
                              pieces.getOrDefault(new Place(came.assignment(), day), List.of()),
                              key)));
    }
    Set<EnrolmentId> written = transactions.execute(status -> write(chunks));
    return new Settled(
        kept.stream().filter(came -> written.contains(came.enrolment())).toList(), destroyed);
  }

  private static Map<LocalDate, List<StoredObservation>> byDay(Came came) {
    Map<LocalDate, List<StoredObservation>> byDay = new TreeMap<>();
    for (StoredObservation one : came.observations()) {
      LocalDate day = one.observedAt().atOffset(ZoneOffset.UTC).toLocalDate();
      byDay.computeIfAbsent(day, d -> new ArrayList<>()).add(one);
    }
    return byDay;
  }

  /** The last piece of each day, and those that may hold something of what came. */
  private Map<Place, List<TrackChunks.Sealed>> pieces(List<Came> some) {
    Columns asked = new Columns("int8", "date", "int8");
    for (Came came : some) {
      byDay(came)
          .forEach(
              (day, observations) ->
                  asked.add(
                      came.assignment().value(),
                      day.toString(),
                      observations.stream().mapToLong(StoredObservation::id).min().orElseThrow()));
    }
    Map<Place, List<TrackChunks.Sealed>> pieces = new HashMap<>();
    jdbc.sql(
            """
            select a.enrolment_id, c.assignment_id, c.day, c.piece, c.device_id, c.version,
              c.content
            from unnest(?, ?, ?) as given (assignment_id, day, first_id)
            join track_chunk c on c.assignment_id = given.assignment_id and c.day = given.day
            join assignment a on a.assignment_id = c.assignment_id
            where c.last_id >= given.first_id
              or c.piece = (select max(l.piece) from track_chunk l
                            where l.assignment_id = given.assignment_id and l.day = given.day)
            order by c.assignment_id, c.day, c.piece
            """)
        .params(new ArrayList<>(asked.parameters()))
        .query(TrackChunks.Sealed::row)
        .list()
        .forEach(
            one ->
                pieces
                    .computeIfAbsent(
                        new Place(one.assignment(), one.day()), place -> new ArrayList<>())
                    .add(one));
    return pieces;
  }

  private List<ChunkRow> chunksOf(
      TrackMerger.Due due,
      List<StoredObservation> came,
      List<TrackChunks.Sealed> pieces,
      Aead key) {
    Set<Long> known = new HashSet<>();
    List<StoredObservation> sealed = List.of();
    int piece = 1;
    int version = 0;
    for (TrackChunks.Sealed one : pieces) {
      sealed = TrackChunks.open(one, key);
      sealed.forEach(observation -> known.add(observation.id()));
      piece = one.piece();
      version = one.version();
    }
    List<StoredObservation> left =
        new ArrayList<>(came.stream().filter(one -> !known.contains(one.id())).toList());
    left.sort(StoredObservation.ORDER);
    List<ChunkRow> rows = new ArrayList<>();
    while (!left.isEmpty()) {
      int room = pieceMax - sealed.size();
      if (room <= 0) {
        sealed = List.of();
        piece++;
        version = 0;
        room = pieceMax;
      }
      List<StoredObservation> added = List.copyOf(left.subList(0, Math.min(room, left.size())));
      left = left.subList(added.size(), left.size());
      List<StoredObservation> all = new ArrayList<>(sealed);
      all.addAll(added);
      all.sort(StoredObservation.ORDER);
      byte[] content =
          TrackChunks.seal(due.enrolment(), due.assignment(), due.day(), piece, all, key);
      rows.add(new ChunkRow(due, piece, version, all, added, content));
      sealed = all;
    }
    return rows;
  }

  /** Tells of whom all is written. */
  private Set<EnrolmentId> write(Map<EnrolmentId, List<ChunkRow>> chunks) {
    // What a crash undoes came, and stands where it came, so nobody has to wait for the disk.
    jdbc.sql("set local synchronous_commit = off").update();
    Set<EnrolmentId> held = keys.hold(chunks.keySet());
    for (EnrolmentId enrolment : held) {
      for (ChunkRow chunk : chunks.getOrDefault(enrolment, List.of())) {
        if (!chunk.write(jdbc)) {
          throw new IllegalStateException(
              "a chunk of enrolment %s was written by another".formatted(enrolment));
        }
        chunk.writeKeys(jdbc);
      }
    }
    return held;
  }
}
