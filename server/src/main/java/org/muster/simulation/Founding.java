package org.muster.simulation;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.muster.casework.Assigning;
import org.muster.casework.Enrolling;
import org.muster.casework.Equipping;
import org.muster.casework.Excusing;
import org.muster.casework.Opening;
import org.muster.casework.Ordering;
import org.muster.casework.Scheduling;
import org.muster.casework.Zoning;
import org.muster.domain.Area;
import org.muster.domain.AskedCondition;
import org.muster.domain.ConditionKind;
import org.muster.domain.DeviceId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.OfficeId;
import org.muster.domain.OrderId;
import org.muster.domain.Schedule;
import org.muster.domain.ScheduleVersion;
import org.muster.domain.Technology;
import org.muster.domain.ZoneVersion;
import org.muster.store.Conditions;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

// Over 250 lines because the made-up casework of a programme is read best in one place.
/** Does the casework of a made-up programme, as its officers would. */
@Component
@Profile("demo")
class Founding {
  private static final double HOME_RADIUS_METRES = 150;

  private final Opening opening;
  private final Enrolling enrolling;
  private final Ordering ordering;
  private final Zoning zoning;
  private final Scheduling scheduling;
  private final Equipping equipping;
  private final Assigning assigning;
  private final Excusing excusing;
  private final Conditions conditions;

  Founding(
      Opening opening,
      Enrolling enrolling,
      Ordering ordering,
      Zoning zoning,
      Scheduling scheduling,
      Equipping equipping,
      Assigning assigning,
      Excusing excusing,
      Conditions conditions) {
    this.opening = opening;
    this.enrolling = enrolling;
    this.ordering = ordering;
    this.zoning = zoning;
    this.scheduling = scheduling;
    this.equipping = equipping;
    this.assigning = assigning;
    this.excusing = excusing;
    this.conditions = conditions;
  }

  /** What the people of a programme have in common. */
  private record Common(
      Map<City, OfficeId> offices,
      Map<String, ZoneVersion> quarters,
      Map<String, ScheduleVersion> schedules) {}

  /** Whether this database holds a programme already. */
  boolean isFounded() {
    return !opening.list().isEmpty();
  }

  /** All of it or nothing, in one transaction. */
  @Transactional
  public void found(Programme programme) {
    Common common = new Common(new EnumMap<>(City.class), new HashMap<>(), new HashMap<>());
    for (City city : City.values()) {
      String zone = city.zone().getId();
      common
          .offices()
          .put(city, opening.open(new Opening.Form(city.code(), city.officeName(), zone)).get());
      quarters(city, common);
      schedules(city, common);
    }
    programme.people().forEach(person -> person(programme, person, common));
  }

  private void quarters(City city, Common common) {
    List<Quarter> quarters = Quarter.of(city);
    for (int i = 0; i < quarters.size(); i++) {
      Quarter quarter = quarters.get(i);
      Area area =
          i % 2 == 0
              ? circle(city, quarter.centre(), quarter.radiusMetres())
              : square(city, quarter);
      String source = city.officeName() + ", map of excluded places, sheet " + (i + 1);
      common.quarters().put(quarter.name(), draw(quarter.name(), source, area, city.officer()));
    }
  }

  private ZoneVersion draw(String name, String source, Area area, String author) {
    Zoning.Form form = new Zoning.Form(name, source, new Zoning.Outline.Ready(area));
    return zoning.draw(form, author).get();
  }

  private static Area circle(City city, Place centre, double radiusMetres) {
    return new Area.Circle(city.position(centre), radiusMetres);
  }

  /** As streets bound it. */
  private static Area square(City city, Quarter quarter) {
    double half = quarter.radiusMetres() * 0.9;
    Area.Ring ring =
        new Area.Ring(
            List.of(
                city.position(quarter.centre().moved(-half, -half)),
                city.position(quarter.centre().moved(half, -half)),
                city.position(quarter.centre().moved(half, half)),
                city.position(quarter.centre().moved(-half, half))));
    return new Area.Polygons(List.of(new Area.Polygon(ring, List.of())));
  }

  private void schedules(City city, Common common) {
    for (Routine routine : Routine.values()) {
      Schedule.Hours hours = new Schedule.Hours(routine.homeFrom(), routine.homeTo());
      List<Schedule.Entry> entries =
          Arrays.stream(DayOfWeek.values()).map(day -> new Schedule.Entry(day, hours)).toList();
      String name = "At home %s to %s, %s".formatted(hours.from(), hours.to(), city.code());
      Scheduling.Form form =
          new Scheduling.Form(name, city.zone().getId(), entries, new TreeMap<>(), false);
      common
          .schedules()
          .put(scheduleKey(city, routine), scheduling.set(form, city.officer()).get());
    }
  }

