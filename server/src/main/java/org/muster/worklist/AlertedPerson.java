package org.muster.worklist;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import org.muster.domain.EnrolmentId;
import org.muster.policy.Severity;

/** A person with open alerts, the most pressing one first. */
public record AlertedPerson(
    EnrolmentId enrolment,
    String name,
    String officer,
    String officeName,
    ZoneId zone,
    List<Alert> alerts) {
  static final Comparator<AlertedPerson> MOST_PRESSING_FIRST =
      Comparator.comparing(AlertedPerson::severity)
          .thenComparing(AlertedPerson::dueAt)
          .thenComparing(AlertedPerson::name)
          .thenComparing(AlertedPerson::enrolment);

  public AlertedPerson {
    alerts = alerts.stream().sorted(Alert.MOST_PRESSING_FIRST).toList();
  }

  public Severity severity() {
    return alerts.getFirst().severity();
  }

  public Instant dueAt() {
    return alerts.getFirst().dueAt();
  }

  public boolean overdue() {
    return alerts.stream().anyMatch(Alert::overdue);
  }

  /** How many findings are open for the person. */
  public int count() {
    return alerts.stream().mapToInt(Alert::count).sum();
  }
}
