package org.muster.store;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.Optional;
import javax.sql.DataSource;

/** A PostgreSQL: our own in a folder, or a server that somebody else runs. */
public final class Database implements AutoCloseable {
  private static final int CONNECTIONS_MAX = 16;
  private static final String SCHEME = "jdbc:postgresql:";

  private final HikariDataSource pool;
  private final Optional<OwnPostgres> own;

  private Database(String url, String user, String password, Optional<OwnPostgres> own) {
    this.own = own;
    pool = new HikariDataSource();
    pool.setJdbcUrl(url);
    // What the address itself says of user and password holds where these are left out.
    if (!user.isBlank()) {
      pool.setUsername(user);
    }
    if (!password.isBlank()) {
      pool.setPassword(password);
    }
    pool.setMaximumPoolSize(CONNECTIONS_MAX);
    pool.setPoolName("database");
    pool.addDataSourceProperty("reWriteBatchedInserts", "true");
    // Else a failure would bring the row that failed into the log, with names and places.
    pool.addDataSourceProperty("logServerErrorDetail", "false");
    try {
      Durability.check(pool);
    } catch (PoolInitializationException e) {
      close();
      throw notReached(e);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** The database in the folder; made when it is not there yet. */
  public static Database embedded(Path folder) {
    OwnPostgres own = OwnPostgres.start(folder);
    return new Database(own.url(), OwnPostgres.USER, own.password(), Optional.of(own));
  }

  /** A server by its JDBC address, with user and password where the address holds none. */
  public static Database at(String url, String user, String password) {
    if (!url.startsWith(SCHEME)) {
      throw new DatabaseNotUsable(
          "'%s' is no address of a PostgreSQL".formatted(url.replaceAll("(?<=:)[^:@/]*@", "…@")),
          "Set MUSTER_DATABASE_URL to jdbc:postgresql://HOST:PORT/DATABASE.");
    }
    return new Database(url, user, password, Optional.empty());
  }

  public DataSource dataSource() {
    return pool;
  }

  /** From now on the use of the connections is counted there. */
  public void measureBy(MeterRegistry registry) {
    pool.setMetricRegistry(registry);
  }

  @Override
  public void close() {
    pool.close();
    own.ifPresent(OwnPostgres::close);
  }

  private static DatabaseNotUsable notReached(PoolInitializationException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return new DatabaseNotUsable(
        "the database server could not be used: " + cause.getMessage(),
        "Look at MUSTER_DATABASE_URL, MUSTER_DATABASE_USER and MUSTER_DATABASE_PASSWORD, and"
            + " whether the server runs.",
        e);
  }
}
