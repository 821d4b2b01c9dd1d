package org.muster.store;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.muster.domain.DeviceId;
import org.muster.domain.Refuse;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What devices and gateways show to be let in. Only the SHA-256 of a token is kept: whoever reads
 * the database can not write as a device.
 */
@Component
public class Tokens {
  private static final int TOKEN_BYTES = 32;
  private static final int TEXT_LENGTH_MAX = 200;
  private static final String FIND =
      """
      select t.token_id, t.device_id, t.vendor, d.unique_id
      from token t left join device d using (device_id)
      where t.hash = ? and t.revoked_at is null and (t.ends_at is null or t.ends_at > now())
      """;

  private static final int DEVICE_LENGTH_MAX = 100;

  private final JdbcClient jdbc;
  private final SecureRandom random = new SecureRandom();

  public Tokens(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A token just made; its text can be shown now and never again. */
  public record Created(long tokenId, String text) {}

  /** A token that writes for one device. */
  public Created createForDevice(DeviceId device, String createdBy) {
    return create("device_id", device.value(), "Made for device no. " + device, createdBy);
  }

  /** A token of a gateway, that writes for every device of the vendor. */
  public Created createForGateway(String vendor, String createdBy) {
    String name = Refuse.blank(vendor, 100, "the vendor");
    return create("vendor", name, "Made for a gateway of " + name, createdBy);
  }

  /** Who shows this text; empty when no token is so, or when it was revoked. */
  public Optional<Sender> find(String text) {
    if (text.isBlank() || text.length() > TEXT_LENGTH_MAX) {
      return Optional.empty();
    }
    return jdbc.sql(FIND).param(hash(text)).query((row, n) -> sender(row)).optional();
  }

  /** The device with this unique id, if there is one and the sender may write for it. */
  public Optional<DeviceId> findDevice(Sender sender, String uniqueId) {
    if (uniqueId.length() > DEVICE_LENGTH_MAX || uniqueId.indexOf('\0') >= 0) {
      // No device has such a name, and the database would not even be asked for it.
      return Optional.empty();
    }
    return switch (sender) {
      case Sender.OfDevice own ->
          own.uniqueId().equals(uniqueId) ? Optional.of(own.device()) : Optional.empty();
      case Sender.OfVendor gateway ->
          jdbc.sql("select device_id from device where unique_id = ? and vendor = ?")
              .params(uniqueId, gateway.vendor())
              .query(Long.class)
              .optional()
              .map(DeviceId::new);
    };
  }

  /**
   * A token that takes the place of another, for the same device or vendor; the other lets in until
   * an instant too. Empty when the other lets nobody in, or is replaced already.
   */
  public Optional<Created> rotate(long tokenId, Instant endsAt, String createdBy) {
    boolean ending =
        jdbc.sql(
                    """
                    update token set ends_at = ?
                    where token_id = ? and revoked_at is null and ends_at is null
                    """)
                .params(Timestamp.from(endsAt), tokenId)
                .update()
            == 1;
    if (!ending) {
      return Optional.empty();
    }
    String text = secret();
    long id =
        jdbc.sql(
                """
                with made as (
                  insert into token (hash, device_id, vendor, created_by, replaces)
                  select ?, device_id, vendor, ?, token_id from token where token_id = ?
                  returning token_id, replaces)
                insert into casework_entry (subject, subject_id, change, author)
                select 'token', token_id, 'Made in the place of no. ' || replaces, ? from made
                returning subject_id
                """)
            .params(hash(text), createdBy, tokenId, createdBy)
            .query(Long.class)
            .single();
    return Optional.of(new Created(id, text));
  }

  /**
   * Ends a token; from then on nobody is let in by it. False when there is no such token, or it was
   * revoked before.
   */
  public boolean revoke(long tokenId, Instant revokedAt) {
    return jdbc.sql(
                """
                update token set revoked_at = ?
                where token_id = ? and revoked_at is null and (ends_at is null or ends_at > now())
                """)
            .params(Timestamp.from(revokedAt), tokenId)
            .update()
        == 1;
  }

  /** Ends all tokens that somebody made, and records why; how many there were. */
  public int revokeAllMadeBy(String createdBy, String why) {
    return jdbc.sql(
            """
            with ended as (
              update token set revoked_at = clock_timestamp()
              where created_by = :by and revoked_at is null returning token_id)
            insert into casework_entry (subject, subject_id, change, author)
            select 'token', token_id, :change, :by from ended
            """)
        .param("by", createdBy)
        .param("change", "Revoked: " + why)
        .update();
  }

  /** That it was made is recorded with it, whoever makes it. */
  private Created create(String holderColumn, Object holder, String change, String createdBy) {
    String text = secret();
    long id =
        jdbc.sql(
                """
                with made as (
                  insert into token (hash, %s, created_by) values (?, ?, ?) returning token_id)
                insert into casework_entry (subject, subject_id, change, author)
                select 'token', token_id, ?, ? from made returning subject_id
                """
                    .formatted(holderColumn))
            .params(hash(text), holder, createdBy, change, createdBy)
            .query(Long.class)
            .single();
    return new Created(id, text);
  }

  private String secret() {
    byte[] secret = new byte[TOKEN_BYTES];
    random.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  private static byte[] hash(String text) {
    return Hashes.sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Sender sender(ResultSet row) throws SQLException {
    long tokenId = row.getLong("token_id");
    String vendor = row.getString("vendor");
    return vendor == null
        ? new Sender.OfDevice(
            tokenId, new DeviceId(row.getLong("device_id")), row.getString("unique_id"))
        : new Sender.OfVendor(tokenId, vendor);
  }
}
