package org.muster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import javax.sql.DataSource;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.muster.store.Journal;
import org.muster.store.JournalWriter;
import org.muster.store.JudgingDue;
import org.muster.store.Reach;
import org.muster.store.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Ready is who can take a report. */
@NullMarked
class ReadinessTest {
  private final DataSource database = TestDatabase.fresh();
  private final JdbcClient jdbc = JdbcClient.create(database);
  private final Journal journal =
      new Journal(
          new JournalWriter(
              jdbc,
              new JudgingDue(jdbc),
              new TransactionTemplate(new JdbcTransactionManager(database))),
          event -> {});

  @AfterEach
  void close() throws InterruptedException {
    journal.close();
  }

  @Test
  void givenJournalAndDatabase_thenReady() {
    assertThat(answer(database)).isEqualTo("200 OK ok\n");
  }

  @Test
  void givenTheJournalHasEnded_thenNotReady() throws InterruptedException {
    journal.close();
    assertThat(answer(database)).startsWith("503").contains("The journal has ended");
  }

  @Test
  void givenTheDatabaseIsGone_thenNotReady() {
    DataSource gone =
        new AbstractDataSource() {
          @Override
          public Connection getConnection() throws SQLException {
            throw new SQLException("gone");
          }

          @Override
          public Connection getConnection(String user, String password) throws SQLException {
            throw new SQLException("gone");
          }

          @Override
          public PrintWriter getLogWriter() {
            return new PrintWriter(System.err, true, StandardCharsets.UTF_8);
          }
        };
    assertThat(answer(gone)).startsWith("503").contains("The database does not answer");
  }

  private String answer(DataSource from) {
    var answer = new Readiness(new Reach(from), journal, Clock.systemUTC()).readyz();
    return answer.getStatusCode() + " " + answer.getBody();
  }
}
