package org.muster.casework;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.domain.AskedCondition;
import org.muster.domain.Attendance;
import org.muster.domain.Channel;
import org.muster.domain.Condition;
import org.muster.domain.ConditionId;
import org.muster.domain.DutyRecord;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Interval;
import org.muster.domain.Order;
import org.muster.domain.RecordId;
import org.muster.domain.Recorded;
import org.muster.store.Conditions;
import org.muster.store.DutyRecords;
import org.muster.store.Enrolments;
import org.muster.store.Orders;
import org.springframework.stereotype.Service;

/** Records what came of check-ins that no device reports, and of hearings and appointments. */
@Service
public class Recording {
  private final Changes changes;
  private final Clock clock;
  private final Enrolments enrolments;
  private final Orders orders;
  private final Conditions conditions;
  private final DutyRecords records;

  Recording(
      Changes changes,
      Clock clock,
      Enrolments enrolments,
      Orders orders,
      Conditions conditions,
      DutyRecords records) {
    this.changes = changes;
    this.clock = clock;
    this.enrolments = enrolments;
    this.orders = orders;
    this.conditions = conditions;
    this.records = records;
  }

  /**
   * What is to be written down.
   *
   * @param at when the check-in was made, or an instant of the time in which none was; left out for
   *     hearings and appointments
   * @param reason on what it rests
   */
  public record Form(
      @Nullable ConditionId condition,
      @Nullable Statement said,
      @Nullable Instant at,
      @Nullable String reason) {}

  /** All records of a stay, the first first. */
  public List<DutyRecord> list(EnrolmentId enrolment) {
    return records.list(enrolment);
  }

  public List<DutyRecord> list(ConditionId condition) {
    return records.list(condition);
  }

  /** The stay whose order asks the condition. */
  public Optional<EnrolmentId> findEnrolment(ConditionId condition) {
    return conditions.findEnrolment(condition);
  }

  /** The stay that the record is of. */
  public Optional<EnrolmentId> findEnrolment(RecordId id) {
    return records.find(id).flatMap(record -> conditions.findEnrolment(record.condition()));
  }

  /** Records it; an outcome takes the place of the one before. */
  public Change<RecordId> record(EnrolmentId enrolment, Form form, String by) {
    return changes.make(
        () -> {
          enrolments.lock(enrolment);
          Fields fields = new Fields();
          String reason = fields.text("reason", form.reason(), 1000, "what it rests on");
          Optional<Statement> said =
              fields.chosen("said", form.said(), "Choose what is to be recorded.");
          Optional<AskedCondition> asked =
              fields
                  .chosen("condition", form.condition(), "Choose what it is about.")
                  .filter(id -> conditions.findEnrolment(id).filter(enrolment::equals).isPresent())
                  .flatMap(conditions::find);
          if (form.condition() != null && asked.isEmpty()) {
            fields.refuse("condition", "No order of this enrolment asks that.");
          }
          if (said.isEmpty() || asked.isEmpty()) {
            return fields.rejected();
          }
          Optional<Recorded> says = says(fields, asked.get(), said.get(), form.at());
          if (!fields.areFine() || says.isEmpty()) {
            return fields.rejected();
          }
          return new Change.Recorded<>(
              records.add(
                  enrolment,
                  says.get(),
                  said.get().isOfCheckIn() ? null : last(asked.get().id()),
                  reason,
                  by,
                  judgedFrom(asked.get(), says.get())));
        });
  }

  private @Nullable RecordId last(ConditionId condition) {
    List<DutyRecord> all = records.list(condition);
    return all.isEmpty() ? null : all.getLast().id();
  }

