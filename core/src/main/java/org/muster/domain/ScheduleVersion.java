package org.muster.domain;

/** Names one version of a schedule. A change is the next version; the old one stays. */
public record ScheduleVersion(long schedule, int version) implements Comparable<ScheduleVersion> {
  public ScheduleVersion {
    Refuse.unless(schedule > 0 && version > 0, "schedule and version are positive");
  }

  @Override
  public int compareTo(ScheduleVersion other) {
    int bySchedule = Long.compare(schedule, other.schedule);
    return bySchedule != 0 ? bySchedule : Integer.compare(version, other.version);
  }

  @Override
  public String toString() {
    return schedule + "v" + version;
  }
}
