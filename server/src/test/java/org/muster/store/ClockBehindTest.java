package org.muster.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.muster.domain.AssignmentId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Interval;
import org.muster.domain.Observation;
import org.springframework.jdbc.core.simple.JdbcClient;

class ClockBehindTest {
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  private final JdbcClient jdbc = JdbcClient.create(TestDatabase.fresh());
  private final TestProgramme programme = new TestProgramme(jdbc);
  private final EnrolmentId enrolment = programme.enrolment("2026-10-01T00:00:00Z");
  private final AssignmentId assignment = programme.assignment(enrolment, "2026-10-01T00:00:00Z");

  @Test
  void givenAClockThatWasNotSetBackInAutumn_thenItsFixesAreNotBelievedFromTheThirdOn() {
    for (int minute = 0; minute < 5; minute++) {
      observe(NOON.plusSeconds(60L * minute), Duration.ofSeconds(3_602));
    }
    assertThat(clocksRightFrom(NOON)).containsExactly(true, true, false, false, false);
  }

  @Test
  void givenAStretchThatBeginsWithinIt_thenWhatCameBeforeIsLookedAt() {
    for (int minute = 0; minute < 5; minute++) {
      observe(NOON.plusSeconds(60L * minute), Duration.ofSeconds(3_602));
    }
    assertThat(clocksRightFrom(NOON.plusSeconds(120))).containsExactly(false, false, false);
    assertThat(clocksRightFrom(NOON.plusSeconds(60))).containsExactly(true, false, false, false);
  }

  @Test
  void givenStoredFixesThatComeLate_thenTheyAreBelieved() {
    for (int minute = 0; minute < 90; minute++) {
      Instant at = NOON.plusSeconds(60L * minute);
      observe(at, Duration.between(at, NOON.plus(Duration.ofHours(2))));
    }
    assertThat(clocksRightFrom(NOON)).hasSize(90).doesNotContain(false);
  }

  private List<Boolean> clocksRightFrom(Instant from) {
    return TestTracks.of(jdbc)
        .list(enrolment, new Interval(from, NOON.plus(Duration.ofDays(1))))
        .stream()
        .map(one -> ((Observation.Fix) one).clockRight())
        .toList();
  }

  private void observe(Instant observedAt, Duration late) {
    jdbc.sql(
            """
            with kept as (
              insert into report (token_id, protocol, received_at, hash, body)
              select token_id, 'native', :received, sha256(:key::bytea), ''::bytea
              from token join assignment using (device_id) where assignment_id = :assignment
              returning report_id)
            insert into observation (report_id, device_id, assignment_id, observed_at, received_at,
                                     kind, dedupe_key, latitude_e7, longitude_e7, source, mock,
                                     valid)
            select report_id, device_id, assignment_id, :observed, :received, 'Fix',
                   sha256(:key::bytea), 1, 2, 'UNSTATED', false, true
            from kept, assignment where assignment_id = :assignment
            """)
        .param("received", Timestamp.from(observedAt.plus(late)))
        .param("observed", Timestamp.from(observedAt))
        .param("assignment", assignment.value())
        .param("key", observedAt.toString())
        .update();
  }
}
