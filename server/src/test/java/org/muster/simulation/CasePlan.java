package org.muster.simulation;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.muster.casework.Assigning;
import org.muster.casework.Change;
import org.muster.casework.Enrolling;
import org.muster.casework.Equipping;
import org.muster.casework.Excusing;
import org.muster.casework.Ordering;
import org.muster.casework.Recording;
import org.muster.casework.Scheduling;
import org.muster.casework.Statement;
import org.muster.domain.AskedCondition;
import org.muster.domain.Channel;
import org.muster.domain.Condition;
import org.muster.domain.ConditionKind;
import org.muster.domain.DeviceId;
import org.muster.domain.DutyRecord;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Interval;
import org.muster.domain.Occasion;
import org.muster.domain.Schedule;
import org.muster.domain.Technology;
import org.muster.store.Enrolments;

// Over 250 lines because the casework of a stay is read best in one place.
/** The casework of one stay: what officers record of it, and when. */
final class CasePlan {
  private static final String BY = "o.rivera";

  private final Chance chance;
  private final Stay stay;
  private final String key;
  private final Instant over;
  private final List<World.Deed> deeds = new ArrayList<>();

  CasePlan(Chance chance, Stay stay, Instant endAt) {
    this.chance = chance;
    this.stay = stay;
    this.key = "p" + stay.person() + " s" + stay.number();
    Instant ends = stay.during().endsAt();
    this.over = ends.isBefore(endAt) ? ends : endAt;
  }

  List<World.Deed> deeds() {
    Instant from = stay.during().startsAt();
    int homeFrom = 18 + chance.below(5);
    doAt(from, "0 enrol", this::enrol);
    doAt(from, "1 order", office -> order(office, from, homeFrom, 0));
    for (int i = 0; i < stay.devices().size(); i++) {
      Stay.DeviceStretch stretch = stay.devices().get(i);
      boolean first = i == 0;
      doAt(stretch.during().startsAt(), "2 device", office -> equip(office, stretch, first));
    }
    for (Interval hearing : stay.hearings()) {
      hearing(hearing);
    }
    daily(from);
    variations(from);
    if (!stay.during().isOpen()) {
      doAt(stay.during().endsAt(), "9 end", this::end);
    }
    return deeds;
  }

  private void doAt(Instant at, String what, World.Doing doing) {
    if (!at.isAfter(over)) {
      deeds.add(new World.Deed(at, key + " " + what, doing));
    }
  }

  /** What must be taken is; else the simulation itself is wrong. */
  private <T> T taken(Change<T> change) {
    if (change instanceof Change.Rejected<T>(var problems)) {
      throw new IllegalStateException(key + ": " + problems);
    }
    return change.get();
  }

  private void enrol(Office office) {
    Enrolling enrolling = office.server.part(Enrolling.class);
    var at = office.offices.get(World.ZONES.indexOf(stay.zone()));
    var known = office.participants.get(stay.person());
    Instant from = stay.during().startsAt();
    EnrolmentId id =
        known == null
            ? taken(
                enrolling.enrol(
                    new Enrolling.Form("Ana", "P" + stay.person(), "es", null, at, BY, from), BY))
            : taken(enrolling.enrolAgain(known, at, BY, from, BY));
    office.enrolments.put(key, id);
    office.participants.put(
        stay.person(), office.server.part(Enrolments.class).get(id).participant());
  }

  private void order(Office office, Instant from, int homeFrom, int variation) {
    var home = office.zone("Home of " + key, stay.home().moved(40 * variation, 0), 150);
    var quarter = office.zone("Quarter", new Place(9_000, -9_000), 400);
    var court = office.zone("Court", stay.court(), 200);
    var nights = office.schedule(weekly("Nights", homeFrom, 6));
    var office_ = office.schedule(weekly("Mornings", 9, 11));
    List<Ordering.ConditionForm> asked = new ArrayList<>();
    asked.add(form(ConditionKind.KEEP_CONTACT));
    if (!stay.phone()) {
      asked.add(form(ConditionKind.CARE_FOR_DEVICE));
    }
    asked.add(new Ordering.ConditionForm(ConditionKind.STAY_WITHIN, home, nights, "¶ 3"));
    asked.add(new Ordering.ConditionForm(ConditionKind.STAY_OUT_OF, quarter, null, "¶ 4"));
    List<Channel> by = stay.phone() ? List.of(Channel.APP) : List.of(Channel.PHONE, Channel.OFFICE);
    boolean windows = stay.person() % 3 == 0;
    asked.add(
        new Ordering.ConditionForm(
            ConditionKind.CHECK_IN,
            null,
            windows ? office_ : null,
            "¶ 5",
            new Ordering.DutyForm(by, windows ? null : Duration.ofHours(24), null, null, null)));
    for (Interval hearing : stay.hearings()) {
      asked.add(
          new Ordering.ConditionForm(
              ConditionKind.ATTEND,
              court,
              null,
              "¶ 6",
              new Ordering.DutyForm(
                  List.of(), null, Occasion.HEARING, hearing.startsAt(), hearing.endsAt())));
    }
    Ordering.Form form =
        new Ordering.Form("Judge", "8 CFR 236.1", "Reason", "Options", null, from, null, asked);
    Ordering ordering = office.server.part(Ordering.class);
    office.orders.put(
        key,
        variation == 0
            ? taken(ordering.record(office.enrolment(key), form, BY))
            : taken(ordering.vary(office.order(key), form, BY)));
  }

  private static Ordering.ConditionForm form(ConditionKind kind) {
    return new Ordering.ConditionForm(kind, null, null, "¶ 1");
  }

