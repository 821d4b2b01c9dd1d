package org.muster.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.muster.domain.DeviceId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What was not taken, and why. All are counted by protocol, reason, token and day (UTC). What a
 * known sender sent is listed too, up to a number a day; its bytes only when the device was
 * assigned when they came, for there is no collecting without an order.
 */
@Component
public class Refusals {
  /** Refusals listed of one token in a day; the rest are only counted. */
  static final int LISTED_A_DAY_MAX = 1_000;

  private static final int BODY_BYTES_MAX = 65_536;
  private static final int DETAIL_LENGTH_MAX = 1_000;

  private final JdbcClient jdbc;

  public Refusals(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A refusal to record. {@code device} is null when the report names none that is known. */
  public record Refusal(
      String protocol,
      String reason,
      String detail,
      @Nullable Long tokenId,
      @Nullable DeviceId device,
      Bytes body,
      Instant receivedAt) {}

  /** Counts it, so many times, and lists it once when the sender is known. */
  public void add(Refusal refusal, long count) {
    count(refusal.protocol(), refusal.reason(), refusal.tokenId(), count, refusal.receivedAt());
    if (refusal.tokenId() != null) {
      list(refusal, refusal.tokenId());
    }
  }

  /** Only counts: nothing of what was sent is kept. */
  public void count(
      String protocol, String reason, @Nullable Long tokenId, long count, Instant receivedAt) {
    jdbc.sql(
            """
            insert into refusal_count (protocol, reason, on_day, token_id, count)
            values (?, ?, ?, ?, ?)
            on conflict (on_day, protocol, reason, token_id)
            do update set count = refusal_count.count + excluded.count
            """)
        .param(protocol)
        .param(reason)
        .param(day(receivedAt))
        .param(tokenId)
        .param(count)
        .update();
    Counter.builder("muster.intake.refusals")
        .description("Reports, or lines of them, that were not taken, by reason.")
        .tag("protocol", protocol)
        .tag("reason", reason)
        .register(Metrics.globalRegistry)
        .increment((double) count);
  }

  private void list(Refusal refusal, long tokenId) {
    Timestamp receivedAt = Timestamp.from(refusal.receivedAt());
    Long device = refusal.device() == null ? null : refusal.device().value();
    jdbc.sql(
            """
            insert into refusal (protocol, reason, detail, token_id, body, received_at)
            select :protocol, :reason, :detail, :token,
              case when exists (select 1 from assignment
                                where device_id = :device::bigint and during @> :at::timestamptz)
                   then :body::bytea end, :at
            where (select count(*) from refusal
                   where token_id = :token and received_at >= :day) < :max
            """)
        .param("protocol", refusal.protocol())
        .param("reason", refusal.reason())
        .param("detail", cut(refusal.detail()))
        .param("token", tokenId)
        .param("device", device)
        .param("body", Arrays.copyOf(refusal.body().array(), length(refusal.body())))
        .param("at", receivedAt)
        .param(
            "day",
            Timestamp.from(day(refusal.receivedAt()).atStartOfDay(ZoneOffset.UTC).toInstant()))
        .param("max", LISTED_A_DAY_MAX)
        .update();
  }

  private static int length(Bytes body) {
    return Math.min(body.length(), BODY_BYTES_MAX);
  }

  private static String cut(String detail) {
    // The database has no place for the character of code zero.
    String text = detail.replace('\0', ' ');
    return text.length() <= DETAIL_LENGTH_MAX ? text : text.substring(0, DETAIL_LENGTH_MAX);
  }

  private static LocalDate day(Instant at) {
    return at.atZone(ZoneOffset.UTC).toLocalDate();
  }
}
