package org.muster.policy;

import java.time.Duration;
import org.muster.domain.Refuse;

/**
 * From when on silence of many devices is the system's, and for how long that explains it.
 *
 * @param quietAfter a device is quiet when it was not heard for longer than this
 * @param within those that went quiet within this time went quiet together
 * @param countMin fewer are no incident, however few devices there are
 * @param share of the devices in contact, so many must have gone quiet; above 0, at most 1
 * @param habitDays a device's own quiets of so many days before are its habit
 * @param habitTimes a quiet counts when it is longer than the device's so-many-longest of them
 * @param coversMax an incident explains silence until {@code quietAfter} beyond its end, and none
 *     beyond this after its start, so that it can hide nobody for long
 */
public record SilenceRule(
    Duration quietAfter,
    Duration within,
    int countMin,
    double share,
    int habitDays,
    int habitTimes,
    Duration coversMax,
    String clause) {

  /** The rule that a programme starts with. */
  public static final SilenceRule STARTER =
      new SilenceRule(
          Duration.ofMinutes(45),
          Duration.ofMinutes(30),
          5,
          0.4,
          7,
          4,
          Duration.ofHours(24),
          "§ 3.4");

  public SilenceRule {
    Refuse.unless(quietAfter.isPositive(), "quiet after is a positive duration");
    Refuse.unless(within.isPositive(), "within is a positive duration");
    Refuse.unless(countMin >= 2, "one device alone is no incident");
    Refuse.unless(share > 0 && share <= 1, "the share is above 0 and at most 1");
    Refuse.unless(habitDays >= 1 && habitDays <= 90, "habits are of 1 to 90 days");
    Refuse.unless(habitTimes >= 1 && habitTimes <= 100, "a habit is 1 to 100 times");
    Refuse.unless(coversMax.isPositive(), "covers is a positive duration");
    clause = Refuse.blank(clause, 200, "the clause");
  }
}
