package org.muster.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.muster.audit.AuditReport;
import org.springframework.stereotype.Component;

/** The last reports of audits, in memory only, each for who asked for it. */
@Component
class KeptReports {
  static final int REPORTS_MAX = 20;

  private record Kept(String owner, AuditReport report) {}

  private final Map<String, Kept> reports = new LinkedHashMap<>();

  /** Keeps it in place of the oldest, and says by which id it is found. */
  synchronized String keep(String owner, AuditReport report) {
    String id = UUID.randomUUID().toString();
    if (reports.size() >= REPORTS_MAX) {
      reports.remove(reports.keySet().iterator().next());
    }
    reports.put(id, new Kept(owner, report));
    return id;
  }

  synchronized Optional<AuditReport> find(String owner, String id) {
    return Optional.ofNullable(reports.get(id))
        .filter(kept -> kept.owner().equals(owner))
        .map(Kept::report);
  }
}
