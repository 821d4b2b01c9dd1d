package org.muster.store;

import com.google.crypto.tink.Aead;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.muster.domain.EnrolmentId;
import org.muster.store.ReportBatch.Stored;
import org.muster.store.UnsealedBatches.Batch;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Moves the bytes of reports out of the batches in which they came, each under the key of the
 * enrolment that it is of, and with them the hash of what was received. What a batch says of its
 * reports beside stays: their ids, when they came, and by which token.
 *
 * <p>It reads and seals without a lock; what it then does is one transaction, which finds all as it
 * was or does nothing. A crash leaves either state whole.
 */
@Component
public class ReportSealer {
  private static final int BATCHES_MAX = 500;
  private static final long BYTES_MAX = 32L * 1024 * 1024;

  private final JdbcClient jdbc;
  private final TrackKeys keys;
  private final TransactionOperations transactions;
  private final UnsealedBatches batches;

  public ReportSealer(JdbcClient jdbc, TrackKeys keys, TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.keys = keys;
    this.transactions = transactions;
    batches = new UnsealedBatches(jdbc);
  }

  /** Seals all that was received before the instant; tells of how many batches. */
  public int sealAll(Instant before) {
    int all = 0;
    while (!Thread.currentThread().isInterrupted()) {
      int some = sealSome(before);
      if (some == 0) {
        break;
      }
      all += some;
    }
    return all;
  }

  /** Of one day at a time; none where somebody changes them at this moment. */
  private int sealSome(Instant before) {
    List<Batch> some = read(before);
    if (some.isEmpty()) {
      return 0;
    }
    LocalDate day = dayOf(some.getFirst().receivedAt());
    Map<EnrolmentId, List<SealedReports.Slice>> slices = new TreeMap<>();
    some.forEach(batch -> batch.reports().forEach(report -> collect(batch, report, slices)));
    Map<EnrolmentId, Aead> opened = new TreeMap<>();
    // What is of a destroyed key is sealed by nobody, and goes with the rest of it.
    slices
        .keySet()
        .forEach(whose -> keys.findOrMake(whose).ifPresent(key -> opened.put(whose, key)));
    boolean done =
        Boolean.TRUE.equals(
            transactions.execute(
                status -> {
                  // None of the keys was destroyed meanwhile, nor is until this is committed.
                  if (keys.hold(opened.keySet()).size() == opened.size() && replaceAll(some)) {
                    opened.forEach((whose, key) -> insert(whose, day, slices, key));
                    return true;
                  }
                  status.setRollbackOnly();
                  return false;
                }));
    return done ? some.size() : 0;
  }

  private List<Batch> read(Instant before) {
    List<Batch> some = new ArrayList<>();
    long bytes = 0;
    for (long id : batches.listIds(before, BATCHES_MAX)) {
      Optional<Batch> batch = batches.find(id);
      if (batch.isEmpty()) {
        continue;
      }
      if (!some.isEmpty()
          && !dayOf(some.getFirst().receivedAt()).equals(dayOf(batch.get().receivedAt()))) {
        break;
      }
      some.add(batch.get());
      bytes += batch.get().reports().stream().mapToLong(one -> one.body().length()).sum();
      if (bytes > BYTES_MAX) {
        break;
      }
    }
    return some;
  }

  private static void collect(
      Batch batch, Stored report, Map<EnrolmentId, List<SealedReports.Slice>> slices) {
    long id = ReportBatch.reportId(batch.id(), report.place());
    int at = 0;
    for (int place = 0; place < report.slices().size(); place++) {
      ReportBatch.Slice slice = report.slices().get(place);
      Bytes bytes = report.body().from(at, at + slice.length());
      at += slice.length();
      slices
          .computeIfAbsent(new EnrolmentId(slice.enrolment()), whose -> new ArrayList<>())
          .add(new SealedReports.Slice(id, place, bytes));
    }
    if (report.isOfOne()) {
      // That of a report of several would tell of the one when the other's key is destroyed.
      slices
          .computeIfAbsent(
              new EnrolmentId(report.slices().getFirst().enrolment()), whose -> new ArrayList<>())
          .add(new SealedReports.Slice(id, report.slices().size(), report.wholeHash()));
    }
  }

  private boolean replaceAll(List<Batch> some) {
    for (Batch batch : some) {
      if (!batches.replace(batch, batch.reports().stream().map(Stored::emptied).toList(), true)) {
        return false;
      }
    }
    return true;
  }

  private void insert(
      EnrolmentId whose,
      LocalDate day,
      Map<EnrolmentId, List<SealedReports.Slice>> slices,
      Aead key) {
    int piece = SealedReports.nextPiece(jdbc, whose, day);
    SealedReports.insert(
        jdbc,
        new SealedReports.Name(whose, day, piece),
        slices.getOrDefault(whose, List.of()),
        key);
  }

  static LocalDate dayOf(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toLocalDate();
  }
}
