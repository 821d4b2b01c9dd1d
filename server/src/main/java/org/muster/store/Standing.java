package org.muster.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Interval;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * When what is kept of an assignment counts: while the device stood for the participant, also where
 * that was recorded only afterwards.
 */
final class Standing {
  private final Map<Long, List<Interval>> stretches = new HashMap<>();

  private Standing() {}

  static Standing of(JdbcClient jdbc, Collection<EnrolmentId> enrolments) {
    Columns asked = new Columns("int8");
    enrolments.forEach(enrolment -> asked.add(enrolment.value()));
    Standing standing = new Standing();
    jdbc.sql(
            """
            select s.assignment_id, s.from_at, nullif(s.to_at, 'infinity') from standing s
            where s.enrolment_id = any (?)
            """)
        .params(new ArrayList<>(asked.parameters()))
        .query(
            row -> {
              standing
                  .stretches
                  .computeIfAbsent(row.getLong(1), id -> new ArrayList<>())
                  .add(Ranges.interval(row, 2, 3));
            });
    return standing;
  }

  /** Whether what was observed then, by the device of the assignment, counts. */
  boolean counts(long assignment, Instant observedAt) {
    for (Interval stretch : stretches.getOrDefault(assignment, List.of())) {
      if (stretch.contains(observedAt)) {
        return true;
      }
    }
    return false;
  }

  boolean counts(Arrival arrival) {
    return counts(arrival.assignmentId(), arrival.observation().observedAt());
  }
}
