package org.muster.store;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/** A PostgreSQL: our own in a folder, or a server that somebody else runs. */
public final class Database implements AutoCloseable {
  private final HikariDataSource pool;
  private final Optional<EmbeddedPostgres> own;

  private Database(String url, Optional<EmbeddedPostgres> own) {
    this.own = own;
    pool = new HikariDataSource();
    pool.setJdbcUrl(url);
    pool.setMaximumPoolSize(16);
    pool.addDataSourceProperty("reWriteBatchedInserts", "true");
  }

  /** The database in the folder; made when it is not there yet. */
  public static Database embedded(Path folder) {
    try {
      EmbeddedPostgres postgres =
          EmbeddedPostgres.builder()
              .setDataDirectory(folder.toAbsolutePath())
              .setCleanDataDirectory(false)
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("full_page_writes", "on")
              .setPGStartupWait(Duration.ofSeconds(60))
              .start();
      return new Database(postgres.getJdbcUrl("postgres", "postgres"), Optional.of(postgres));
    } catch (IOException e) {
      throw new UncheckedIOException("the embedded database did not start in " + folder, e);
    }
  }

  /** A server by its JDBC address. */
  public static Database at(String url) {
    return new Database(url, Optional.empty());
  }

  public DataSource dataSource() {
    return pool;
  }

  @Override
  public void close() {
    pool.close();
    own.ifPresent(
        postgres -> {
          try {
            postgres.close();
          } catch (IOException e) {
            throw new UncheckedIOException("the embedded database did not stop", e);
          }
        });
  }
}
