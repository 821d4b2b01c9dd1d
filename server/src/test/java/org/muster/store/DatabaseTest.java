package org.muster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The database as the product starts it, on folders as they are found. */
class DatabaseTest {
  @TempDir private Path parent = Path.of("");

  @Test
  void givenAFolder_thenWhatIsCommittedIsFlushedAndStaysOverARestart() {
    Path folder = parent.resolve("a b/programme");
    try (Database database = Database.embedded(folder)) {
      for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
        assertThat(ask(database, "show " + setting)).as(setting).isEqualTo("on");
      }
      assertThat(ask(database, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(ask(database, "show unix_socket_directories")).isEmpty();
      assertThat(ask(database, "show server_version")).startsWith("18");
      JdbcClient.create(database.dataSource()).sql("create table kept (n bigint)").update();
      JdbcClient.create(database.dataSource()).sql("insert into kept values (7)").update();
      assertThatThrownBy(() -> Database.embedded(folder))
          .isInstanceOf(DatabaseNotUsable.class)
          .hasMessageContaining("another Muster (process " + ProcessHandle.current().pid() + ")");
    }
    try (Database database = Database.embedded(folder)) {
      assertThat(ask(database, "select n from kept")).isEqualTo("7");
    }
  }

  @Test
  void givenOurDatabase_thenNobodyComesInWithoutItsPassword() throws Exception {
    try (Database database = Database.embedded(parent)) {
      String port = ask(database, "show port");
      String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
      assertThatThrownBy(() -> DriverManager.getConnection(url)).isInstanceOf(SQLException.class);
      assertThat(Files.getPosixFilePermissions(parent.resolve("password"))).hasSize(2);
    }
  }

  @Test
  void givenThePidOfAStranger_thenTheDatabaseStartsAndTheStrangerLives() throws Exception {
    Database.embedded(parent).close();
    Files.writeString(
        parent.resolve("postgres/postmaster.pid"), ProcessHandle.current().pid() + "\n");
    try (Database database = Database.embedded(parent)) {
      assertThat(ask(database, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void givenAHalfMadeDatabase_thenItIsMadeAnew() throws Exception {
    Files.createDirectories(parent.resolve("postgres.making/base"));
    Files.writeString(parent.resolve("password"), "old");
    try (Database database = Database.embedded(parent)) {
      assertThat(ask(database, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void givenAFolderThatIsNoDatabase_thenTheWordsSayWhatItIs() throws Exception {
    Path file = Files.createFile(parent.resolve("file"));
    refused(file, "is a file, not a folder");
    Path other = parent.resolve("other");
    Files.createDirectories(other.resolve("postgres"));
    Files.writeString(other.resolve("postgres/letter.txt"), "dear");
    refused(other, "holds files but no database");
    assertThat(other.resolve("postgres/letter.txt")).exists();
    Files.writeString(other.resolve("postgres/PG_VERSION"), "16\n");
    refused(other, "was made by PostgreSQL 16; this Muster brings PostgreSQL 18");
  }

  @Test
  void givenADatabaseThatDoesNotStart_thenItsOwnWordsAreTold() throws Exception {
    Database.embedded(parent).close();
    Files.writeString(parent.resolve("postgres/postgresql.conf"), "no_such_setting = 1\n");
    refused(parent, "no_such_setting");
  }

  @Test
  void givenAServerThatMayLoseCommits_thenItIsRefused() throws Exception {
    try (EmbeddedPostgres careless = EmbeddedPostgres.builder().start()) {
      String url = careless.getJdbcUrl("postgres", "postgres");
      assertThatThrownBy(() -> Database.at(url, "", ""))
          .isInstanceOf(DatabaseNotUsable.class)
          .hasMessageContaining("fsync = off");
    }
    try (EmbeddedPostgres careless =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("full_page_writes", "off")
            .start()) {
      String url = careless.getJdbcUrl("postgres", "postgres");
      assertThatThrownBy(() -> Database.at(url, "", ""))
          .isInstanceOf(DatabaseNotUsable.class)
          .hasMessageContaining("full_page_writes = off");
    }
  }

  @Test
  void givenAnAddressWhereNothingAnswers_thenTheWordsSayWhatToLookAt() {
    assertThatThrownBy(() -> Database.at("mysql://h/d", "", ""))
        .isInstanceOf(DatabaseNotUsable.class)
        .hasMessageContaining("no address of a PostgreSQL");
    assertThatThrownBy(() -> Database.at("jdbc:postgresql://127.0.0.1:1/x", "u", "p"))
        .isInstanceOfSatisfying(
            DatabaseNotUsable.class, e -> assertThat(e.whatToDo()).contains("MUSTER_DATABASE_URL"))
        .hasMessageContaining("127.0.0.1:1");
  }

  private static void refused(Path folder, String words) {
    assertThatThrownBy(() -> Database.embedded(folder).close())
        .isInstanceOf(DatabaseNotUsable.class)
        .hasMessageContaining(words);
  }

  private static String ask(Database database, String question) {
    return JdbcClient.create(database.dataSource()).sql(question).query(String.class).single();
  }
}
