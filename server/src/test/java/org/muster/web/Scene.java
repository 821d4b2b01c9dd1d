package org.muster.web;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.muster.domain.Area;
import org.muster.domain.AssignmentId;
import org.muster.domain.ConditionKind;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Interval;
import org.muster.domain.OfficeId;
import org.muster.domain.OrderId;
import org.muster.domain.Position;
import org.muster.domain.Technology;
import org.muster.domain.ZoneVersion;
import org.muster.store.Assignments;
import org.muster.store.Conditions;
import org.muster.store.Devices;
import org.muster.store.Enrolments;
import org.muster.store.JudgingDue;
import org.muster.store.Offices;
import org.muster.store.Orders;
import org.muster.store.Participants;
import org.muster.store.Zones;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A few people with something to see about each, for tests of pages. Times end at now. */
@NullMarked
final class Scene {
  static final double HOME_LATITUDE = 29.76;
  static final double HOME_LONGITUDE = -95.37;

  private final JdbcClient jdbc;
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final Instant start;
  private int count;

  /** A person with a device. */
  record Somebody(EnrolmentId enrolment, AssignmentId assignment, String device) {}

  Scene(JdbcClient jdbc, Duration sinceStart) {
    this.jdbc = jdbc;
    start = now.minus(sinceStart);
  }

  /** All of them, over six days. */
  static void play(JdbcClient jdbc) {
    new Scene(jdbc, Duration.ofDays(6)).play();
  }

  private void play() {
    OfficeId houston = office("HOU", "Houston office", "America/Chicago");
    OfficeId atlanta = office("ATL", "Atlanta office", "America/New_York");

    Somebody ana = somebody("Ana", "Díaz", houston, "o.rivera", Technology.ANKLE, 1);
    walk(ana, start, now.minus(Duration.ofHours(50)), 60);
    walk(ana, now.minus(Duration.ofHours(50)), now.minus(Duration.ofHours(48)), 900);
    walk(ana, now.minus(Duration.ofHours(48)), now.minus(Duration.ofHours(3)), 40);
    walk(ana, now.minus(Duration.ofHours(3)), now, 1_400);

    Somebody ben = somebody("Ben", "Cole", houston, "o.rivera", Technology.WRIST, 1);
    walk(ben, start, now.minus(Duration.ofHours(27)), 30);
    walk(ben, now.minus(Duration.ofHours(27)), now.minus(Duration.ofHours(26)), 5_000);
    walk(ben, now.minus(Duration.ofHours(26)), now, 30);
    strap(ben, now.minus(Duration.ofHours(9)), true);
    strap(ben, now.minus(Duration.ofHours(9)).plusSeconds(90), false);

    Somebody cleo = somebody("Cleo", "Marsh", houston, "o.rivera", Technology.PHONE, 2);
    walk(cleo, start, now.minus(Duration.ofHours(70)), 50);

    Somebody fred = somebody("Fred", "Osei", atlanta, "o.chen", Technology.PHONE, 1);
    walk(fred, start, now, 20);

    enrolment("Dan", "Ode", atlanta, "o.chen");
    markDue();
  }

  OfficeId office(String code, String name, String zone) {
    return new Offices(jdbc).add(code, name, ZoneId.of(zone));
  }

  EnrolmentId enrolment(String given, String family, OfficeId office, String officer) {
    JudgingDue due = new JudgingDue(jdbc);
    EnrolmentId enrolment =
        new Enrolments(jdbc, due)
            .add(
                new Participants(jdbc).add(given, family, "en", "+1 555 0100", "test"),
                office,
                officer,
                start,
                "test");
    OrderId order =
        new Orders(jdbc, due)
            .add(
                enrolment,
                new Orders.Wording(
                    "Field office director",
                    "8 CFR 236.1(c)",
                    "Missed two appointments; family ties in the city.",
                    "Telephone reporting was tried in spring and was not kept.",
                    LocalDate.now(ZoneId.of("UTC")).plusDays(40)),
                null,
                Interval.from(start),
                "test");
    Conditions conditions = new Conditions(jdbc);
    Zones zones = new Zones(jdbc);
    ZoneVersion home =
        zones.add(
            "Home of " + given,
            new Area.Circle(Position.ofDegrees(HOME_LATITUDE, HOME_LONGITUDE), 300),
            "Lease of 3 March",
            "o.rivera");
    ZoneVersion market =
        zones.add(
            "Eastern market",
            new Area.Circle(place(5_000), 400),
            "Court file 12-100, protective order",
            "supervisor");
    conditions.add(order, ConditionKind.STAY_WITHIN, home, null, "¶ 2 of the order");
    conditions.add(order, ConditionKind.STAY_OUT_OF, market, null, "¶ 3 of the order");
    conditions.add(order, ConditionKind.KEEP_CONTACT, null, null, "¶ 4 of the order");
    conditions.add(order, ConditionKind.CARE_FOR_DEVICE, null, null, "¶ 5 of the order");
    return enrolment;
  }

