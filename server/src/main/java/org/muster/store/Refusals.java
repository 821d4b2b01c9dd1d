package org.muster.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What was not taken, and why. All are counted by protocol, reason, token and day (UTC). What a
 * known sender sent is listed too, up to a number a day; its bytes only when the device was
 * assigned when they came, for there is no collecting without an order. Written by the journal, in
 * the transaction of what was taken beside it, before anybody is answered.
 */
final class Refusals {
  /** Refusals listed of one token in a day; the rest are only counted. */
  static final int LISTED_A_DAY_MAX = 1_000;

  /** The reason of what nobody asks for at the time it speaks of. */
  static final String NO_ASSIGNMENT = "NoAssignment";

  private static final int BODY_BYTES_MAX = 65_536;
  private static final int DETAIL_LENGTH_MAX = 1_000;

  private static final Comparator<Key> ORDER =
      Comparator.comparing(Key::day)
          .thenComparing(Key::protocol)
          .thenComparing(Key::reason)
          .thenComparing(Key::tokenId, Comparator.nullsFirst(Comparator.naturalOrder()));

  private final JdbcClient jdbc;
  private final Map<Key, Long> counts = new TreeMap<>(ORDER);
  private final Map<Listed, Integer> listed = new TreeMap<>(Listed.ORDER);

  /** Of one transaction. */
  Refusals(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Key(LocalDate day, String protocol, String reason, @Nullable Long tokenId) {}

  private record Listed(long tokenId, LocalDate day) {
    static final Comparator<Listed> ORDER =
        Comparator.comparingLong(Listed::tokenId).thenComparing(Listed::day);
  }

  /** Counts a refusal of a report, and lists it once when the sender is known. */
  void add(ReceivedReport report, ReceivedReport.Refusal refusal) {
    count(report, refusal.reason(), refusal.count());
    if (report.tokenId() != null && refusal.listed()) {
      list(report, report.tokenId(), refusal);
    }
  }

  /** Only counts: nothing of what was sent is kept. */
  void count(ReceivedReport report, String reason, long count) {
    Key key = new Key(day(report.receivedAt()), report.protocol(), reason, report.tokenId());
    counts.merge(key, count, Long::sum);
  }

  /** Writes the counts, all in one statement and in one order. */
  void write() {
    if (counts.isEmpty()) {
      return;
    }
    Columns rows = new Columns("text", "text", "text", "int8", "int8");
    counts.forEach(
        (key, count) ->
            rows.add(key.protocol(), key.reason(), key.day().toString(), key.tokenId(), count));
    jdbc.sql(
            """
            insert into refusal_count (protocol, reason, on_day, token_id, count)
            select protocol, reason, on_day::date, token_id, count
            from unnest(?, ?, ?, ?, ?) as given (protocol, reason, on_day, token_id, count)
            on conflict (on_day, protocol, reason, token_id)
            do update set count = refusal_count.count + excluded.count
            """)
        .params(rows.parameters().toArray())
        .update();
  }

  private void list(ReceivedReport report, long tokenId, ReceivedReport.Refusal refusal) {
    LocalDate day = day(report.receivedAt());
    // What one batch lists alone is bounded here; what stands already is counted by the database.
    if (listed.merge(new Listed(tokenId, day), 1, Integer::sum) > LISTED_A_DAY_MAX) {
      return;
    }
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
        .param("protocol", report.protocol())
        .param("reason", refusal.reason())
        .param("detail", cut(refusal.detail()))
        .param("token", tokenId)
        .param("device", device)
        .param("body", Arrays.copyOf(refusal.body().array(), length(refusal.body())))
        .param("at", Timestamp.from(report.receivedAt()))
        .param("day", Timestamp.from(day.atStartOfDay(ZoneOffset.UTC).toInstant()))
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
