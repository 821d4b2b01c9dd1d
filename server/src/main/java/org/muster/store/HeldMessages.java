package org.muster.store;

import java.sql.Array;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/**
 * Messages that a broker brought of devices that are not registered. They are held until the device
 * is, as a gateway would hold them; then they are taken as if they came now, with the time at which
 * they did.
 */
@Component
public class HeldMessages {
  /** More are not held: who floods Muster with names must not fill the disk. */
  static final int MESSAGES_MAX = 10_000;

  static final int NAMES_MAX = 8;
  private static final int NAMED_MAX = 5;

  private static final String OF_VENDOR =
      """
      h.token_id in (select was.token_id from token was join token is_now using (vendor)
        where is_now.token_id = ?) and h.protocol = ?
      """;

  private final JdbcClient jdbc;

  public HeldMessages(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A message.
   *
   * @param names what its way says of its device
   */
  public record Held(long id, List<String> names, Bytes body, Instant receivedAt) {}

  /** How many are held of a source, and of which devices, the latest first and not all. */
  public record Waiting(long messages, List<String> devices) {}

  /** Holds one, on disk when it returns; whether there was room. */
  public boolean add(
      long tokenId,
      String protocol,
      List<String> names,
      List<String> devices,
      Bytes body,
      Instant receivedAt) {
    return jdbc.sql(
                """
                insert into held_message (token_id, protocol, names, devices, body, received_at)
                select ?, ?, ?, ?, ?, ?
                where (select count(*) from held_message) < ?
                """)
            .params(
                tokenId,
                protocol,
                texts(names),
                texts(devices),
                body.array(),
                Timestamp.from(receivedAt),
                MESSAGES_MAX)
            .update()
        == 1;
  }

  /**
   * The oldest of those whose device is now one that the token writes for; also of those that came
   * by another gateway's token of its vendor, for tokens are rotated.
   */
  public List<Held> listRegistered(long tokenId, String protocol, int most) {
    return jdbc.sql(
            """
            select h.held_id, h.names, h.body, h.received_at
            from held_message h
            join token was on was.token_id = h.token_id
            join token is_now on is_now.vendor = was.vendor
            where is_now.token_id = ? and h.protocol = ? and exists (
              select from device d where d.unique_id = any (h.devices) and d.vendor = was.vendor)
            order by h.held_id limit ?
            """)
        .params(tokenId, protocol, most)
        .query(
            (row, n) ->
                new Held(
                    row.getLong(1),
                    list(row.getArray(2)),
                    Bytes.of(row.getBytes(3)),
                    row.getTimestamp(4).toInstant()))
        .list();
  }

  public void remove(long id) {
    jdbc.sql("delete from held_message where held_id = ?").param(id).update();
  }

  /** Forgets what came before the instant, of whichever source. */
  public int forgetBefore(Instant at) {
    return jdbc.sql("delete from held_message where received_at < ?")
        .param(Timestamp.from(at))
        .update();
  }

  /** What is held of a source; empty when nothing is. */
  public Optional<Waiting> findWaiting(long tokenId, String protocol) {
    long messages =
        jdbc.sql("select count(*) from held_message h where " + OF_VENDOR)
            .params(tokenId, protocol)
            .query(Long.class)
            .single();
    if (messages == 0) {
      return Optional.empty();
    }
    List<String> devices =
        jdbc.sql(
                """
                select devices[1] from held_message h where %s
                group by 1 order by max(held_id) desc limit ?
                """
                    .formatted(OF_VENDOR))
            .params(tokenId, protocol, NAMED_MAX)
            .query((row, n) -> row.getString(1))
            .list();
    return Optional.of(new Waiting(messages, devices));
  }

  private static SqlArrayValue texts(List<String> texts) {
    return new SqlArrayValue(
        "text",
        texts.stream()
            .limit(NAMES_MAX)
            // The database has no place for the character of code zero.
            .map(text -> text.replace('\0', ' '))
            .toArray());
  }

  private static List<String> list(Array texts) throws SQLException {
    return List.of((String[]) texts.getArray());
  }
}
