package org.muster.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.muster.domain.EnrolmentId;
import org.muster.store.ReceivedReport.Entry;
import org.muster.store.ReceivedReport.Fate;
import org.muster.store.ReceivedReport.Part;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Writes reports, their observations and what is thereby due to be judged, in one transaction. An
 * observation is kept only if a device stood for a participant at the time it speaks of: collection
 * stops at the second the order ends.
 */
@Component
public class JournalWriter {
  private static final String ASSIGNMENTS =
      """
      select given.n, assignment_id, enrolment_id
      from unnest(?, ?, ?) as given (n, device_id, observed_at)
      join assignment a on a.device_id = given.device_id and a.during @> given.observed_at
      for key share of a
      """;

  private final JdbcClient jdbc;
  private final JudgingDue due;
  private final TransactionOperations transactions;

  public JournalWriter(JdbcClient jdbc, JudgingDue due, TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.due = due;
    this.transactions = transactions;
  }

  /** What became of the entries of each report, and whose the new ones are. */
  record Written(List<List<Fate>> fates, Set<EnrolmentId> enrolments) {}

  private record Assigned(long assignmentId, EnrolmentId enrolment) {}

  /** All or nothing; on disk when it returns. */
  Written write(List<ReceivedReport> reports) {
    return transactions.execute(status -> writeAll(reports));
  }

  private Written writeAll(List<ReceivedReport> reports) {
    List<@Nullable Assigned> assigned = assignments(reports);
    Set<ObservationRows.Identity> fresh = insert(reports, assigned);
    Map<EnrolmentId, Instant> dueFrom = new HashMap<>();
    List<List<Fate>> fates = new ArrayList<>();
    int n = 0;
    for (ReceivedReport report : reports) {
      List<Fate> ofReport = new ArrayList<>();
      for (Entry entry : report.entries()) {
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
    due.markAll(dueFrom);
    markUsed(reports);
    return new Written(fates, dueFrom.keySet());
  }

  /** Which tokens let the reports in; one that is busy is written once a minute. */
  private void markUsed(List<ReceivedReport> reports) {
    Map<Long, Instant> usedAt = new TreeMap<>();
    for (ReceivedReport report : reports) {
      usedAt.merge(report.tokenId(), report.receivedAt(), (a, b) -> a.isAfter(b) ? a : b);
    }
    Columns rows = new Columns("int8", "timestamptz");
    usedAt.forEach((token, at) -> rows.add(token, at.toString()));
    jdbc.sql(
            """
            update token set last_used_at = used.at
            from unnest(?, ?) as used (token_id, at)
            where token.token_id = used.token_id
              and (last_used_at is null or last_used_at < used.at - interval '1 minute')
            """)
        .params(new ArrayList<>(rows.parameters()))
        .update();
  }

  /** For each entry of all reports, in order, whom its device stood for then; null for nobody. */
  private List<@Nullable Assigned> assignments(List<ReceivedReport> reports) {
    Columns asked = new Columns("int4", "int8", "timestamptz");
    List<@Nullable Assigned> assigned = new ArrayList<>();
    for (ReceivedReport report : reports) {
      for (Entry entry : report.entries()) {
        String at = entry.observation().observedAt().toString();
        asked.add(assigned.size(), entry.device().value(), at);
        assigned.add(null);
      }
    }
    jdbc.sql(ASSIGNMENTS)
        .params(new ArrayList<>(asked.parameters()))
        .query(
            row -> {
              Assigned to = new Assigned(row.getLong(2), new EnrolmentId(row.getLong(3)));
              assigned.set(row.getInt(1), to);
            });
    return assigned;
  }

  /** Stores reports and observations; tells which observations are new. */
  private Set<ObservationRows.Identity> insert(
      List<ReceivedReport> reports, List<@Nullable Assigned> assigned) {
    ReportRows reportRows = new ReportRows();
    List<ReportRows.@Nullable Identity> identities = new ArrayList<>();
    int n = 0;
    for (ReceivedReport report : reports) {
      List<Boolean> taken = new ArrayList<>();
      boolean any = false;
      for (Part part : report.parts()) {
        List<@Nullable Assigned> ofPart = assigned.subList(n, n + part.entries().size());
        taken.add(part.bytes().length() > 0 && !ofPart.isEmpty() && !ofPart.contains(null));
        any |= ofPart.stream().anyMatch(to -> to != null);
        n += part.entries().size();
      }
      identities.add(any ? reportRows.add(report, taken) : null);
    }
    Map<ReportRows.Identity, Long> reportIds = reportRows.insert(jdbc);
    ObservationRows rows = new ObservationRows();
    n = 0;
    for (int i = 0; i < reports.size(); i++) {
      for (Entry entry : reports.get(i).entries()) {
        Assigned to = assigned.get(n++);
        if (to != null) {
          // Whoever has an assigned entry was added above, and so has an id.
          long reportId = Objects.requireNonNull(reportIds.get(identities.get(i)));
          rows.add(reportId, to.assignmentId(), reports.get(i).receivedAt(), entry);
        }
      }
    }
    return rows.insert(jdbc);
  }
}
