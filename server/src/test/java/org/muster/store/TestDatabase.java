package org.muster.store;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.NullMarked;

/** A fresh, migrated database for a test, on one PostgreSQL for the whole test run. */
@NullMarked
public final class TestDatabase {
  private static final EmbeddedPostgres POSTGRES = start();
  private static final AtomicInteger COUNT = new AtomicInteger();

  private TestDatabase() {}

  /** The JDBC address of a fresh, migrated database. */
  public static String freshUrl() {
    return freshUrl("migrated");
  }

  /** A database as an earlier Muster left it, by the number of its last migration. */
  static String freshUrlAt(String version) {
    String url = freshUrl("template1");
    Flyway.configure().dataSource(url, "postgres", "").target(version).load().migrate();
    return url;
  }

  private static String freshUrl(String template) {
    String name = "test_" + COUNT.incrementAndGet();
    try (Connection connection = POSTGRES.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name + " template " + template);
    } catch (SQLException e) {
      throw new IllegalStateException("no fresh test database", e);
    }
    return POSTGRES.getJdbcUrl("postgres", name);
  }

  /** The JDBC address of a database that holds nothing. */
  public static String emptyUrl() {
    String name = "empty_" + COUNT.incrementAndGet();
    try (Connection connection = POSTGRES.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("no empty test database", e);
    }
    return POSTGRES.getJdbcUrl("postgres", name);
  }

  /** A fresh, migrated database. */
  public static DataSource fresh() {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(freshUrl());
    pool.setMinimumIdle(0);
    pool.setMaximumPoolSize(6);
    pool.setIdleTimeout(10_000);
    return pool;
  }

  private static EmbeddedPostgres start() {
    try {
      EmbeddedPostgres postgres =
          EmbeddedPostgres.builder()
              // As durable as the true one, which the server under test insists on.
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .start();
      try (Connection connection = postgres.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("create database migrated");
      }
      Flyway.configure().dataSource(postgres.getDatabase("postgres", "migrated")).load().migrate();
      return postgres;
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("the test database did not start", e);
    }
  }
}
