package org.muster.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.muster.casework.Opening;
import org.muster.casework.Scheduling;
import org.muster.casework.Zoning;
import org.muster.domain.Area;
import org.muster.domain.AskedCondition;
import org.muster.domain.ConditionKind;
import org.muster.domain.EnrolmentId;
import org.muster.domain.OfficeId;
import org.muster.domain.OrderId;
import org.muster.domain.ParticipantId;
import org.muster.domain.Schedule;
import org.muster.domain.ScheduleVersion;
import org.muster.domain.ZoneVersion;
import org.muster.store.Conditions;
import org.muster.store.Tokens;

/** What the officers of a run remember: the ids that the server gave to what they recorded. */
final class Office {
  final TruePipeline server;
  final Map<String, EnrolmentId> enrolments = new HashMap<>();
  final Map<String, OrderId> orders = new HashMap<>();
  final Map<Integer, ParticipantId> participants = new HashMap<>();
  final List<OfficeId> offices = new ArrayList<>();
  private final Map<String, String> tokens = new HashMap<>();

  Office(TruePipeline server) {
    this.server = server;
    for (int i = 0; i < World.ZONES.size(); i++) {
      Opening.Form form = new Opening.Form("OFF" + i, "Office " + i, World.ZONES.get(i).getId());
      offices.add(server.part(Opening.class).open(form).get());
    }
    for (String vendor : World.VENDORS) {
      Tokens all = server.part(Tokens.class);
      tokens.put(vendor, all.createForGateway(vendor, "simulation").text());
    }
  }

  private static <V> V known(Map<String, V> map, String key) {
    return Objects.requireNonNull(map.get(key), key);
  }

  EnrolmentId enrolment(String stay) {
    return known(enrolments, stay);
  }

  OrderId order(String stay) {
    return known(orders, stay);
  }

  String tokenOf(String vendor) {
    return known(tokens, vendor);
  }

  ZoneVersion zone(String name, Place centre, double radiusMetres) {
    Area area = new Area.Circle(City.HOUSTON.position(centre), radiusMetres);
    Zoning.Form form = new Zoning.Form(name, "Annex", new Zoning.Outline.Ready(area));
    return server.part(Zoning.class).draw(form, "officer").get();
  }

  ScheduleVersion schedule(Scheduling.Form form) {
    return server.part(Scheduling.class).set(form, "officer").get();
  }

  static Schedule.Hours hours(int from, int to) {
    return new Schedule.Hours(java.time.LocalTime.of(from, 0), java.time.LocalTime.of(to, 0));
  }

  /** What the order in force now asks of the kind, the first of it. */
  Optional<AskedCondition> asked(String stay, ConditionKind kind) {
    return listAsked(stay).stream().filter(one -> one.kind() == kind).findFirst();
  }

  List<AskedCondition> listAsked(String stay) {
    return server.part(Conditions.class).list(order(stay));
  }
}
