package org.muster.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.domain.AssignmentId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Observation;
import org.muster.store.Caseload;
import org.muster.store.PolicySets;
import org.muster.store.RollDue;
import org.muster.store.RollFacts;
import org.muster.store.RollRow;
import org.muster.store.RollRows;
import org.muster.store.TestDatabase;
import org.muster.store.TestProgramme;
import org.springframework.jdbc.core.simple.JdbcClient;

class DailyRollTest {
  private static final LocalDate DAY = LocalDate.parse("2026-03-02");

  private static final int MANY = 1_200;

  private final JdbcClient jdbc = JdbcClient.create(TestDatabase.fresh());
  private final TestProgramme programme = new TestProgramme(jdbc);
  private final RollRows rows = new RollRows(jdbc);
  private final RollFacts facts = new RollFacts(jdbc);
  private Instant now = Instant.parse("2026-03-02T12:00:00Z");
  private final InstantSource clock = () -> now;
  private final RollDue due = new RollDue(jdbc);
  private final DailyRoll roll = new DailyRoll(facts, rows, due, new PolicySets(jdbc), clock);

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
  void givenCausesThatGoOnComing_thenACallEndsAndTheNextTakesThem() {
    EnrolmentId heard = person("2026-03-01T11:00:00Z");
    roll.call();
    markMany();
    int[] calls = {0};
    RollFacts coming =
        new RollFacts(jdbc) {
          @Override
          public List<Facts> list(
              CallingOffice office,
              LocalDate day,
              Instant at,
              Instant asOf,
              List<EnrolmentId> only) {
            assertThat(calls[0]++).as("how often facts were asked for").isLessThan(20);
            markMany();
            return super.list(office, day, at, asOf, only);
          }
        };
    new DailyRoll(coming, rows, due, new PolicySets(jdbc), clock).call();
    assertThat(due.list(MANY, due.lastMark())).hasSize(MANY);
    roll.call();
    assertThat(due.list(MANY, due.lastMark())).isEmpty();
    assertThat(rows.list(DAY)).extracting(RollRow::enrolment).containsExactly(heard);
  }

  /** More than are taken at a time. */
  private void markMany() {
    jdbc.sql(
            """
            insert into roll_due (enrolment_id, from_at)
            select 1000 + n, '2026-03-01T00:00:00Z' from generate_series(1, ?) as n
            on conflict (enrolment_id) do update set mark = excluded.mark
            """)
        .param(MANY)
        .update();
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
    EnrolmentId enrolment = programme.enrolment("2026-02-20T08:00:00Z");
    AssignmentId device = equip(enrolment, "2026-02-27T05:00:00Z");
    callOnEachDay("2026-03-02", "2026-03-04");
    assertThat(rows.list(DAY)).extracting(RollRow::state).containsExactly("LOST");
    int versions = rows.list(DAY).getFirst().version();

    programme.observe(device, new Observation.Beat(Instant.parse("2026-03-02T23:00:00Z")));
    due.mark(enrolment, Instant.parse("2026-03-02T23:00:00Z"));
    roll.call();
    assertThat(rows.list(DAY))
        .extracting(RollRow::version, RollRow::state)
        .containsExactly(tuple(versions + 1, "IN_CONTACT"));
    assertThat(due.list(9, due.lastMark())).isEmpty();
  }

  @Test
  void givenADayWasMissed_thenItIsCalledWithTheNext() {
    person("2026-03-02T11:00:00Z");
    roll.call();
    now = Instant.parse("2026-03-05T12:00:00Z");
    // Another start of the server, which knows only what stands in the database.
    new DailyRoll(facts, rows, due, new PolicySets(jdbc), clock).call();
    for (int days = 0; days <= 3; days++) {
      assertThat(rows.list(DAY.plusDays(days))).hasSize(1);
    }
    assertThat(rows.list(DAY.plusDays(1)).getFirst().state()).isEqualTo("CONTACT_OVERDUE");
  }

  @Test
  void givenAnEnrolmentIsEndedWithAPastDate_thenItIsTakenOffTheDaysAfterAndTheSumIsRight() {
    EnrolmentId stays = person("2026-03-02T11:00:00Z");
    EnrolmentId ends = person("2026-03-02T11:00:00Z");
    callOnEachDay("2026-03-01", "2026-03-04");
    assertThat(states("2026-03-03")).hasSize(2);

    end(ends, "2026-03-02T15:00:00Z");
    roll.call();

    assertThat(states("2026-03-01")).hasSize(2);
    assertThat(rows.list(DAY))
        .extracting(RollRow::enrolment, RollRow::state)
        .contains(tuple(ends, "ENDED_TODAY"));
    for (String later : new String[] {"2026-03-03", "2026-03-04"}) {
      assertThat(rows.list(LocalDate.parse(later)))
          .extracting(RollRow::enrolment)
          .containsExactly(stays);
      assertThat(page(later).isComplete()).isTrue();
      assertThat(page(later).sum()).isEqualTo(1);
    }
    roll.call();
    assertThat(rows.listVersions(DAY.plusDays(1), office().id(), List.of(ends)))
        .as("taken off once, and not again with each call")
        .extracting(RollRow::version, RollRow::isTakenOff)
        .containsExactly(tuple(2, true));
  }

  @Test
  void givenAStayThatEndsAndOneThatBeginsOnOneDay_thenThePersonStandsOnceByTheLaterOne() {
    EnrolmentId first = person("2026-03-02T08:00:00Z");
    end(first, "2026-03-02T09:00:00Z");
    roll.call();
    assertThat(states("2026-03-02")).containsExactly("ENDED_TODAY");

    long again =
        jdbc.sql(
                """
                insert into enrolment (participant_id, office_id, officer, during, recorded_by)
                select participant_id, office_id, officer,
                       tstzrange('2026-03-02T10:00:00Z', null), 'test'
                from enrolment where enrolment_id = ? returning enrolment_id
                """)
            .param(first.value())
            .query(Long.class)
            .single();
    roll.call();

    assertThat(rows.list(DAY))
        .extracting(RollRow::enrolment)
        .containsExactly(new EnrolmentId(again));
    assertThat(page("2026-03-02").isComplete()).isTrue();
    assertThat(page("2026-03-02").enrolled()).isEqualTo(1);
  }

  private void callOnEachDay(String from, String to) {
    for (LocalDate day = LocalDate.parse(from);
        !day.isAfter(LocalDate.parse(to));
        day = day.plusDays(1)) {
      now = day.atTime(12, 0).toInstant(ZoneOffset.UTC);
      roll.call();
    }
  }

  private void end(EnrolmentId enrolment, String at) {
    jdbc.sql(
            """
            update enrolment set during = tstzrange(lower(during), ?::timestamptz),
              outcome_reason = 'Case closed', outcome_destination = 'Home' where enrolment_id = ?
            """)
        .params(at, enrolment.value())
        .update();
    due.mark(enrolment, Instant.parse(at));
  }

  private List<String> states(String day) {
    return rows.list(LocalDate.parse(day)).stream().map(RollRow::state).toList();
  }

  private RollOfDay page(String day) {
    return new Roll(rows, facts, new Caseload(jdbc), clock)
        .day(LocalDate.parse(day), Optional.empty());
  }

  private RollFacts.CallingOffice office() {
    return facts.offices().getFirst();
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
