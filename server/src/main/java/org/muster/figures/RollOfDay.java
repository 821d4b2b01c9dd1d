package org.muster.figures;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.domain.EnrolmentId;

/**
 * The roll of a day, as it stands.
 *
 * @param enrolled how many enrolments touch the day, counted without the roll
 */
public record RollOfDay(LocalDate day, List<Line> lines, long enrolled, Optional<Instant> asOf) {

  /** One person's line. */
  public record Line(
      EnrolmentId enrolment,
      String name,
      String officer,
      String officeName,
      ZoneId zone,
      RollState state,
      String technology,
      Optional<Instant> lastHeardAt,
      String because,
      int version,
      Instant asOf) {}

  public RollOfDay {
    lines = List.copyOf(lines);
  }

  /** How many are in each state; every state is there, also those with none. */
  public Map<RollState, Long> counts() {
    Map<RollState, Long> counts = new EnumMap<>(RollState.class);
    for (RollState state : RollState.values()) {
      counts.put(state, lines.stream().filter(line -> line.state() == state).count());
    }
    return counts;
  }

  public int sum() {
    return lines.size();
  }

  /** Whether everybody enrolled is on the roll, once. */
  public boolean isComplete() {
    return lines.size() == enrolled
        && lines.stream().map(Line::enrolment).distinct().count() == enrolled;
  }

  public List<Line> in(RollState state) {
    return lines.stream().filter(line -> line.state() == state).toList();
  }
}
