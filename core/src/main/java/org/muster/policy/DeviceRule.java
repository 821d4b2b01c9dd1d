package org.muster.policy;

import java.time.Duration;
import org.muster.domain.Refuse;

/**
 * What policy asks of the programme about its devices. It judges no participant.
 *
 * @param heardWithin a device that was ordered has to be heard so soon after it was asked for, or
 *     put on
 * @param falseAlarms so many false alarms that people laid to the device or its signal
 * @param falseAlarmsWithin within so long, suggest that it is swapped
 */
public record DeviceRule(
    Duration heardWithin,
    String heardClause,
    int falseAlarms,
    Duration falseAlarmsWithin,
    String swapClause) {

  /** The rule that a programme starts with. */
  public static final DeviceRule STARTER =
      new DeviceRule(Duration.ofHours(24), "§ 7.1", 3, Duration.ofDays(30), "§ 7.2");

  public DeviceRule {
    Refuse.unless(heardWithin.isPositive(), "heard within is a positive duration");
    Refuse.unless(falseAlarms >= 1 && falseAlarms <= 1_000, "false alarms are 1 to 1,000");
    Refuse.unless(falseAlarmsWithin.isPositive(), "false alarms within is a positive duration");
    heardClause = Refuse.blank(heardClause, 200, "the clause");
    swapClause = Refuse.blank(swapClause, 200, "the clause");
  }
}
