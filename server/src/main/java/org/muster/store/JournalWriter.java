// Over 250 lines because what becomes of each entry of a report is decided in one transaction.
package org.muster.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
import org.muster.store.ReceivedReport.Entry;
import org.muster.store.ReceivedReport.Fate;
import org.muster.store.ReceivedReport.Kept;
import org.muster.store.ReceivedReport.Part;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Writes reports, their observations, what of them was refused, and what is thereby due to be
 * judged, in one transaction. An observation is kept only if a device stood for a participant at
 * the time it speaks of: collection stops at the second the order ends. A token that was revoked
 * before this transaction lets nothing in.
 */
@Component
public class JournalWriter {
  private static final Duration USED_EVERY = Duration.ofMinutes(1);

  private final JdbcClient jdbc;
  private final JudgingDue due;
  private final TransactionOperations transactions;
  private final AssignedDevices devices;
  private final ReportBatches batches;
  private final Remembered<Long, Instant> usedAt = new Remembered<>(KnownSenders.TOKENS_MAX);

  public JournalWriter(JdbcClient jdbc, JudgingDue due, TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.due = due;
    this.transactions = transactions;
    devices = new AssignedDevices(jdbc);
    batches = new ReportBatches(jdbc);
  }

  /** What became of each report, and whose the new observations are. */
  record Written(List<Kept> kept, Set<EnrolmentId> enrolments) {}

  /** All or nothing; on disk when it returns. */
  Written write(List<ReceivedReport> reports) {
    try {
      return transactions.execute(status -> writeAll(reports));
    } catch (RuntimeException | Error e) {
      devices.forgetAll();
      usedAt.clear();
      throw e;
    }
  }

  private Written writeAll(List<ReceivedReport> reports) {
    Set<Long> letIn = letIn(reports);
    List<ReceivedReport> taken = new ArrayList<>();
    for (ReceivedReport report : reports) {
      if (report.tokenId() == null || letIn.contains(report.tokenId())) {
        taken.add(report);
      }
    }
    Map<EnrolmentId, Instant> dueFrom = new HashMap<>();
    List<List<Fate>> fates = keep(taken, dueFrom);
    due.markAll(dueFrom);
    writeRefusals(taken, fates);
    markUsed(taken);
    List<Kept> kept = new ArrayList<>();
    int n = 0;
    for (ReceivedReport report : reports) {
      boolean in = report.tokenId() == null || letIn.contains(report.tokenId());
      kept.add(in ? new Kept(true, fates.get(n++)) : new Kept(false, List.of()));
    }
    return new Written(kept, dueFrom.keySet());
  }

  /** Of the tokens of the reports, those that still let somebody in. */
  private Set<Long> letIn(List<ReceivedReport> reports) {
    Set<Long> shown = new TreeSet<>();
    for (ReceivedReport report : reports) {
      if (report.tokenId() != null) {
        shown.add(report.tokenId());
      }
    }
    if (shown.isEmpty()) {
      return shown;
    }
    Columns asked = new Columns("int8");
    shown.forEach(asked::add);
    return new HashSet<>(
        jdbc.sql(
                """
                select token_id from token
                where token_id = any (?) and revoked_at is null
                  and (ends_at is null or ends_at > now())
                """)
            .params(new ArrayList<>(asked.parameters()))
            .query(Long.class)
            .list());
  }

  private List<List<Fate>> keep(List<ReceivedReport> reports, Map<EnrolmentId, Instant> dueFrom) {
    List<Entry> entries = new ArrayList<>();
    for (ReceivedReport report : reports) {
      for (Part part : report.parts()) {
        entries.addAll(part.entries());
      }
    }
    List<List<Fate>> fates = new ArrayList<>();
    if (entries.isEmpty()) {
      reports.forEach(report -> fates.add(List.of()));
      return fates;
    }
    List<@Nullable Assigned> assigned = devices.list(entries);
    long batchId = batches.nextId();
    Set<ObservationRows.Identity> fresh = insert(reports, assigned, batchId);
    int n = 0;
    for (ReceivedReport report : reports) {
      List<Fate> ofReport = new ArrayList<>();
      for (int left = report.entryCount(); left > 0; left--) {
        Entry entry = entries.get(n);
        Assigned to = assigned.get(n++);
        if (to == null) {
          ofReport.add(Fate.NO_ASSIGNMENT);
        } else if (fresh.remove(ObservationRows.Identity.of(entry))) {
          ofReport.add(Fate.ACCEPTED);
          Instant at = entry.observation().observedAt();
          dueFrom.merge(to.enrolment(), at, (a, b) -> a.isBefore(b) ? a : b);
        } else {
          ofReport.add(Fate.DUPLICATE);
        }
      }
      fates.add(ofReport);
    }
    batches.insert(batchId, bringers(reports, fates, assigned));
    return fates;
  }

  /** Stores the observations that have somebody; tells which are new. */
  private Set<ObservationRows.Identity> insert(
      List<ReceivedReport> reports, List<@Nullable Assigned> assigned, long batchId) {
    ObservationRows rows = new ObservationRows();
    int n = 0;
    for (int i = 0; i < reports.size(); i++) {
      long reportId = ReportBatch.reportId(batchId, i);
      for (Part part : reports.get(i).parts()) {
        for (Entry entry : part.entries()) {
          Assigned to = assigned.get(n++);
          if (to != null) {
            rows.add(reportId, to, reports.get(i).receivedAt(), entry);
          }
        }
      }
    }
    return rows.insert(jdbc);
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

  private void writeRefusals(List<ReceivedReport> reports, List<List<Fate>> fates) {
    Refusals refusals = new Refusals(jdbc);
    for (int i = 0; i < reports.size(); i++) {
      ReceivedReport report = reports.get(i);
      report.refusals().forEach(refusal -> refusals.add(report, refusal));
      long unassigned = fates.get(i).stream().filter(Fate.NO_ASSIGNMENT::equals).count();
      if (unassigned > 0) {
        refusals.count(report, Refusals.NO_ASSIGNMENT, unassigned);
      }
    }
    refusals.write();
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
