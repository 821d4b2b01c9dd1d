package org.muster.engine;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.muster.domain.Area;
import org.muster.domain.Charging;
import org.muster.domain.Condition;
import org.muster.domain.ConditionId;
import org.muster.domain.ExcusalId;
import org.muster.domain.Finding;
import org.muster.domain.FixSource;
import org.muster.domain.Interval;
import org.muster.domain.Observation;
import org.muster.domain.OrderId;
import org.muster.domain.Plan;
import org.muster.domain.Position;
import org.muster.domain.Recorded;
import org.muster.domain.Schedule;
import org.muster.domain.Span;
import org.muster.domain.State;
import org.muster.domain.Supervision;
import org.muster.domain.Supervision.Binding;
import org.muster.domain.Supervision.Excusal;
import org.muster.domain.Supervision.PlanInForce;
import org.muster.domain.Supervision.SystemIncident;
import org.muster.domain.Zone;
import org.muster.domain.ZoneVersion;

/**
 * A day written as text. Each line is a time and what the device said: {@code 07:00 home}, {@code
 * 07:05 out 250m acc 20} (that far north of the edge of home, a circle of 100 m), {@code 07:06 in
 * 40m} (that far inside), {@code 07:10 beat | battery | battery 15 | battery 15 charging | off |
 * strap open | strap closed | case | checkin}. After a fix may follow {@code acc N}, {@code noacc},
 * {@code mock}, {@code invalid}, {@code network}. A time with {@code +1 } in front is on the next
 * day.
 */
final class Day {
  static final LocalDate DATE = LocalDate.of(2026, 3, 10);
  static final Position HOME = Position.ofDegrees(40.0, -75.0);
  static final Area.Circle HOME_AREA = new Area.Circle(HOME, 100);
  static final ConditionId CONDITION = new ConditionId(1);
  static final OrderId ORDER = new OrderId(9);

  /**
   * Round numbers: fresh 30 min, 3 fixes, 5 min, factor 1, repeats 4 h, network 20 m, without an
   * accuracy 500 m; no drift; quiet 2 h, unverified after 3 h; grace 1 h, presence 30 min, recorded
   * within 4 h; open for 5 min, low at 20 percent, charged in 2 h.
   */
  static final Plan PLAN =
      new Plan(
          Duration.ofMinutes(30),
          3,
          Duration.ofMinutes(5),
          1,
          30,
          500,
          90,
          Duration.ofHours(4),
          20,
          500,
          50,
          150,
          Duration.ZERO,
          Duration.ofHours(2),
          Duration.ofDays(2),
          Duration.ofHours(3),
          Duration.ofHours(1),
          Duration.ofMinutes(30),
          Duration.ofHours(4),
          Duration.ofMinutes(5),
          20,
          Duration.ofHours(2));

  private Instant from = at("00:00");
  private Instant to = at("12:00");
  private Condition condition = new Condition.StayWithin(zone(HOME_AREA), new Schedule.Always());
  private Interval inForce = Interval.from(Instant.EPOCH);
  private final List<PlanInForce> plans = new ArrayList<>();
  private final List<Excusal> excusals = new ArrayList<>();
  private final List<Instant> fittedAt = new ArrayList<>();
  private final List<SystemIncident> incidents = new ArrayList<>();
  private final List<Observation> observations = new ArrayList<>();
  private final List<Recorded> recorded = new ArrayList<>();

  static Day of(String lines) {
    Day day = new Day();
    lines.lines().filter(line -> !line.isBlank()).forEach(day::line);
    return day;
  }

  static Instant at(String time) {
    boolean next = time.startsWith("+1 ");
    LocalTime local = LocalTime.parse(next ? time.substring(3) : time);
    return DATE.plusDays(next ? 1 : 0).atTime(local).toInstant(ZoneOffset.UTC);
  }

  static Zone zone(Area area) {
    return new Zone(new ZoneVersion(5, 2), "Home", area, "Order of 1 March", "A. Officer");
  }