  private Scheduling.Form weekly(String name, int from, int to) {
    List<Schedule.Entry> entries =
        Arrays.stream(DayOfWeek.values())
            .map(day -> new Schedule.Entry(day, Office.hours(from, to)))
            .toList();
    return new Scheduling.Form(name, stay.zone().getId(), entries, new TreeMap<>(), false);
  }

  private void equip(Office office, Stay.DeviceStretch stretch, boolean first) {
    DeviceId device =
        taken(
            office
                .server
                .part(Equipping.class)
                .register(
                    new Equipping.Form(
                        stretch.device(),
                        stay.phone() ? Technology.PHONE : Technology.ANKLE,
                        stay.vendor()),
                    BY));
    Assigning assigning = office.server.part(Assigning.class);
    Assigning.Form form = new Assigning.Form(device, stretch.during().startsAt(), null);
    EnrolmentId enrolment = office.enrolment(key);
    taken(first ? assigning.assign(enrolment, form, BY) : assigning.swap(enrolment, form, BY));
  }

  private void hearing(Interval hearing) {
    if (!hearing.endsAt().isBefore(over) || chance.happens(0.2)) {
      return;
    }
    Instant at = hearing.endsAt().plus(Duration.ofMinutes(30 + chance.below(2_400)));
    Statement said = chance.happens(0.5) ? Statement.ATTENDED : Statement.FAILED;
    doAt(at, "5 hearing", office -> recordHearing(office, hearing, said));
    if (chance.happens(0.4)) {
      Instant later = at.plus(Duration.ofHours(5 + chance.below(60)));
      Statement better = chance.happens(0.5) ? Statement.EXCUSED : Statement.ADJOURNED;
      doAt(later, "5 hearing again", office -> recordHearing(office, hearing, better));
    }
  }

  private void recordHearing(Office office, Interval hearing, Statement said) {
    for (AskedCondition asked : office.listAsked(key)) {
      if (asked.condition() instanceof Condition.Attend attend && attend.during().equals(hearing)) {
        Recording.Form form = new Recording.Form(asked.id(), said, null, "As the clerk says.");
        Recording recording = office.server.part(Recording.class);
        taken(recording.record(office.enrolment(key), form, BY));
      }
    }
  }

  /** Each day something may be recorded: a check-in, that there was none, a permission. */
  private void daily(Instant from) {
    for (Instant day = from.plusSeconds(40_000);
        day.isBefore(over);
        day = day.plusSeconds(86_400)) {
      Instant at = day.plusSeconds(chance.below(40_000));
      if (!stay.phone() && chance.happens(0.7)) {
        Statement said =
            chance.happens(0.7) ? Statement.CHECKED_IN_BY_PHONE : Statement.NOT_CHECKED_IN;
        Instant of = at.minusSeconds(60L * chance.below(2_000));
        doAt(at, "6 check-in", office -> checkIn(office, said, of.isBefore(from) ? at : of));
      }
      if (chance.happens(0.1)) {
        doAt(at.plusSeconds(100), "7 take back", this::takeBack);
      }
      if (chance.happens(0.15)) {
        ConditionKind kind =
            chance.happens(0.5) ? ConditionKind.STAY_WITHIN : ConditionKind.KEEP_CONTACT;
        Instant starts = at.plus(Duration.ofHours(chance.below(48) - 30L));
        Duration lasts = Duration.ofHours(2 + chance.below(30));
        doAt(
            at,
            "8 excuse",
            office -> excuse(office, kind, new Interval(starts, starts.plus(lasts))));
      }
    }
  }

  private void checkIn(Office office, Statement said, Instant of) {
    // A variation may have begun since: then there is nothing to record of the time before.
    office
        .asked(key, ConditionKind.CHECK_IN)
        .map(asked -> new Recording.Form(asked.id(), said, of, "Call book."))
        .ifPresent(
            form -> office.server.part(Recording.class).record(office.enrolment(key), form, BY));
  }

  private void takeBack(Office office) {
    Recording recording = office.server.part(Recording.class);
    Optional<DutyRecord> last =
        recording.list(office.enrolment(key)).stream()
            .filter(record -> record.stands() && record.says().isPresent())
            .reduce((earlier, later) -> later);
    last.ifPresent(record -> taken(recording.takeBack(record.id(), "Wrong person.", BY)));
  }

  private void excuse(Office office, ConditionKind kind, Interval during) {
    office
        .asked(key, kind)
        .map(one -> new Excusing.Form(one.id(), during.startsAt(), during.endsAt(), "Family."))
        .ifPresent(
            form -> office.server.part(Excusing.class).excuse(office.enrolment(key), form, BY));
  }

  /** From now, from some hours ago, or from tomorrow on; the next one not before that. */
  private void variations(Instant from) {
    Instant at = from.plus(Duration.ofHours(60 + chance.below(300)));
    for (int n = 1; n < 40 && at.isBefore(over); n++) {
      Instant starts = at.plus(Duration.ofHours(List.of(0, -6, 20).get(chance.below(3))));
      if (starts.isBefore(over.minusSeconds(60))) {
        int variation = n;
        int homeFrom = 17 + chance.below(6);
        doAt(at, "3 vary", office -> order(office, starts, homeFrom, variation));
      }
      at = at.plus(Duration.ofHours(60 + chance.below(500)));
    }
  }

  private void end(Office office) {
    Enrolling.EndForm form = new Enrolling.EndForm("Closed", "Home", stay.during().endsAt());
    taken(office.server.part(Enrolling.class).end(office.enrolment(key), form, BY));
  }
}
