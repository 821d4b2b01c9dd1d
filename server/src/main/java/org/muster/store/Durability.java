package org.muster.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/**
 * Whether a database server can hold what Muster acknowledges: new enough, with what the schema
 * needs, and not set to lose commits.
 */
final class Durability {
  private static final int VERSION_MIN = 180_000;
  private static final List<String> MUST_BE_ON =
      List.of("fsync", "full_page_writes", "synchronous_commit");

  private Durability() {}

  /** Returns if the server will do; else says what is in the way. */
  static void check(DataSource database) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      int version = Integer.parseInt(ask(statement, "show server_version_num"));
      if (version < VERSION_MIN) {
        throw new DatabaseNotUsable(
            "the database server is PostgreSQL " + ask(statement, "show server_version"),
            "Muster needs PostgreSQL 18 or newer.");
      }
      for (String setting : MUST_BE_ON) {
        if (ask(statement, "show " + setting).equals("off")) {
          throw new DatabaseNotUsable(
              "the database server runs with %s = off: it may lose what was acknowledged"
                  .formatted(setting),
              ("Set %s = on in its postgresql.conf (or ALTER SYSTEM SET %s = on), reload it, and"
                      + " start again.")
                  .formatted(setting, setting));
        }
      }
      String extension = "from pg_available_extensions where name = 'btree_gist'";
      if (ask(statement, "select count(*) " + extension).equals("0")) {
        throw new DatabaseNotUsable(
            "the database server does not have the extension btree_gist",
            "Install the contrib modules of PostgreSQL on it.");
      }
    } catch (SQLException e) {
      throw notReached(e);
    }
  }

  private static DatabaseNotUsable notReached(SQLException e) {
    return new DatabaseNotUsable(
        "the database server could not be used: " + e.getMessage(),
        "Look at MUSTER_DATABASE_URL (jdbc:postgresql://HOST:PORT/DATABASE), MUSTER_DATABASE_USER"
            + " and MUSTER_DATABASE_PASSWORD, and whether the server runs.",
        e);
  }

  private static String ask(Statement statement, String question) throws SQLException {
    try (ResultSet answer = statement.executeQuery(question)) {
      answer.next();
      return answer.getString(1);
    }
  }
}
