package org.muster.domain;

import java.util.Optional;

/**
 * A condition as an order asks it.
 *
 * @param schedule the schedule in which it binds; empty when it binds always
 * @param citation the paragraph of the order that asks it
 */
public record AskedCondition(
    ConditionId id,
    OrderId order,
    Condition condition,
    Optional<NamedSchedule> schedule,
    String citation) {

  public ConditionKind kind() {
    return ConditionKind.of(condition);
  }

  /** The zone it is about, if it is about a place. */
  public Optional<Zone> zone() {
    return switch (condition) {
      case Condition.StayWithin(Zone zone, Schedule hours) -> Optional.of(zone);
      case Condition.StayOutOf(Zone zone, Schedule hours) -> Optional.of(zone);
      case Condition.KeepContact(), Condition.CareForDevice() -> Optional.empty();
      case Condition.CheckIn checkIn -> Optional.empty();
      case Condition.Attend attend -> attend.place();
    };
  }
}
