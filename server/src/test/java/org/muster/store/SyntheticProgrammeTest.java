package org.muster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.muster.domain.ConditionId;
import org.muster.domain.EnrolmentId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What stands for nobody is kept apart from people by the database itself. */
@NullMarked
class SyntheticProgrammeTest {
  private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");

  private final JdbcClient jdbc = JdbcClient.create(TestDatabase.fresh());
  private final SyntheticProgramme programme = new SyntheticProgramme(jdbc);

  @Test
  void givenItIsMadeTwice_thenItIsThereOnce() {
    assertThat(programme.office()).isEqualTo(programme.office());
    assertThat(programme.dummy(1)).isEqualTo(programme.dummy(1)).isNotEqualTo(programme.dummy(2));
  }

  @Test
  void givenAFindingAboutSomebody_thenItIsNeverDeleted() {
    TestProgramme real = new TestProgramme(jdbc);
    EnrolmentId somebody = real.enrolment("2026-03-01T00:00:00Z");
    finding(somebody, real.condition(somebody, "KeepContact"), "a");
    assertThatThrownBy(() -> jdbc.sql("delete from finding").update())
        .hasMessageContaining("table finding is append-only");
    assertThatThrownBy(() -> jdbc.sql("update finding set late = true").update())
        .hasMessageContaining("table finding is append-only");
    assertThatThrownBy(() -> jdbc.sql("truncate finding cascade").update())
        .hasMessageContaining("append-only");
    assertThat(findings()).isEqualTo(1);
  }

  @Test
  void givenAStayOfNobodyIsOver_thenWhatWasSaidOfItIsRemovedAndNothingElse() {
    TestProgramme real = new TestProgramme(jdbc);
    EnrolmentId somebody = real.enrolment("2026-03-01T00:00:00Z");
    finding(somebody, real.condition(somebody, "KeepContact"), "a");
    EnrolmentId nobody = stay(1);
    finding(nobody, real.condition(order(nobody), "KeepContact"), "b");
    Instant later = FROM.plus(Duration.ofHours(8));
    assertThat(programme.prune(later, Duration.ofHours(1))).isZero();
    jdbc.sql(
            """
            update enrolment set during = tstzrange(lower(during), ?), outcome_reason = 'r',
              outcome_destination = 'd'
            where enrolment_id = ?
            """)
        .params(Timestamp.from(FROM.plus(Duration.ofHours(6))), nobody.value())
        .update();
    assertThat(programme.prune(later, Duration.ofHours(3))).isZero();
    assertThat(programme.prune(later, Duration.ofHours(1))).isEqualTo(1);
    assertThat(findings()).isEqualTo(1);
  }

  @Test
  void givenPeopleAndNobody_thenNeitherTakesTheOthersPlace() {
    TestProgramme real = new TestProgramme(jdbc);
    EnrolmentId somebody = real.enrolment("2026-03-01T00:00:00Z");
    real.assignment(somebody, "2026-03-01T00:00:00Z");
    EnrolmentId nobody = stay(1);
    assertThatThrownBy(() -> jdbc.sql("update office set synthetic = not synthetic").update())
        .hasMessageContaining("synthetic from its beginning or never");
    assertThatThrownBy(
            () ->
                jdbc.sql(
                        "update enrolment set office_id = (select office_id from office where"
                            + " synthetic) where enrolment_id = ?")
                    .param(somebody.value())
                    .update())
        .hasMessageContaining("nobody else is");
    assertThatThrownBy(
            () ->
                jdbc.sql("update assignment set device_id = ? where enrolment_id = ?")
                    .params(programme.dummy(2).device().value(), somebody.value())
                    .update())
        .hasMessageContaining("for nobody else");
    assertThatThrownBy(
            () ->
                jdbc.sql(
                        "update enrolment set participant_id = (select min(participant_id) from"
                            + " participant where not synthetic) where enrolment_id = ?")
                    .param(nobody.value())
                    .update())
        .hasMessageContaining("nobody else is");
  }

  private EnrolmentId stay(int number) {
    return new Enrolments(jdbc, new JudgingDue(jdbc))
        .add(programme.dummy(number).participant(), programme.office(), "watchdog", FROM, "test");
  }

  /** An order for the stay; gives the stay back. */
  private EnrolmentId order(EnrolmentId stay) {
    jdbc.sql(
            """
            insert into legal_order (enrolment_id, issuer, authority, reason, lesser_options,
              review_on, during, recorded_by)
            values (?, 'i', 'a', 'r', 'l', '2026-06-01', tstzrange(?, null), 'test')
            """)
        .params(stay.value(), Timestamp.from(FROM))
        .update();
    return stay;
  }

  private void finding(EnrolmentId enrolment, ConditionId condition, String digit) {
    new PolicySets(jdbc).add(org.muster.policy.StarterPolicy.SET);
    jdbc.sql(
            """
            insert into finding (finding_id, version, change, enrolment_id, condition_id, kind,
              starts_at, known_at, late, content, because, policy_id, engine_version, as_of)
            values (?, 1, 'raised', ?, ?, 'ContactOverdue', ?, ?, false, '{}', '{}', 'starter-1',
              '3', ?)
            """)
        .params(
            digit.repeat(32),
            enrolment.value(),
            condition.value(),
            Timestamp.from(FROM),
            Timestamp.from(FROM),
            Timestamp.from(FROM))
        .update();
  }

  private long findings() {
    return jdbc.sql("select count(*) from finding").query(Long.class).single();
  }
}