  /** Takes back a record that was wrong; what is right is recorded anew. */
  public Change<RecordId> takeBack(RecordId id, @Nullable String reason, String by) {
    return changes.make(
        () -> {
          Fields fields = new Fields();
          String why = fields.text("reason", reason, 1000, "why it is taken back");
          Optional<EnrolmentId> enrolment = findEnrolment(id);
          enrolment.ifPresent(enrolments::lock);
          // Read again under the lock: somebody may just have corrected it.
          Optional<DutyRecord> record = records.find(id);
          if (enrolment.isEmpty() || record.isEmpty()) {
            return Change.rejected("", "There is no record " + id + ".");
          }
          Optional<Recorded> says = record.get().says();
          if (!record.get().stands() || says.isEmpty()) {
            fields.refuse("", "That record does not stand any more; look at the list.");
          }
          if (!fields.areFine() || says.isEmpty()) {
            return fields.rejected();
          }
          AskedCondition asked = conditions.find(record.get().condition()).orElseThrow();
          return new Change.Recorded<>(
              records.takeBack(
                  enrolment.get(), record.get(), why, by, judgedFrom(asked, says.get())));
        });
  }

  private Optional<Recorded> says(
      Fields fields, AskedCondition asked, Statement said, @Nullable Instant at) {
    return switch (asked.condition()) {
      case Condition.CheckIn checkIn when said.isOfCheckIn() ->
          checkIn(fields, asked, checkIn, said, at);
      case Condition.Attend attend when !said.isOfCheckIn() ->
          attend(fields, asked.id(), attend, said);
      default -> {
        fields.refuse(
            "said", "\"%s\" is not about \"%s\".".formatted(said.words(), asked.kind().words()));
        yield Optional.empty();
      }
    };
  }

  private Optional<Recorded> checkIn(
      Fields fields,
      AskedCondition asked,
      Condition.CheckIn condition,
      Statement said,
      @Nullable Instant given) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    if (given == null) {
      fields.refuse("at", "Enter when it was.");
      return Optional.empty();
    }
    Instant at = fields.time("at", given, now);
    fields.refuseUnless(!at.isAfter(now), "at", "That time has not come yet.");
    Interval inForce = orderOf(asked).during();
    fields.refuseUnless(
        inForce.contains(at),
        "at",
        "The order that asks it is in force from %s to %s. Enter a time within that."
            .formatted(Said.at(inForce.startsAt()), Said.at(inForce.endsAt())));
    if (said == Statement.NOT_CHECKED_IN) {
      fields.refuseUnless(
          condition.by().stream().anyMatch(Channel::isRecordedByPeople),
          "said",
          "These check-ins are made by app, which reports by itself: there is nothing to record.");
      return Optional.of(new Recorded.NotCheckedIn(asked.id(), at));
    }
    Channel by = said == Statement.CHECKED_IN_BY_PHONE ? Channel.PHONE : Channel.OFFICE;
    fields.refuseUnless(
        condition.by().contains(by),
        "said",
        "The order does not let this check-in be made %s. Record an excusal if it is to count."
            .formatted(by == Channel.PHONE ? "by phone call" : "at the office"));
    return Optional.of(new Recorded.CheckedIn(asked.id(), at, by));
  }

  private Optional<Recorded> attend(
      Fields fields, ConditionId condition, Condition.Attend attend, Statement said) {
    Attendance outcome =
        switch (said) {
          case ATTENDED -> Attendance.ATTENDED;
          case FAILED -> Attendance.FAILED;
          case EXCUSED -> Attendance.EXCUSED;
          default -> Attendance.ADJOURNED;
        };
    boolean begun = !clock.instant().isBefore(attend.during().startsAt());
    fields.refuseUnless(
        begun || outcome == Attendance.EXCUSED || outcome == Attendance.ADJOURNED,
        "said",
        "It has not begun yet, so nobody can have attended or failed to.");
    return Optional.of(new Recorded.Attended(condition, outcome));
  }

  private static Instant judgedFrom(AskedCondition asked, Recorded says) {
    return switch (says) {
      case Recorded.CheckedIn made -> made.at();
      case Recorded.NotCheckedIn none -> none.at();
      case Recorded.Attended attended ->
          asked.condition() instanceof Condition.Attend attend
              ? attend.during().startsAt()
              : orderless(asked);
    };
  }

  private static Instant orderless(AskedCondition asked) {
    throw new IllegalStateException("condition " + asked.id() + " is nothing to attend");
  }

  private Order orderOf(AskedCondition asked) {
    return orders
        .find(asked.order())
        .orElseThrow(() -> new IllegalStateException("a condition has an order"));
  }
}
