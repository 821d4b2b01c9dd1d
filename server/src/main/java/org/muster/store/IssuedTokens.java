package org.muster.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.domain.DeviceId;
import org.muster.domain.IssuedToken;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tokens that were made, to be read. */
@Component
public class IssuedTokens {
  private static final String SELECT =
      """
      select t.token_id, t.device_id, d.unique_id, coalesce(t.vendor, d.vendor) as vendor,
        t.created_at, t.created_by, t.last_used_at, t.ends_at,
        coalesce(t.revoked_at, case when t.ends_at <= now() then t.ends_at end) as revoked_at
      from token t left join device d using (device_id)
      """;

  private final JdbcClient jdbc;

  public IssuedTokens(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Those that let somebody in, or those that do not any more; gateways first, then the latest. */
  public List<IssuedToken> list(boolean revoked, int countMax) {
    return jdbc.sql(
            SELECT
                + """
                where (t.revoked_at is not null or coalesce(t.ends_at <= now(), false)) = ?
                  and coalesce(t.vendor, d.vendor) <> ?
                order by t.device_id is not null, t.token_id desc limit ?
                """)
        .params(revoked, SyntheticProgramme.VENDOR, countMax)
        .query((row, n) -> token(row))
        .list();
  }

  /** Those of a device that let it in, the latest first. */
  public List<IssuedToken> listOf(DeviceId device) {
    return jdbc.sql(
            SELECT
                + """
                where t.device_id = ? and t.revoked_at is null
                  and (t.ends_at is null or t.ends_at > now())
                order by t.token_id desc
                """)
        .param(device.value())
        .query((row, n) -> token(row))
        .list();
  }

  public Optional<IssuedToken> find(long id) {
    return jdbc.sql(SELECT + "where t.token_id = ?")
        .param(id)
        .query((row, n) -> token(row))
        .optional();
  }

  private static IssuedToken token(ResultSet row) throws SQLException {
    return new IssuedToken(
        row.getLong("token_id"),
        Optional.ofNullable(row.getObject("device_id", Long.class)).map(DeviceId::new),
        Optional.ofNullable(row.getString("unique_id")),
        row.getString("vendor"),
        row.getTimestamp("created_at").toInstant(),
        row.getString("created_by"),
        instant(row.getTimestamp("last_used_at")),
        instant(row.getTimestamp("ends_at")),
        instant(row.getTimestamp("revoked_at")));
  }

  private static Optional<Instant> instant(@Nullable Timestamp at) {
    return Optional.ofNullable(at).map(Timestamp::toInstant);
  }
}
