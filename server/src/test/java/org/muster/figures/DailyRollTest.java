package org.muster.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.domain.AssignmentId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Observation;
import org.muster.store.Caseload;
import org.muster.store.PolicySets;
import org.muster.store.RollFacts;
import org.muster.store.RollRow;
import org.muster.store.RollRows;
import org.muster.store.TestDatabase;
import org.muster.store.TestProgramme;
import org.springframework.jdbc.core.simple.JdbcClient;

class DailyRollTest {
  private static final LocalDate DAY = LocalDate.parse("2026-03-02");

  private final JdbcClient jdbc = JdbcClient.create(TestDatabase.fresh());
  private final TestProgramme programme = new TestProgramme(jdbc);
  private final RollRows rows = new RollRows(jdbc);
  private final RollFacts facts = new RollFacts(jdbc);
  private Instant now = Instant.parse("2026-03-02T12:00:00Z");
  private final InstantSource clock = () -> now;
  private final DailyRoll roll = new DailyRoll(facts, rows, new PolicySets(jdbc), clock);

  @Test
  void givenPeopleOfEveryKind_thenEachIsOnTheRollOnceAndTheSumIsWhoIsEnrolled() {
    EnrolmentId heard = person("2026-03-02T11:00:00Z");
    EnrolmentId overdue = person("2026-03-02T05:00:00Z");
    EnrolmentId lost = person("2026-02-27T05:00:00Z");
    EnrolmentId neverHeard = programme.enrolment("2026-02-20T08:00:00Z");
    programme.condition(neverHeard, "KeepContact");
    EnrolmentId nothingAsked = programme.enrolment("2026-02-20T08:00:00Z");
    EnrolmentId ended = person("2026-03-02T11:00:00Z");
    jdbc.sql(
            """
            update enrolment set during = tstzrange(lower(during), '2026-03-02T09:00:00Z'),
              outcome_reason = 'Case closed', outcome_destination = 'Home' where enrolment_id = ?
            """)
        .param(ended.value())
        .update();

    roll.call();

    assertThat(rows.list(DAY))
        .extracting(RollRow::enrolment, RollRow::state)
        .containsExactlyInAnyOrder(
            tuple(heard, "IN_CONTACT"),
            tuple(overdue, "CONTACT_OVERDUE"),
            tuple(lost, "LOST"),
            tuple(neverHeard, "ORDERED_NOT_INSTALLED"),
            tuple(nothingAsked, "NO_TECHNOLOGY"),
            tuple(ended, "ENDED_TODAY"));
    RollOfDay page = new Roll(rows, facts, new Caseload(jdbc), clock).day(DAY, Optional.empty());
    assertThat(page.isComplete()).isTrue();
    assertThat(page.counts().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(6);
    assertThat(page.enrolled()).isEqualTo(6);
  }

  @Test
  void givenOfficesInTwoDays_thenEachHasItsOwnTodayAndTheWholeTheOneThatAllHaveBegun() {
    jdbc.sql(
            """
            insert into office (code, name, time_zone) values
              ('NYC', 'East', 'America/New_York'), ('LAX', 'West', 'America/Los_Angeles')
            """)
        .update();
    now = Instant.parse("2026-03-02T05:30:00Z");
    Roll whole = new Roll(rows, facts, new Caseload(jdbc), clock);
    assertThat(whole.today(Optional.of("NYC"))).isEqualTo(DAY);
    assertThat(whole.today(Optional.of("LAX"))).isEqualTo(DAY.minusDays(1));
    assertThat(whole.today(Optional.empty())).isEqualTo(DAY.minusDays(1));
  }

  @Test
  void givenNothingButANewerSignOfLife_thenTheDayUnderWayGetsNoVersion() {
    AssignmentId device = device("2026-03-02T11:00:00Z");
    roll.call();
    programme.observe(device, new Observation.Beat(Instant.parse("2026-03-02T12:00:30Z")));
    now = Instant.parse("2026-03-02T12:01:00Z");
    roll.call();
    assertThat(rows.list(DAY)).extracting(RollRow::version).containsExactly(1);
  }

  @Test
  void givenTheRollIsHeld_thenItIsNotCalledUntilItIsReleased() {
    person("2026-03-02T11:00:00Z");
    roll.hold();
    roll.call();
    assertThat(rows.list(DAY)).isEmpty();
    roll.release();
    assertThat(rows.list(DAY)).hasSize(1);
  }

  @Test
  void givenSilenceOverTheLimit_thenTheRowGetsAnotherVersionAndTheFirstStays() {
    person("2026-03-02T11:00:00Z");
    roll.call();
    now = Instant.parse("2026-03-02T15:00:01Z");
    roll.call();
    assertThat(rows.list(DAY))
        .extracting(RollRow::version, RollRow::state)
        .containsExactly(tuple(2, "CONTACT_OVERDUE"));
    assertThat(
            jdbc.sql("select count(*) from roll_row where day = ?")
                .param(DAY)
                .query(Long.class)
                .single())
        .isEqualTo(2);
  }

  @Test
  void givenLateDataAboutAnEarlierDay_thenItsRollIsCalledAgain() {
    AssignmentId device = device("2026-02-27T05:00:00Z");
    now = Instant.parse("2026-03-04T12:00:00Z");
    roll.call();
    assertThat(rows.list(DAY)).extracting(RollRow::state).containsExactly("LOST");

    programme.observe(device, new Observation.Beat(Instant.parse("2026-03-02T23:00:00Z")));
    roll.callSince(Instant.parse("2026-03-02T00:00:00Z"));
    assertThat(rows.list(DAY))
        .extracting(RollRow::version, RollRow::state)
        .containsExactly(tuple(2, "IN_CONTACT"));
  }

  private EnrolmentId person(String lastHeard) {
    EnrolmentId enrolment = programme.enrolment("2026-02-20T08:00:00Z");
    equip(enrolment, lastHeard);
    return enrolment;
  }

  private AssignmentId device(String lastHeard) {
    return equip(programme.enrolment("2026-02-20T08:00:00Z"), lastHeard);
  }

  private AssignmentId equip(EnrolmentId enrolment, String lastHeard) {
    programme.condition(enrolment, "KeepContact");
    AssignmentId device = programme.assignment(enrolment, "2026-02-20T08:00:00Z");
    programme.observe(device, new Observation.Beat(Instant.parse(lastHeard)));
    return device;
  }
}
