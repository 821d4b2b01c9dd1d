package org.muster.casework;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.muster.casework.Room.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.muster.casework.Change.Recorded;
import org.muster.domain.EnrolmentId;
import org.muster.store.Folds;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever waits for somebody else holds nothing that the other may still need. */
@NullMarked
class GivingWayTest {
  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
  private static final String MARK =
      "select 1 from judging_due where enrolment_id = ? for update nowait";
  private static final String ASSIGNMENT =
      "select 1 from assignment where enrolment_id = ? for key share nowait";

  private final Room room = new Room();
  private final JdbcClient jdbc = room.jdbc;
  private final EnrolmentId enrolment = room.enrolled(START);
  private final TransactionTemplate transaction =
      new TransactionTemplate(new JdbcTransactionManager(room.dataSource));

  GivingWayTest() {
    room.ordered(enrolment, START, null);
    room.assigning
        .assign(enrolment, new Assigning.Form(room.device("a-1"), START, null), "officer")
        .get();
  }

  @Test
  void givenSomebodyEndedWhileJudged_thenTheEndWaitsWithNothingInHand() throws Exception {
    CompletableFuture<Change<EnrolmentId>> ending =
        whileOneHolds(
            () -> new Folds(jdbc).lockSeen(enrolment),
            () -> {
              take(MARK);
              take(ASSIGNMENT);
            });
    assertThat(ending.get(10, SECONDS)).isInstanceOf(Recorded.class);
  }

  @Test
  void givenSomebodyEndedWhileAReportIsWritten_thenTheEndHoldsNoMark() throws Exception {
    CompletableFuture<Change<EnrolmentId>> ending =
        whileOneHolds(() -> take(ASSIGNMENT), () -> take(MARK));
    assertThat(ending.get(10, SECONDS)).isInstanceOf(Recorded.class);
  }

  @Test
  void givenAMarkForSomebodyWhoIsBeingEnded_thenItWaitsForNobody() {
    transaction.executeWithoutResult(
        ended -> {
          room.enrolments.lockToEnd(enrolment);
          CompletableFuture<Void> marked =
              CompletableFuture.runAsync(
                  () -> {
                    jdbc.sql("delete from judging_due").update();
                    room.due.mark(enrolment, NOW);
                  });
          assertThat(marked).succeedsWithin(Duration.ofSeconds(10));
        });
  }

  @Test
  void givenAMarkInATransaction_thenItIsWrittenLastAndOnlyIfAllIs() {
    jdbc.sql("delete from judging_due").update();
    transaction.executeWithoutResult(
        status -> {
          room.due.mark(enrolment, NOW);
          assertThat(room.due.count()).isZero();
          status.setRollbackOnly();
        });
    assertThat(room.due.count()).isZero();
    transaction.executeWithoutResult(status -> room.due.mark(enrolment, NOW));
    assertThat(room.due.count()).isEqualTo(1);
  }

  @Test
  void givenAChangeThatGaveWay_thenItIsMadeAgainAndNotForEver() {
    Changes changes = new Changes(new JdbcTransactionManager(room.dataSource));
    AtomicInteger tries = new AtomicInteger();
    assertThat(
            changes.make(
                () -> {
                  if (tries.incrementAndGet() < 3) {
                    throw new CannotAcquireLockException("deadlock detected");
                  }
                  return new Recorded<>("done");
                }))
        .isEqualTo(new Recorded<>("done"));
    assertThatThrownBy(
            () ->
                changes.make(
                    () -> {
                      tries.incrementAndGet();
                      throw new CannotAcquireLockException("deadlock detected");
                    }))
        .isInstanceOf(CannotAcquireLockException.class);
    assertThat(tries).hasValue(3 + 4);
  }

  /** Ends the enrolment while a transaction has something, and needs something more. */
  private CompletableFuture<Change<EnrolmentId>> whileOneHolds(Runnable has, Runnable needs) {
    return transaction.execute(
        status -> {
          has.run();
          CompletableFuture<Change<EnrolmentId>> ending =
              CompletableFuture.supplyAsync(
                  () ->
                      room.enrolling.end(
                          enrolment, new Enrolling.EndForm("Granted", "Home", NOW), "officer"));
          Awaitility.await().until(this::somebodyWaits);
          needs.run();
          assertThat(ending).isNotDone();
          return ending;
        });
  }

  private boolean somebodyWaits() {
    return jdbc.sql(
            """
            select exists (select from pg_stat_activity
              where datname = current_database() and wait_event_type = 'Lock')
            """)
        .query(Boolean.class)
        .single();
  }

  private void take(String sql) {
    assertThat(jdbc.sql(sql).param(enrolment.value()).query(Integer.class).list()).isNotEmpty();
  }
}
