package org.muster.judging;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.muster.domain.EnrolmentId;
import org.muster.store.JudgingDue;
import org.muster.store.TestDatabase;
import org.muster.store.TestProgramme;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

class JudgingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final DataSource dataSource = TestDatabase.fresh();
  private final JdbcClient jdbc = JdbcClient.create(dataSource);
  private final JudgingDue due = new JudgingDue(jdbc);

  @Test
  void givenSomebodyIsBeingJudged_whenJudgingStops_thenItReturnsWhenThatIsDone() throws Exception {
    EnrolmentId enrolment = new TestProgramme(jdbc).enrolment("2026-03-01T08:00:00Z");
    due.mark(enrolment, Instant.parse("2026-03-01T08:00:00Z"));
    Judging judging = judging(2);

    CompletableFuture<Void> stopped;
    try (Connection other = dataSource.getConnection()) {
      hold(other);
      judging.start();
      await(this::isHeldUp);
      stopped = CompletableFuture.runAsync(judging::stop);
      Thread.sleep(300);
      assertThat(stopped).isNotDone();
      other.rollback();
    }

    stopped.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    assertThat(due.count()).isZero();
    assertThat(judging.isJudging()).isFalse();
  }

  @Test
  void givenItWasNeverStarted_thenItJudgesWhatIsDueWhenAskedAndStopsAllTheSame() {
    EnrolmentId enrolment = new TestProgramme(jdbc).enrolment("2026-03-01T08:00:00Z");
    due.mark(enrolment, Instant.parse("2026-03-01T08:00:00Z"));
    Judging judging = judging(1);

    judging.judgeAllDue();
    judging.stop();

    assertThat(due.count()).isZero();
  }

  private Judging judging(int threads) {
    return new Judging(
        due,
        JudgeTest.judge(jdbc),
        JudgeTest.liveJudge(jdbc, TransactionOperations.withoutTransaction()),
        Clock.systemUTC(),
        event -> {},
        threads);
  }

  /** Who judges cannot take the mark off. */
  private static void hold(Connection other) throws SQLException {
    other.setAutoCommit(false);
    try (Statement statement = other.createStatement()) {
      statement.execute("select * from judging_due for update");
    }
  }

  private boolean isHeldUp() {
    return jdbc.sql(
                """
                select count(*) from pg_stat_activity
                where datname = current_database() and wait_event_type = 'Lock'
                """)
            .query(Long.class)
            .single()
        > 0;
  }

  private static void await(BooleanSupplier happened) throws InterruptedException {
    Instant giveUpAt = Instant.now().plus(PATIENCE);
    while (!happened.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(giveUpAt);
      Thread.sleep(20);
    }
  }
}
