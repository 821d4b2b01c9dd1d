package org.muster.casework;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.muster.domain.Area;
import org.muster.domain.ConditionKind;
import org.muster.domain.DeviceId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.OfficeId;
import org.muster.domain.OrderId;
import org.muster.domain.Position;
import org.muster.domain.Technology;
import org.muster.domain.ZoneVersion;
import org.muster.store.Assignments;
import org.muster.store.Bindings;
import org.muster.store.CaseworkEntries;
import org.muster.store.Conditions;
import org.muster.store.Devices;
import org.muster.store.DutyRecords;
import org.muster.store.Enrolments;
import org.muster.store.Excusals;
import org.muster.store.JudgingDue;
import org.muster.store.Offices;
import org.muster.store.Orders;
import org.muster.store.Participants;
import org.muster.store.Schedules;
import org.muster.store.StockChanges;
import org.muster.store.TestDatabase;
import org.muster.store.Zones;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The casework room on a fresh database, at a time that stands still. */
@NullMarked
final class Room {
  static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

  final DataSource dataSource = TestDatabase.fresh();
  final JdbcClient jdbc = JdbcClient.create(dataSource);
  final JudgingDue due = new JudgingDue(jdbc);
  final Enrolments enrolments = new Enrolments(jdbc, due);
  final Orders orders = new Orders(jdbc, due);
  final Assignments assignments = new Assignments(jdbc, due);
  final Conditions conditions = new Conditions(jdbc);
  final CaseworkEntries entries = new CaseworkEntries(jdbc);
  final Bindings bindings = new Bindings(jdbc);
  final Opening opening;
  final Enrolling enrolling;
  final Ordering ordering;
  final Zoning zoning;
  final Scheduling scheduling;
  final Equipping equipping;
  final Assigning assigning;
  final Excusing excusing;
  final Recording recording;

  Room() {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    Changes changes = new Changes(new JdbcTransactionManager(dataSource));
    Offices offices = new Offices(jdbc);
    Devices devices = new Devices(jdbc);
    StockChanges stock = new StockChanges(jdbc);
    Zones zones = new Zones(jdbc);
    Schedules schedules = new Schedules(jdbc);
    opening = new Opening(changes, offices);
    enrolling =
        new Enrolling(
            changes,
            clock,
            offices,
            new Participants(jdbc),
            enrolments,
            orders,
            assignments,
            entries);
    ordering =
        new Ordering(
            changes,
            clock,
            enrolments,
            offices,
            orders,
            new Asking(conditions, zones, schedules),
            assignments,
            entries);
    zoning = new Zoning(changes, zones);
    scheduling = new Scheduling(changes, schedules);
    equipping =
        new Equipping(
            changes,
            clock,
            devices,
            assignments,
            enrolments,
            offices,
            new Participants(jdbc),
            stock);
    assigning =
        new Assigning(
            changes, clock, enrolments, offices, orders, devices, assignments, entries, stock);
    excusing =
        new Excusing(
            changes, clock, enrolments, offices, orders, conditions, new Excusals(jdbc, due));
    recording =
        new Recording(changes, clock, enrolments, orders, conditions, new DutyRecords(jdbc, due));
  }

  /** Somebody who was enrolled at a time. */
  EnrolmentId enrolled(Instant startsAt) {
    List<org.muster.domain.Office> offices = opening.list();
    OfficeId office =
        offices.isEmpty()
            ? opening.open(new Opening.Form("SEA", "Seattle", "America/Los_Angeles")).get()
            : offices.getFirst().id();
    return enrolling
        .enrol(
            new Enrolling.Form("Ana", "Silva", "es", null, office, "officer", startsAt), "officer")
        .get();
  }

  ZoneVersion zone() {
    return zoning
        .draw(
            new Zoning.Form(
                "Home",
                "Order, annex A",
                new Zoning.Outline.Ready(new Area.Circle(Position.ofDegrees(47.6, -122.3), 150))),
            "officer")
        .get();
  }

  DeviceId device(String uniqueId) {
    return equipping
        .register(new Equipping.Form(uniqueId, Technology.ANKLE, "Acme"), "officer")
        .get();
  }

  /** An order that asks for contact only. */
  Ordering.Form order(Instant startsAt, @Nullable Instant endsAt) {
    return order(
        startsAt,
        endsAt,
        new Ordering.ConditionForm(ConditionKind.KEEP_CONTACT, null, null, "§ 1"));
  }

  Ordering.Form order(
      Instant startsAt, @Nullable Instant endsAt, Ordering.ConditionForm... conditions) {
    return new Ordering.Form(
        "Immigration judge",
        "8 CFR 236.1(c)(8)",
        "Missed two appointments.",
        "Reminders were tried in January and did not help.",
        null,
        startsAt,
        endsAt,
        List.of(conditions));
  }

  OrderId ordered(EnrolmentId enrolment, Instant startsAt, @Nullable Instant endsAt) {
    return ordering.record(enrolment, order(startsAt, endsAt), "officer").get();
  }
}
