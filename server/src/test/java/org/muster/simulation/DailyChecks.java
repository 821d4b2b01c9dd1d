package org.muster.simulation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.muster.domain.ConditionId;
import org.muster.domain.EnrolmentId;
import org.muster.figures.RollState;
import org.muster.store.Alerts;
import org.muster.store.Folds;
import org.muster.store.RollRow;
import org.muster.store.RollRows;
import org.muster.store.TestTracks;

/** What holds on every day of every run. */
final class DailyChecks {
  private static final int DAYS_BACK = 8;

  private final World world;
  private final Office office;
  private final Acknowledged acknowledged;

  DailyChecks(World world, Office office, Acknowledged acknowledged) {
    this.world = world;
    this.office = office;
    this.acknowledged = acknowledged;
  }

  void daily() {
    LocalDate today = now().atOffset(ZoneOffset.UTC).toLocalDate();
    for (ZoneId zone : World.ZONES) {
      roll(zone, now().atZone(zone).toLocalDate().minusDays(1));
    }
    journal();
    alerts();
    spans(today.minusDays(DAYS_BACK));
  }

  /** The same of all days. */
  void all() {
    for (ZoneId zone : World.ZONES) {
      LocalDate first = World.START.atZone(zone).toLocalDate().plusDays(1);
      first.datesUntil(now().atZone(zone).toLocalDate()).forEach(day -> roll(zone, day));
    }
    journal();
    alerts();
    spans(LocalDate.EPOCH);
  }

  private Instant now() {
    return office.server.clock.instant();
  }

  private static void hold(boolean holds, Supplier<String> otherwise) {
    if (!holds) {
      throw new SimulationFailed(otherwise.get());
    }
  }

  /** Each person of an office is on its roll of the day once, and the stock balances. */
  private void roll(ZoneId zone, LocalDate day) {
    Instant startsAt = day.atStartOfDay(zone).toInstant();
    Instant endsAt = day.plusDays(1).atStartOfDay(zone).toInstant();
    Map<Integer, Stay> expected = new HashMap<>();
    int came = 0;
    int went = 0;
    for (Stay stay : world.stays()) {
      if (stay.zone().equals(zone)
          && stay.during().startsAt().isBefore(endsAt)
          && stay.during().endsAt().isAfter(startsAt)) {
        // The later stay of a person stands.
        expected.put(stay.person(), stay);
        came += stay.during().startsAt().isBefore(startsAt) ? 0 : 1;
        went += stay.during().endsAt().isBefore(endsAt) ? 1 : 0;
      }
    }
    SortedMap<EnrolmentId, Stay> byEnrolment = new TreeMap<>();
    expected.values().forEach(stay -> byEnrolment.put(enrolment(stay), stay));
    List<RollRow> rows = rows(zone, day);
    List<EnrolmentId> called = rows.stream().map(RollRow::enrolment).toList();
    hold(
        called.equals(List.copyOf(byEnrolment.keySet())),
        () ->
            "on %s the roll of %s has enrolments %s, and enrolled are %s"
                .formatted(day, zone, called, byEnrolment.keySet()));
    String moved = "came %d, went %d".formatted(came, went);
    long before = stock(rows(zone, day.minusDays(1)));
    hold(
        stock(rows) == before + came - went,
        () ->
            "on %s the stock of %s is %d: the day before %d, %s"
                .formatted(day, zone, stock(rows), before, moved));
  }

  private EnrolmentId enrolment(Stay stay) {
    return office.enrolment("p" + stay.person() + " s" + stay.number());
  }

  private List<RollRow> rows(ZoneId zone, LocalDate day) {
    var of = office.offices.get(World.ZONES.indexOf(zone));
    return office.server.part(RollRows.class).list(day).stream()
        .filter(row -> row.office().equals(of))
        .toList();
  }

  private static long stock(List<RollRow> rows) {
    return rows.stream().filter(row -> !row.state().equals(RollState.ENDED_TODAY.name())).count();
  }

  /** What was acknowledged is in the journal, once, and nothing else is. */
  private void journal() {
    SortedMap<String, Long> kept = TestTracks.countByDevice(office.server.jdbc());
    SortedMap<String, Long> heard = acknowledged.byDevice();
    hold(
        kept.equals(heard),
        () -> "the journal holds %s, and acknowledged were %s".formatted(kept, heard));
  }

  /** Open are those that were raised and are neither decided nor withdrawn. */
  private void alerts() {
    Alerts alerts = office.server.part(Alerts.class);
    long open = alerts.listOpen(Alerts.Scope.EVERYBODY).size();
    Alerts.Count count = alerts.count(Alerts.Scope.EVERYBODY);
    hold(
        open == count.open(),
        () -> "%d alerts are listed as open, and counted are %s".formatted(open, count));
    long findings =
        office
            .server
            .jdbc()
            .sql("select count(distinct finding_id) from finding")
            .query(Long.class)
            .single();
    hold(
        count.raised() == findings,
        () -> "%d findings, and counted are %s".formatted(findings, count));
  }

  /** The spans of each condition follow each other without a hole and without an overlap. */
  private void spans(LocalDate from) {
    for (Map.Entry<String, EnrolmentId> stay : office.enrolments.entrySet()) {
      Map<ConditionId, Instant> ends = new TreeMap<>();
      for (Folds.ConditionSpan one :
          office.server.part(Folds.class).spansFrom(stay.getValue(), from)) {
        Instant startsAt = one.span().interval().startsAt();
        Instant last = ends.put(one.condition(), one.span().interval().endsAt());
        hold(
            last == null || last.equals(startsAt),
            () ->
                "a span of condition %s of %s begins at %s, and the one before ends at %s"
                    .formatted(one.condition(), stay.getKey(), startsAt, last));
      }
      hold(
          ends.values().stream().distinct().count() <= 1,
          () -> "the spans of %s end at different times: %s".formatted(stay.getKey(), ends));
    }
  }
}