  static Schedule hours(String from, String to) {
    List<Schedule.Entry> entries = new ArrayList<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      entries.add(
          new Schedule.Entry(day, new Schedule.Hours(LocalTime.parse(from), LocalTime.parse(to))));
    }
    return new Schedule.Weekly(ZoneId.of("UTC"), entries, new TreeMap<>());
  }

  Day until(String time) {
    to = at(time);
    return this;
  }

  Day fitted(String time) {
    fittedAt.add(at(time));
    return this;
  }

  Day since(String time) {
    from = at(time);
    return this;
  }

  Day within(Schedule schedule) {
    condition = new Condition.StayWithin(zone(HOME_AREA), schedule);
    return this;
  }

  Day outOf(Schedule schedule) {
    condition = new Condition.StayOutOf(zone(HOME_AREA), schedule);
    return this;
  }

  Day asks(Condition asked) {
    condition = asked;
    return this;
  }

  Day inForce(String startsAt, String endsAt) {
    inForce = new Interval(at(startsAt), at(endsAt));
    return this;
  }

  Day plan(String startsAt, String endsAt, Plan plan) {
    plans.add(new PlanInForce(new Interval(at(startsAt), at(endsAt)), plan, "p" + plans.size()));
    return this;
  }

  Day plan(Plan plan) {
    plans.add(new PlanInForce(Interval.from(Instant.EPOCH), plan, "p0"));
    return this;
  }

  Day excused(String startsAt, String endsAt) {
    excusals.add(
        new Excusal(
            new ExcusalId(excusals.size() + 1), CONDITION, new Interval(at(startsAt), at(endsAt))));
    return this;
  }

  Day incident(String startsAt, String endsAt) {
    incidents.add(new SystemIncident(new Interval(at(startsAt), at(endsAt)), "vendor outage"));
    return this;
  }

  Day recorded(Recorded what) {
    recorded.add(what);
    return this;
  }

  Day add(Observation observation) {
    observations.add(observation);
    return this;
  }

  private void line(String line) {
    String[] words = line.strip().split("\\s+");
    int first = words[0].equals("+1") ? 2 : 1;
    Instant at = at(first == 2 ? "+1 " + words[1] : words[0]);
    observations.add(
        switch (words[first]) {
          case "beat" -> new Observation.Beat(at);
          case "battery" -> battery(at, List.of(words).subList(first + 1, words.length));
          case "off" -> new Observation.PoweredOff(at);
          case "strap" -> new Observation.Strap(at, words[first + 1].equals("open"));
          case "case" -> new Observation.CaseOpened(at);
          case "checkin" -> new Observation.CheckedIn(at);
          default -> fix(at, words, first);
        });
  }

  private static Observation battery(Instant at, List<String> rest) {
    return new Observation.Battery(
        at,
        OptionalInt.of(rest.isEmpty() ? 50 : Integer.parseInt(rest.getFirst())),
        rest.contains("charging") ? Charging.CHARGING : Charging.UNKNOWN);
  }

  private static Observation fix(Instant at, String[] words, int first) {
    List<String> rest = List.of(words).subList(first, words.length);
    double north =
        switch (rest.getFirst()) {
          case "home" -> 0;
          case "out" -> 100 + metres(rest.get(1));
          case "in" -> 100 - metres(rest.get(1));
          default -> throw new IllegalArgumentException("no such line: " + String.join(" ", words));
        };
    int accuracy = rest.indexOf("acc");
    return new Observation.Fix(
        at,
        northOfHome(north),
        rest.contains("noacc")
            ? OptionalDouble.empty()
            : OptionalDouble.of(accuracy < 0 ? 10 : Double.parseDouble(rest.get(accuracy + 1))),
        OptionalDouble.empty(),
        rest.contains("network") ? FixSource.NETWORK : FixSource.UNSTATED,
        rest.contains("mock"),
        !rest.contains("invalid"),
        !rest.contains("wrongclock"));
  }

  static Position northOfHome(double metres) {
    double unit = Earth.latitudeUnit(HOME.latitudeE7());
    return new Position(HOME.latitudeE7() + (int) Math.round(metres / unit), HOME.longitudeE7());
  }

  private static double metres(String word) {
    return word.endsWith("km")
        ? 1000 * Double.parseDouble(word.substring(0, word.length() - 2))
        : Double.parseDouble(word.substring(0, word.length() - 1));
  }

  Supervision supervision() {
    List<PlanInForce> inUse =
        plans.isEmpty()
            ? List.of(new PlanInForce(Interval.from(Instant.EPOCH), PLAN, "p0"))
            : plans;
    return new Supervision(
        List.of(new Binding(CONDITION, ORDER, condition, inForce)),
        inUse,
        excusals,
        incidents,
        fittedAt,
        recorded);
  }

  Interval period() {
    return new Interval(from, to);
  }

  List<Observation> observations() {
    return List.copyOf(observations);
  }

  Judgement judged() {
    return Engine.judge(supervision(), period(), observations);
  }

  /** One line a span: {@code 07:00 Met}; the last ends with the period. */
  String timeline() {
    StringBuilder text = new StringBuilder();
    for (Span span : judged().timeline(CONDITION).spans()) {
      text.append(time(span.startsAt())).append(' ').append(words(span.state())).append('\n');
    }
    return text.toString();
  }

  /** One line a finding: {@code OutsideZone 07:00-09:00 known 07:05}; an open one has no end. */
  String findings() {
    StringBuilder text = new StringBuilder();
    for (Finding finding : judged().findings()) {
      text.append(finding.kind().word()).append(' ').append(time(finding.startsAt())).append('-');
      finding.endsAt().ifPresent(end -> text.append(time(end)));
      text.append(" known ").append(time(finding.knownAt())).append('\n');
    }
    return text.toString();
  }

  private static String time(Instant at) {
    String time = DateTimeFormatter.ofPattern("HH:mm[:ss]").format(at.atOffset(ZoneOffset.UTC));
    String day = at.isBefore(at("+1 00:00")) ? "" : "+1 ";
    return day + (time.endsWith(":00") ? time.substring(0, 5) : time);
  }

  static String words(State state) {
    return switch (state) {
      case State.Unknown(State.Cause cause) -> "Unknown " + cause.word();
      default -> state.word();
    };
  }
}