  Somebody somebody(
      String given,
      String family,
      OfficeId office,
      String officer,
      Technology technology,
      int devices) {
    EnrolmentId enrolment = enrolment(given, family, office, officer);
    String unique = given.toLowerCase(Locale.ROOT) + "-" + devices;
    var device = new Devices(jdbc).add(unique, technology, "Testware", "test");
    jdbc.sql("insert into token (hash, device_id, created_by) values (sha256(?::bytea), ?, 'test')")
        .params("token-" + unique, device.value())
        .update();
    AssignmentId assignment =
        new Assignments(jdbc, new JudgingDue(jdbc))
            .add(device, enrolment, Interval.from(start), "test");
    return new Somebody(enrolment, assignment, unique);
  }

  /** A place so many metres east of home. */
  static Position place(double metresEast) {
    return Position.ofDegrees(
        HOME_LATITUDE, HOME_LONGITUDE + metresEast / (111_195 * Math.cos(Math.toRadians(29.76))));
  }

  /** A fix every five minutes, so many metres east of home. */
  void walk(Somebody who, Instant from, Instant to, double metresEast) {
    List<Object[]> rows = new ArrayList<>();
    for (Instant at = from; at.isBefore(to); at = at.plusSeconds(300)) {
      Position place = place(metresEast + 12 * Math.sin((double) at.getEpochSecond()));
      rows.add(new Object[] {at, place});
    }
    long report = report(who, from);
    for (Object[] row : rows) {
      observe(who, report, (Instant) row[0], "Fix", (Position) row[1], null);
    }
  }

  void strap(Somebody who, Instant at, boolean open) {
    observe(who, report(who, at), at, "Strap", null, open);
  }

  private long report(Somebody who, Instant at) {
    return jdbc.sql(
            """
            insert into report (token_id, protocol, received_at, hash, body)
            select token_id, 'native', ?, sha256(?::bytea), ''::bytea
            from token join assignment using (device_id) where assignment_id = ?
            returning report_id
            """)
        .params(Timestamp.from(at), "report-" + count++, who.assignment().value())
        .query(Long.class)
        .single();
  }

  private void observe(
      Somebody who,
      long report,
      Instant at,
      String kind,
      @Nullable Position place,
      @Nullable Boolean open) {
    jdbc.sql(
            """
            insert into observation (report_id, device_id, assignment_id, observed_at, received_at,
              kind, dedupe_key, latitude_e7, longitude_e7, accuracy_metres, source, mock, valid,
              strap_open)
            select ?, device_id, assignment_id, ?, ?, ?, sha256(?::bytea), ?::integer, ?::integer,
              ?::float8, ?::text, ?::boolean, ?::boolean, ?::boolean
            from assignment where assignment_id = ?
            """)
        .param(report)
        .param(Timestamp.from(at))
        .param(Timestamp.from(at))
        .param(kind)
        .param("observation-" + count++)
        .param(place == null ? null : place.latitudeE7())
        .param(place == null ? null : place.longitudeE7())
        .param(place == null ? null : 15.0)
        .param(place == null ? null : "SATELLITE")
        .param(place == null ? null : false)
        .param(place == null ? null : true)
        .param(open)
        .param(who.assignment().value())
        .update();
  }

  private void markDue() {
    new JudgingDue(jdbc).markAllUnderWay(start);
    jdbc.sql("update judging_due set from_at = ?").param(Timestamp.from(start)).update();
  }
}
