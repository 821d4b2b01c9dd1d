package org.muster.worklist;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Interval;
import org.muster.domain.SystemIncident;

/**
 * A system incident as pages show it.
 *
 * @param members whose devices they are; empty in lists
 * @param versions what each version did, the first one first; empty in lists
 */
public record IncidentFile(
    String id,
    SystemIncident.Scope scope,
    Interval interval,
    int watched,
    int quiet,
    boolean withdrawn,
    Instant asOf,
    String clause,
    List<Line> members,
    List<Version> versions) {

  /** One silent device. */
  public record Line(
      EnrolmentId enrolment,
      String name,
      String officer,
      ZoneId zone,
      Interval silent,
      Optional<Interval> covered) {
    /** Whether it was silent for longer than the incident explains. */
    public boolean outlasts() {
      return covered.filter(part -> part.endsAt().equals(silent.endsAt())).isEmpty();
    }
  }

  /** What a version did, and what it said. */
  public record Version(int number, String change, Interval interval, int quiet, Instant asOf) {}

  public IncidentFile {
    members = List.copyOf(members);
    versions = List.copyOf(versions);
  }

  public boolean goesOn() {
    return interval.isOpen() && !withdrawn;
  }

  /** How long it lasted, or has lasted. */
  public Duration lasted() {
    return Duration.between(interval.startsAt(), interval.isOpen() ? asOf : interval.endsAt());
  }

  /** Whose devices: "Devices of Tetherline", "Devices at North office". */
  public String words() {
    return switch (scope.kind()) {
      case VENDOR -> "Devices of " + scope.name();
      case OFFICE -> "Devices at " + scope.name();
      case PROGRAMME -> scope.name();
    };
  }
}