  private static String scheduleKey(City city, Routine routine) {
    return city + " " + routine;
  }

  private static <K, V> V known(Map<K, V> map, K key) {
    @Nullable V value = map.get(key);
    if (value == null) {
      throw new IllegalStateException(key + " was made before");
    }
    return value;
  }

  private void person(Programme programme, Person person, Common common) {
    String officer = person.city().officer();
    EnrolmentId enrolment =
        enrolling
            .enrol(
                new Enrolling.Form(
                    person.givenName(),
                    person.familyName(),
                    person.language(),
                    "+1 %s 555 01%02d".formatted(person.city().areaCode(), person.number() % 100),
                    known(common.offices(), person.city()),
                    officer,
                    person.supervisedFrom()),
                officer)
            .get();
    if (person.technology().isEmpty()) {
      return;
    }
    Technology technology = person.technology().get();
    OrderId order = ordering.record(enrolment, order(person, technology, common), officer).get();
    if (person.tracked()) {
      Equipping.Form device =
          new Equipping.Form(
              person.deviceName(), technology, Vendor.of(person, technology).words());
      DeviceId id = equipping.register(device, officer).get();
      Assigning.Form form = new Assigning.Form(id, person.supervisedFrom(), null);
      assigning.assign(enrolment, form, officer).get();
    }
    if (person.story() == Story.TRAVELS_EXCUSED) {
      excuse(programme, person, technology, enrolment, order);
    }
    if (person.story() == Story.ENDED_TODAY) {
      Enrolling.EndForm end =
          new Enrolling.EndForm(
              "Case closed: relief granted",
              "Home address, without supervision",
              DeviceDay.untilOf(person, programme.startAt()));
      enrolling.end(enrolment, end, officer).get();
    }
  }

  private Ordering.Form order(Person person, Technology technology, Common common) {
    List<Ordering.ConditionForm> asked = new ArrayList<>();
    asked.add(new Ordering.ConditionForm(ConditionKind.KEEP_CONTACT, null, null, "¶ 2"));
    if (technology != Technology.PHONE) {
      asked.add(new Ordering.ConditionForm(ConditionKind.CARE_FOR_DEVICE, null, null, "¶ 3"));
    }
    if (person.homeBound()) {
      ZoneVersion home =
          draw(
              "Home of " + person.givenName() + " " + person.familyName(),
              "Residence record " + person.number() + ", verified by a home visit",
              circle(person.city(), person.places().home(), HOME_RADIUS_METRES),
              person.city().officer());
      asked.add(
          new Ordering.ConditionForm(
              ConditionKind.STAY_WITHIN,
              home,
              known(common.schedules(), scheduleKey(person.city(), person.routine())),
              "¶ 4"));
    }
    person
        .quarter()
        .ifPresent(
            quarter ->
                asked.add(
                    new Ordering.ConditionForm(
                        ConditionKind.STAY_OUT_OF,
                        known(common.quarters(), quarter.name()),
                        null,
                        "¶ 5")));
    return new Ordering.Form(
        person.city().officeName(),
        "8 CFR 236.1(c)(8), release on conditions",
        "%s: individual assessment of %s, no detention interest"
            .formatted(technology.words(), person.givenName()),
        "Reminders and case work alone were considered; appointments had been missed before.",
        null,
        person.supervisedFrom(),
        null,
        asked);
  }

  /** Nights away that were asked for and granted; one is in hospital now and excused contact. */
  private void excuse(
      Programme programme,
      Person person,
      Technology technology,
      EnrolmentId enrolment,
      OrderId order) {
    for (AskedCondition asked : conditions.list(order)) {
      if (asked.kind() == ConditionKind.STAY_WITHIN) {
        for (LocalDate night : person.eventDays()) {
          Instant from = night.atTime(17, 0).atZone(person.city().zone()).toInstant();
          permit(enrolment, asked, from, Duration.ofHours(16), "Family visit, address given");
        }
      } else if (asked.kind() == ConditionKind.KEEP_CONTACT && technology == Technology.PHONE) {
        Instant from = programme.startAt().minus(Duration.ofHours(20));
        permit(enrolment, asked, from, Duration.ofHours(68), "In hospital, phone handed in");
      }
    }
  }

  private void permit(
      EnrolmentId enrolment, AskedCondition asked, Instant from, Duration lasts, String reason) {
    Excusing.Form form = new Excusing.Form(asked.id(), from, from.plus(lasts), reason);
    excusing.excuse(enrolment, form, "supervisor").get();
  }
}
