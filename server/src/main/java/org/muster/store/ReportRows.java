package org.muster.store;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.muster.store.ReceivedReport.Part;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reports on their way into the table. The hash is of the bytes as received; of the bytes, only the
 * parts are kept of which everything may be kept.
 */
final class ReportRows {
  private static final String INSERT =
      """
      insert into report (token_id, protocol, received_at, hash, body)
      select * from unnest(?, ?, ?, ?, ?)
      on conflict (token_id, protocol, hash) do nothing
      """;
  private static final String FIND =
      """
      select token_id, protocol, encode(hash, 'hex'), report_id
      from unnest(?, ?, ?) as given (token_id, protocol, hash)
      join report using (token_id, protocol, hash)
      """;

  private final Columns rows = new Columns("int8", "text", "timestamptz", "bytea", "bytea");
  private final Columns keys = new Columns("int8", "text", "bytea");

  /** What tells a report again: the same bytes of the same sender. */
  record Identity(long tokenId, String protocol, String hash) {}

  /**
   * Adds a report of which something is kept.
   *
   * @param taken for each part, whether all that was read from it may be kept
   */
  Identity add(ReceivedReport report, List<Boolean> taken) {
    byte[] hash = Hashes.sha256(report.bytes().array());
    byte[] body = taken.contains(false) ? join(report.parts(), taken) : report.bytes().array();
    rows.add(report.tokenId(), report.protocol(), report.receivedAt().toString(), hash, body);
    keys.add(report.tokenId(), report.protocol(), hash);
    return new Identity(report.tokenId(), report.protocol(), HexFormat.of().formatHex(hash));
  }

  /** Stores those that are new, and tells the id of each. */
  Map<Identity, Long> insert(JdbcClient jdbc) {
    jdbc.sql(INSERT).params(new ArrayList<>(rows.parameters())).update();
    Map<Identity, Long> ids = new HashMap<>();
    jdbc.sql(FIND)
        .params(new ArrayList<>(keys.parameters()))
        .query(
            row -> {
              ids.put(
                  new Identity(row.getLong(1), row.getString(2), row.getString(3)), row.getLong(4));
            });
    return ids;
  }

  private static byte[] join(List<Part> parts, List<Boolean> taken) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int i = 0; i < parts.size(); i++) {
      if (taken.get(i)) {
        body.writeBytes(parts.get(i).bytes().array());
        body.write('\n');
      }
    }
    return body.toByteArray();
  }
}
