package org.muster.domain;

import java.time.Instant;
import java.util.List;

/**
 * A device while it stands for a participant, as the search for mass silence sees it.
 *
 * @param firstHeardAt before this it was not in contact, and could not go quiet
 * @param quiets when it was not heard for long, from the last sign of life to the next, in order;
 *     one that goes on is open
 */
public record WatchedDevice(
    AssignmentId assignment,
    EnrolmentId enrolment,
    String vendor,
    String office,
    Interval assigned,
    Instant firstHeardAt,
    List<Interval> quiets) {
  public WatchedDevice {
    quiets = List.copyOf(quiets);
    for (int i = 1; i < quiets.size(); i++) {
      Refuse.unless(
          !quiets.get(i).startsAt().isBefore(quiets.get(i - 1).endsAt()),
          "quiets come in order and do not overlap");
    }
  }
}
