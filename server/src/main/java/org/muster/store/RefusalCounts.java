package org.muster.store;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How often what was refused, to be read. */
@Component
public class RefusalCounts {
  /**
   * How often a reason was given on a day (UTC).
   *
   * @param tokenId whose token it came with; empty where it was none that is known
   * @param device the id of the device that the token is of
   * @param vendor the vendor whose devices the token's gateway carries, or whose the device is
   */
  public record Count(
      LocalDate onDay,
      String protocol,
      String reason,
      Optional<Long> tokenId,
      Optional<String> device,
      Optional<String> vendor,
      long count) {}

  private final JdbcClient jdbc;

  public RefusalCounts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The counts from a day on, the latest day and the most frequent first. */
  public List<Count> list(LocalDate fromDay, int countMax) {
    return jdbc.sql(
            """
            select c.on_day, c.protocol, c.reason, c.token_id, d.unique_id,
              coalesce(t.vendor, d.vendor) as vendor, c.count
            from refusal_count c
            left join token t using (token_id)
            left join device d using (device_id)
            where c.on_day >= ?
            order by c.on_day desc, c.count desc, c.protocol, c.reason, c.token_id
            limit ?
            """)
        .params(fromDay, countMax)
        .query(
            (row, n) ->
                new Count(
                    row.getObject("on_day", LocalDate.class),
                    row.getString("protocol"),
                    row.getString("reason"),
                    Optional.ofNullable(row.getObject("token_id", Long.class)),
                    Optional.ofNullable(row.getString("unique_id")),
                    Optional.ofNullable(row.getString("vendor")),
                    row.getLong("count")))
        .list();
  }

  /** How often each reason was given from a day on, over all senders. */
  public List<Sum> sums(LocalDate fromDay) {
    return jdbc.sql(
            """
            select reason, sum(count) from refusal_count where on_day >= ?
            group by reason order by sum(count) desc, reason
            """)
        .param(fromDay)
        .query((row, n) -> new Sum(row.getString(1), row.getLong(2)))
        .list();
  }

  /** How often a reason was given. */
  public record Sum(String reason, long count) {}
}
