package org.muster.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.muster.domain.EnrolmentId;
import org.springframework.jdbc.core.simple.JdbcClient;

class JudgingDueTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private final JdbcClient jdbc = JdbcClient.create(TestDatabase.fresh());
  private final JudgingDue due = new JudgingDue(jdbc);
  private final EnrolmentId enrolment = new TestProgramme(jdbc).enrolment("2026-03-01T00:00:00Z");

  @Test
  void givenSeveralCauses_thenTheEarliestCounts() {
    due.mark(enrolment, NOON);
    due.mark(enrolment, NOON.minusSeconds(60));
    due.mark(enrolment, NOON.plusSeconds(60));
    assertThat(due.list(10))
        .singleElement()
        .satisfies(one -> assertThat(one.fromAt()).isEqualTo(NOON.minusSeconds(60)));
  }

  @Test
  void givenACauseThatCameWhileJudging_thenTheMarkStays() {
    due.mark(enrolment, NOON);
    DueJudging read = due.list(10).getFirst();
    due.mark(enrolment, NOON);
    assertThat(due.take(read)).isFalse();
    assertThat(due.count()).isEqualTo(1);
    assertThat(due.take(due.list(10).getFirst())).isTrue();
    assertThat(due.count()).isZero();
  }

  @Test
  void givenSomebodyWhoWaits_thenItIsKnownSinceWhenAndJudgingWhatCameAnewBeginsAnew() {
    assertThat(due.findOldestMarkedAt()).isEmpty();
    due.mark(enrolment, NOON);
    jdbc.sql("update judging_due set marked_at = ?").param(Timestamp.from(NOON)).update();
    DueJudging read = due.list(10).getFirst();
    due.mark(enrolment, NOON);
    assertThat(due.findOldestMarkedAt()).contains(NOON);
    due.take(read);
    assertThat(due.findOldestMarkedAt().orElseThrow()).isAfter(NOON.plusSeconds(1));
  }

  @Test
  void givenTimePasses_thenOnlyEnrolmentsUnderWayAreMarked() {
    assertThat(due.markAllUnderWay(Instant.parse("2026-02-01T00:00:00Z"))).isZero();
    assertThat(due.markAllUnderWay(NOON)).isEqualTo(1);
  }
}
