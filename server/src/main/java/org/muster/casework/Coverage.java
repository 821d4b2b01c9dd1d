package org.muster.casework;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.muster.domain.Order;

/** Until when orders in force follow on each other without a hole. */
final class Coverage {
  private Coverage() {}

  /** The order in force at the instant. */
  static Optional<Order> orderAt(List<Order> orders, Instant at) {
    return orders.stream().filter(order -> order.during().contains(at)).findFirst();
  }

  /**
   * The end of the unbroken run of orders from the instant; the instant itself if there is none.
   */
  static Instant endOfRun(List<Order> ordersInOrderOfTime, Instant from) {
    Instant end = from;
    for (Order order : ordersInOrderOfTime) {
      if (order.during().contains(end)) {
        end = order.during().endsAt();
      }
    }
    return end;
  }
}
