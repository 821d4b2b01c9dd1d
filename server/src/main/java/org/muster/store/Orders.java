package org.muster.store;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Interval;
import org.muster.domain.Order;
import org.muster.domain.OrderId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Legal orders; one is in force at a time for an enrolment. */
@Component
public class Orders {
  private static final String SELECT =
      """
      select order_id, enrolment_id, issuer, authority, reason, lesser_options, review_on, replaces,
             lower(during), upper(during), recorded_at, recorded_by
      from legal_order
      """;

  private final JdbcClient jdbc;
  private final JudgingDue due;

  public Orders(JdbcClient jdbc, JudgingDue due) {
    this.jdbc = jdbc;
    this.due = due;
  }

  /** What an order says, before it is recorded. */
  public record Wording(
      String issuer, String authority, String reason, String lesserOptions, LocalDate reviewOn) {}

  public OrderId add(
      EnrolmentId enrolment,
      Wording wording,
      @Nullable OrderId replaces,
      Interval during,
      String by) {
    OrderId id =
        jdbc.sql(
                """
                insert into legal_order (enrolment_id, issuer, authority, reason, lesser_options,
                                         review_on, replaces, during, recorded_by)
                values (?, ?, ?, ?, ?, ?, ?::bigint, tstzrange(?, ?), ?) returning order_id
                """)
            .param(enrolment.value())
            .param(wording.issuer())
            .param(wording.authority())
            .param(wording.reason())
            .param(wording.lesserOptions())
            .param(Date.valueOf(wording.reviewOn()))
            .param(replaces == null ? null : replaces.value())
            .param(Ranges.startOf(during))
            .param(Ranges.endOf(during))
            .param(by)
            .query((row, n) -> new OrderId(row.getLong(1)))
            .single();
    due.mark(enrolment, during.startsAt(), News.Kind.ORDER, id.toString());
    return id;
  }

  /** The order is in force only until the instant. */
  public void cut(Order order, Instant endsAt) {
    jdbc.sql("update legal_order set during = tstzrange(lower(during), ?) where order_id = ?")
        .params(Timestamp.from(endsAt), order.id().value())
        .update();
    due.mark(order.enrolment(), endsAt, News.Kind.ORDER, order.id().toString());
  }

  public Optional<Order> find(OrderId id) {
    return jdbc.sql(SELECT + "where order_id = ?").param(id.value()).query(Orders::row).optional();
  }

  /** The orders of an enrolment in order of time. */
  public List<Order> list(EnrolmentId enrolment) {
    return jdbc.sql(SELECT + "where enrolment_id = ? order by during")
        .param(enrolment.value())
        .query(Orders::row)
        .list();
  }

  private static Order row(ResultSet row, int n) throws SQLException {
    long replaces = row.getLong(8);
    Optional<OrderId> replaced =
        row.wasNull() ? Optional.empty() : Optional.of(new OrderId(replaces));
    return new Order(
        new OrderId(row.getLong(1)),
        new EnrolmentId(row.getLong(2)),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getDate(7).toLocalDate(),
        replaced,
        Ranges.interval(row, 9, 10),
        row.getTimestamp(11).toInstant(),
        row.getString(12));
  }
}
