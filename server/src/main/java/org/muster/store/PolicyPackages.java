package org.muster.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.muster.policy.PackageFiles;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Policy packages byte for byte, known by the hash of their files; append-only. */
@Component
public class PolicyPackages {
  private static final String SELECT =
      "select hash, package_id, title, recorded_by, recorded_at from policy_package";

  private final JdbcClient jdbc;

  public PolicyPackages(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** For commands, which have a database and no server. */
  public static PolicyPackages of(DataSource dataSource) {
    return new PolicyPackages(JdbcClient.create(dataSource));
  }

  /** A package as it is listed. */
  public record Listed(
      String hash, String packageId, String title, String recordedBy, Instant recordedAt) {}

  /** Keeps a package; false where the same bytes are kept already. */
  public boolean add(PackageFiles files, String packageId, String title, String by, Instant at) {
    String hash = files.hash();
    boolean added =
        jdbc.sql(
                    """
                    insert into policy_package (hash, package_id, title, recorded_by, recorded_at)
                    values (?, ?, ?, ?, ?) on conflict (hash) do nothing
                    """)
                .params(hash, packageId, title, by, Timestamp.from(at))
                .update()
            == 1;
    if (added) {
      for (String path : files.paths()) {
        jdbc.sql("insert into policy_file (hash, path, content) values (?, ?, ?)")
            .params(hash, path, files.find(path).orElseThrow())
            .update();
      }
    }
    return added;
  }

  /** The files of a package; whoever reads it gets exactly what was kept. */
  public Optional<PackageFiles> find(String hash) {
    Map<String, byte[]> files = new TreeMap<>();
    jdbc.sql("select path, content from policy_file where hash = ?")
        .param(hash)
        .query((row, n) -> files.put(row.getString(1), row.getBytes(2)))
        .list();
    if (files.isEmpty()) {
      return Optional.empty();
    }
    PackageFiles found = new PackageFiles(files);
    if (!found.hash().equals(hash)) {
      throw new IllegalStateException("the kept files of " + hash + " are not those any more");
    }
    return Optional.of(found);
  }

  public Optional<Listed> findListed(String hash) {
    return jdbc.sql(SELECT + " where hash = ?")
        .param(hash)
        .query(PolicyPackages::listed)
        .optional();
  }

  /** The latest first. */
  public List<Listed> list(int countMax) {
    return jdbc.sql(SELECT + " order by recorded_at desc, hash limit ?")
        .param(countMax)
        .query(PolicyPackages::listed)
        .list();
  }

  /** Those whose hash, or whose id, begins so; the latest first. */
  public List<Listed> listNamed(String name, int countMax) {
    return jdbc.sql(
            SELECT
                + " where package_id = ? or starts_with(hash, ?)"
                + " order by recorded_at desc, hash limit ?")
        .params(name, name, countMax)
        .query(PolicyPackages::listed)
        .list();
  }

  private static Listed listed(ResultSet row, int n) throws SQLException {
    return new Listed(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getTimestamp(5).toInstant());
  }
}
