package org.muster.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.muster.domain.AssignmentId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.FindingKind;
import org.muster.domain.Interval;
import org.muster.domain.Observation;
import org.muster.domain.State;
import org.muster.figures.DailyRoll;
import org.muster.figures.RollState;
import org.muster.store.Bindings;
import org.muster.store.DutyRecords;
import org.muster.store.Findings;
import org.muster.store.Folds;
import org.muster.store.Incidents;
import org.muster.store.JudgingDue;
import org.muster.store.PolicySets;
import org.muster.store.Recalls;
import org.muster.store.RecordedFinding.Change;
import org.muster.store.RecordedIncident;
import org.muster.store.RollDue;
import org.muster.store.RollFacts;
import org.muster.store.RollRows;
import org.muster.store.Silences;
import org.muster.store.TestDatabase;
import org.muster.store.TestProgramme;
import org.muster.store.TestTracks;
import org.muster.store.Timelines;
import org.springframework.jdbc.core.simple.JdbcClient;

class SilenceWatchTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final int PEOPLE = 6;

  private final JdbcClient jdbc = JdbcClient.create(TestDatabase.fresh());
  private final TestProgramme programme = new TestProgramme(jdbc);
  private final Incidents incidents = new Incidents(jdbc);
  private final JudgingDue due = new JudgingDue(jdbc);
  private final Findings findings = new Findings(jdbc);
  private final Folds folds = new Folds(jdbc);
  private final SilenceWatch watch = new SilenceWatch(new Silences(jdbc), incidents, due);
  private final Judge judge =
      new Judge(
          new SupervisionOf(
              new Bindings(jdbc), new PolicySets(jdbc), incidents, new DutyRecords(jdbc, due)),
          TestTracks.of(jdbc),
          folds,
          new FindingVersions(findings, folds, TestTracks.of(jdbc), new Recalls(jdbc, due)),
          due);
  private final List<EnrolmentId> people = new ArrayList<>();
  private final List<AssignmentId> devices = new ArrayList<>();

  @Test
  void givenAllDevicesOfAVendorStop_thenTheirSilenceIsTheSystemsAndNobodyIsOverdue() {
    allAreQuietFromNoon();
    Instant night = NOON.plus(Duration.ofHours(6));
    assertThat(watch.look(NOON.plus(Duration.ofMinutes(30)))).isZero();

    assertThat(watch.look(night)).isEqualTo(PEOPLE);
    judgeAll(night);

    assertThat(incidents.listFrom(Instant.EPOCH))
        .extracting(one -> one.incident().scope().name(), RecordedIncident::change)
        .containsExactly(tuple("Testware", Change.RAISED));
    for (EnrolmentId person : people) {
      assertThat(findings.listFor(person)).isEmpty();
      assertThat(
              new Timelines(folds)
                  .within(person, new Interval(night.minusSeconds(60), night))
                  .values())
          .allSatisfy(
              timeline ->
                  assertThat(timeline.spans().getLast().state())
                      .isEqualTo(new State.Unknown(State.Cause.SYSTEM_FAULT)));
    }
    roll(night);
    assertThat(new RollRows(jdbc).list(LocalDate.parse("2026-03-02")))
        .hasSize(PEOPLE)
        .allSatisfy(
            row -> {
              assertThat(row.state()).isEqualTo(RollState.SYSTEM_FAULT.name());
              assertThat(row.evidence().faultOf().orElse("")).startsWith("vendor Testware since");
            });
    assertThat(watch.look(night.plusSeconds(60))).as("nothing new is no version").isZero();
  }

  @Test
  void givenItEnds_thenWhoStaysSilentIsOverdueAndTheOthersAreNot() {
    allAreQuietFromNoon();
    Instant back = NOON.plus(Duration.ofHours(5));
    watch.look(back);
    judgeAll(back);
    devices.subList(0, PEOPLE - 1).forEach(device -> beat(device, back));

    Instant later = back.plus(Duration.ofHours(1));
    watch.look(later);
    judgeAll(later);

    RecordedIncident incident = incidents.listFrom(Instant.EPOCH).getFirst();
    assertThat(incident.change()).isEqualTo(Change.AMENDED);
    assertThat(incident.incident().interval().endsAt()).isEqualTo(back);
    assertThat(findings.listFor(people.getLast()))
        .extracting(one -> one.finding().kind())
        .containsExactly(FindingKind.CONTACT_OVERDUE);
    assertThat(findings.listFor(people.getFirst())).isEmpty();
  }

  @Test
  void givenStoredReportsComeLate_thenTheIncidentIsWithdrawnAndNothingIsExplainedByIt() {
    allAreQuietFromNoon();
    Instant night = NOON.plus(Duration.ofHours(6));
    watch.look(night);
    judgeAll(night);
    for (AssignmentId device : devices) {
      for (int minutes = 20; minutes < 360; minutes += 20) {
        beat(device, NOON.plus(Duration.ofMinutes(minutes)));
      }
    }

    assertThat(watch.look(night)).isEqualTo(PEOPLE);

    assertThat(incidents.listFrom(Instant.EPOCH))
        .extracting(RecordedIncident::change)
        .containsExactly(Change.WITHDRAWN);
    assertThat(incidents.listCovering(people.getFirst())).isEmpty();
  }

  private void allAreQuietFromNoon() {
    for (int i = 0; i < PEOPLE; i++) {
      EnrolmentId person = programme.enrolment("2026-03-01T08:00:00Z");
      programme.condition(person, "KeepContact");
      AssignmentId device = programme.assignment(person, "2026-03-01T08:00:00Z");
      for (int quarter = 0; quarter < 112; quarter++) {
        beat(device, NOON.minus(Duration.ofMinutes(15L * quarter + i)));
      }
      people.add(person);
      devices.add(device);
    }
  }

  private void beat(AssignmentId device, Instant at) {
    programme.observe(device, new Observation.Beat(at));
  }

  private void judgeAll(Instant now) {
    people.forEach(person -> due.mark(person, NOON.minus(Duration.ofDays(2))));
    due.list(99).forEach(one -> judge.judge(one, now));
  }

  private void roll(Instant now) {
    new DailyRoll(
            new RollFacts(jdbc),
            new RollRows(jdbc),
            new RollDue(jdbc),
            new PolicySets(jdbc),
            () -> now)
        .call();
  }
}
