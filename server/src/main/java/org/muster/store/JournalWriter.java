// Over 250 lines because what becomes of each entry of a report is decided in one transaction.
package org.muster.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Observation;
import org.muster.store.AssignedDevices.Assigned;
import org.muster.store.JournalCommit.Objection;
import org.muster.store.ReceivedReport.Entry;
import org.muster.store.ReceivedReport.Fate;
import org.muster.store.ReceivedReport.Kept;
import org.muster.store.ReceivedReport.Part;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Writes reports, their observations and what of them was refused, in one transaction, and notes in
 * memory what is thereby due to be judged; after a crash the arrivals themselves tell it. An
 * observation is kept only if a device stood for a participant at the time it speaks of: collection
 * stops at the second the order ends. A token that was revoked before this transaction lets nothing
 * in. What is new and whose it is, is told from memory; the commit holds that against the database,
 * and where it is not so any more, all of it is told again.
 */
@Component
public class JournalWriter {
  private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);
  private static final Duration USED_EVERY = Duration.ofMinutes(1);

  /** While others change assignments, a draft may be old before it is kept. */
  private static final int TRIES_MAX = 20;

  private final JdbcClient jdbc;
  private final JudgingDue due;
  private final TransactionOperations transactions;
  private final LatestArrivals arrivals;
  private final AssignedDevices devices;
  private final KnownObservations known;
  private final ReportBatches batches;
  private final ObservationIds ids;
  private final Remembered<Long, Instant> usedAt = new Remembered<>(KnownSenders.TOKENS_MAX);

  /** The batch of which nobody knows whether it was committed; 0 when there is none. */
  private long inDoubt;

  @Autowired
  public JournalWriter(
      JdbcClient jdbc,
      JudgingDue due,
      TransactionOperations transactions,
      LatestArrivals arrivals) {
    this.jdbc = jdbc;
    this.due = due;
    this.transactions = transactions;
    this.arrivals = arrivals;
    devices = new AssignedDevices(jdbc);
    known = new KnownObservations(jdbc, arrivals);
    batches = new ReportBatches(jdbc);
    ids = new ObservationIds(jdbc);
  }

  /** With a memory of its own. */
  public JournalWriter(JdbcClient jdbc, JudgingDue due, TransactionOperations transactions) {
    this(jdbc, due, transactions, new LatestArrivals(jdbc, due));
  }

  /** What became of each report, and whose the new observations are. */
  record Written(List<Kept> kept, Set<EnrolmentId> enrolments) {}

  /** All or nothing; on disk when it returns. */
  Written write(List<ReceivedReport> reports) {
    try {
      arrivals.load();
      learnOfLast();
      Set<Long> shut = new TreeSet<>();
      for (int left = TRIES_MAX; left > 0; left--) {
        Draft draft = draft(reports, shut);
        Objection objection = keep(draft);
        if (objection.isNone()) {
          return done(reports, draft, shut);
        }
        shut.addAll(objection.shutTokens());
        if (objection.assignments()) {
          devices.forgetAll();
        }
      }
      throw new IllegalStateException("assignments change all the while");
    } catch (RuntimeException | Error e) {
      devices.forgetAll();
      known.forgetAll();
      usedAt.clear();
      throw e;
    }
  }

  /** Whether more came than is moved into tracks, and than there is memory for. */
  boolean isFull() {
    return arrivals.isFull();
  }

  /**
   * What is to be kept of reports, and what their senders will be told.
   *
   * @param keys what tells each arrival of the commit again
   */
  private record Draft(
      List<ReceivedReport> taken,
      List<List<Fate>> fates,
      List<DedupeKey> keys,
      JournalCommit commit) {}

  private Draft draft(List<ReceivedReport> reports, Set<Long> shut) {
    List<ReceivedReport> taken = new ArrayList<>();
    Set<Long> tokens = new TreeSet<>();
    List<Entry> entries = new ArrayList<>();
    for (ReceivedReport report : reports) {
      if (!isLetIn(report, shut)) {
        continue;
      }
      taken.add(report);
      if (report.tokenId() != null) {
        tokens.add(report.tokenId());
      }
      report.parts().forEach(part -> entries.addAll(part.entries()));
    }
    List<@Nullable Assigned> assigned = devices.list(entries);
    boolean[] fresh = known.fresh(entries, assigned);
    long batchId = entries.isEmpty() ? 0 : batches.nextId();
    List<List<Fate>> fates = new ArrayList<>();
    List<Arrival> came = new ArrayList<>();
    List<DedupeKey> keys = new ArrayList<>();
    int n = 0;
    for (int i = 0; i < taken.size(); i++) {
      List<Fate> ofReport = new ArrayList<>();
      for (int left = taken.get(i).entryCount(); left > 0; left--) {
        Entry entry = entries.get(n);
        Assigned to = assigned.get(n);
        if (to == null) {
          ofReport.add(Fate.NO_ASSIGNMENT);
        } else if (fresh[n]) {
          ofReport.add(Fate.ACCEPTED);
          long reportId = ReportBatch.reportId(batchId, i);
          came.add(
              new Arrival(
                  to.assignmentId(),
                  to.enrolment(),
                  StoredObservation.of(ids.next(), reportId, entry, taken.get(i).receivedAt())));
          keys.add(entry.key());
        } else {
          ofReport.add(Fate.DUPLICATE);
        }
        n++;
      }
      fates.add(ofReport);
    }
    JournalCommit commit =
        new JournalCommit(
            devices.changes(), tokens, batchId, bringers(taken, fates, assigned), came);
    return new Draft(taken, fates, keys, commit);
  }

  private static boolean isLetIn(ReceivedReport report, Set<Long> shut) {
    return report.tokenId() == null || !shut.contains(report.tokenId());
  }

  private Objection keep(Draft draft) {
    // Until it is known that it was committed or not.
    inDoubt = draft.commit().arrivals().isEmpty() ? 0 : draft.commit().batchId();
    Objection objection =
        transactions.execute(
            status -> {
              Objection said = draft.commit().write(jdbc);
              if (said.isNone()) {
                refusals(draft).write();
              } else {
                status.setRollbackOnly();
              }
              return said;
            });
    inDoubt = 0;
    return objection;
  }

  /** A commit of which no answer came may be done, being done, or not. */
  private void learnOfLast() {
    if (inDoubt == 0) {
      return;
    }
    List<Arrival> came =
        transactions.execute(
            status -> {
              // Whoever is still at it holds this shared until it is done.
              jdbc.sql("select pg_advisory_xact_lock(6600, 1)").query().listOfRows();
              return ArrivalRows.find(jdbc, inDoubt);
            });
    remember(came, came.stream().map(one -> DedupeKey.of(one.observation().dedupeKey())).toList());
    inDoubt = 0;
  }

  /** These are on disk; tells whose they are. */
  private Set<EnrolmentId> remember(List<Arrival> came, List<DedupeKey> keys) {
    Map<EnrolmentId, Instant> dueFrom = Arrival.earliest(came);
    arrivals.add(came, keys);
    due.note(dueFrom);
    return dueFrom.keySet();
  }

  private Written done(List<ReceivedReport> reports, Draft draft, Set<Long> shut) {
    Set<EnrolmentId> whose = remember(draft.commit().arrivals(), draft.keys());
    try {
      markUsed(draft.taken());
    } catch (RuntimeException e) {
      // What the reports say is on disk; that their tokens were used is said with the next ones.
      LOG.warn("it was not noted which tokens were used: {}", e.getMessage());
    }
    List<Kept> kept = new ArrayList<>();
    int n = 0;
    for (ReceivedReport report : reports) {
      boolean in = isLetIn(report, shut);
      kept.add(in ? new Kept(true, draft.fates().get(n++)) : new Kept(false, List.of()));
    }
    return new Written(kept, whose);
  }

  /** The reports that brought something new; what was known is kept with who brought it first. */
  private List<ReportBatch.Stored> bringers(
      List<ReceivedReport> reports, List<List<Fate>> fates, List<@Nullable Assigned> assigned) {
    List<ReportBatch.Stored> stored = new ArrayList<>();
    int first = 0;
    for (int i = 0; i < reports.size(); i++) {
      ReceivedReport report = reports.get(i);
      List<@Nullable Assigned> whose = assigned.subList(first, first + fates.get(i).size());
      first += fates.get(i).size();
      if (report.tokenId() != null && fates.get(i).contains(Fate.ACCEPTED)) {
        List<OptionalLong> taken = new ArrayList<>();
        Set<EnrolmentId> destroyed = destroyed(fates.get(i), whose);
        int n = 0;
        for (Part part : report.parts()) {
          List<@Nullable Assigned> toPart = whose.subList(n, n + part.entries().size());
          boolean ofDestroyed =
              toPart.stream().anyMatch(to -> to != null && destroyed.contains(to.enrolment()));
          List<Fate> ofPart = fates.get(i).subList(n, n + part.entries().size());
          n += ofPart.size();
          boolean kept =
              part.bytes().length() > 0
                  && !ofPart.isEmpty()
                  && !ofDestroyed
                  && !ofPart.contains(Fate.NO_ASSIGNMENT);
          taken.add(kept ? whoseBytes(part, toPart) : OptionalLong.empty());
        }
        stored.add(ReportBatches.stored(i, report.tokenId(), report, taken));
      }
    }
    return stored;
  }

  /** The bytes of a part are of the one whose place it tells. */
  private static OptionalLong whoseBytes(Part part, List<@Nullable Assigned> whose) {
    OptionalLong found = OptionalLong.empty();
    for (int i = 0; i < whose.size(); i++) {
      Assigned to = whose.get(i);
      boolean place = part.entries().get(i).observation() instanceof Observation.Fix;
      if (to != null && (found.isEmpty() || place)) {
        found = OptionalLong.of(to.enrolment().value());
        if (place) {
          return found;
        }
      }
    }
    return found;
  }

  /** Whose track was destroyed: what comes again of it is told as known, and its bytes are not. */
  private Set<EnrolmentId> destroyed(List<Fate> fates, List<@Nullable Assigned> whose) {
    Set<EnrolmentId> asked = new TreeSet<>();
    for (int i = 0; i < fates.size(); i++) {
      Assigned to = whose.get(i);
      if (to != null && fates.get(i) == Fate.DUPLICATE) {
        asked.add(to.enrolment());
      }
    }
    return asked.isEmpty() ? asked : TrackKeys.listDestroyed(jdbc, asked);
  }

  private Refusals refusals(Draft draft) {
    Refusals refusals = new Refusals(jdbc);
    for (int i = 0; i < draft.taken().size(); i++) {
      ReceivedReport report = draft.taken().get(i);
      report.refusals().forEach(refusal -> refusals.add(report, refusal));
      long unassigned = draft.fates().get(i).stream().filter(Fate.NO_ASSIGNMENT::equals).count();
      if (unassigned > 0) {
        refusals.count(report, Refusals.NO_ASSIGNMENT, unassigned);
      }
    }
    return refusals;
  }

  /** Which tokens let the reports in; one that is busy is written once a minute. */
  private void markUsed(List<ReceivedReport> reports) {
    Map<Long, Instant> news = new TreeMap<>();
    for (ReceivedReport report : reports) {
      if (report.tokenId() != null && !report.parts().isEmpty()) {
        Instant written = usedAt.get(report.tokenId());
        if (written == null || written.plus(USED_EVERY).isBefore(report.receivedAt())) {
          news.merge(report.tokenId(), report.receivedAt(), (a, b) -> a.isAfter(b) ? a : b);
        }
      }
    }
    if (news.isEmpty()) {
      return;
    }
    Columns rows = new Columns("int8", "timestamptz");
    news.forEach((token, at) -> rows.add(token, at.toString()));
    jdbc.sql(
            """
            update token set last_used_at = used.at
            from unnest(?, ?) as used (token_id, at)
            where token.token_id = used.token_id
              and (last_used_at is null or last_used_at < used.at - interval '1 minute')
            """)
        .params(new ArrayList<>(rows.parameters()))
        .update();
    news.forEach(usedAt::put);
  }
}
