package org.muster.casework;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.casework.Change.Recorded;
import org.muster.domain.Assignment;
import org.muster.domain.CaseworkEntry.Subject;
import org.muster.domain.Enrolment;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Office;
import org.muster.domain.OfficeId;
import org.muster.domain.Order;
import org.muster.domain.Outcome;
import org.muster.domain.ParticipantId;
import org.muster.store.Assignments;
import org.muster.store.CaseworkEntries;
import org.muster.store.Enrolments;
import org.muster.store.Offices;
import org.muster.store.Orders;
import org.muster.store.Participants;
import org.springframework.stereotype.Service;

/** Begins and ends a person's stay in the programme. */
@Service
public class Enrolling {
  private final Changes changes;
  private final Clock clock;
  private final Offices offices;
  private final Participants participants;
  private final Enrolments enrolments;
  private final Orders orders;
  private final Assignments assignments;
  private final CaseworkEntries entries;

  Enrolling(
      Changes changes,
      Clock clock,
      Offices offices,
      Participants participants,
      Enrolments enrolments,
      Orders orders,
      Assignments assignments,
      CaseworkEntries entries) {
    this.changes = changes;
    this.clock = clock;
    this.offices = offices;
    this.participants = participants;
    this.enrolments = enrolments;
    this.orders = orders;
    this.assignments = assignments;
    this.entries = entries;
  }

  /** A person and where he or she is supervised; from now when the start is left out. */
  public record Form(
      @Nullable String givenName,
      @Nullable String familyName,
      @Nullable String language,
      @Nullable String phone,
      @Nullable OfficeId office,
      @Nullable String officer,
      @Nullable Instant startsAt) {}

  /** How a stay ended; now when the time is left out. */
  public record EndForm(
      @Nullable String reason, @Nullable String destination, @Nullable Instant endsAt) {}

  /** Enrols a person who was not in the programme before. */
  public Change<EnrolmentId> enrol(Form form, String by) {
    return changes.make(
        () -> {
          Fields fields = new Fields();
          String given = fields.text("givenName", form.givenName(), 100, "the given name");
          String family = fields.text("familyName", form.familyName(), 100, "the family name");
          String language = form.language() == null ? "" : form.language().strip();
          fields.refuseUnless(
              language.matches("[a-z]{2,3}"),
              "language",
              "Choose the language that the person reads.");
          String phone = fields.textOrNone("phone", form.phone(), 40, "the phone number");
          fields.refuseUnless(
              phone == null || phone.matches("[+0-9][-0-9 ()./]{2,39}"),
              "phone",
              "Enter the phone number in digits, as +1 206 555 0100.");
          Stay stay = stay(fields, form.office(), form.officer(), form.startsAt());
          if (!fields.areFine() || stay.office().isEmpty()) {
            return fields.rejected();
          }
          ParticipantId participant = participants.add(given, family, language, phone, by);
          return new Recorded<>(
              enrolments.add(
                  participant, stay.office().get(), stay.officer(), stay.startsAt(), by));
        });
  }

  /** Enrols somebody again who was in the programme before. */
  public Change<EnrolmentId> enrolAgain(
      ParticipantId participant,
      @Nullable OfficeId office,
      @Nullable String officer,
      @Nullable Instant startsAt,
      String by) {
    return changes.make(
        () -> {
          Fields fields = new Fields();
          fields.refuseUnless(
              participants.find(participant).isPresent(),
              "participant",
              "There is no participant " + participant + ". Look for the name in the list.");
          Stay stay = stay(fields, office, officer, startsAt);
          if (!fields.areFine() || stay.office().isEmpty()) {
            return fields.rejected();
          }
          return new Recorded<>(
              enrolments.add(
                  participant, stay.office().get(), stay.officer(), stay.startsAt(), by));
        });
  }

  private record Stay(Optional<OfficeId> office, String officer, Instant startsAt) {}

  private Stay stay(
      Fields fields,
      @Nullable OfficeId office,
      @Nullable String officer,
      @Nullable Instant startsAt) {
    Optional<OfficeId> chosen =
        fields
            .chosen("office", office, "Choose the office that supervises the person.")
            .flatMap(offices::find)
            .map(Office::id);
    if (office != null && chosen.isEmpty()) {
      fields.refuse("office", "There is no such office. Choose one from the list.");
    }
    String name = fields.text("officer", officer, 100, "the account name of the officer");
    return new Stay(chosen, name, fields.time("startsAt", startsAt, now()));
  }

  /**
   * Ends a stay. Its orders and assignments end at the same second: nothing is collected after it.
   */
  public Change<EnrolmentId> end(EnrolmentId id, EndForm form, String by) {
    return changes.make(
        () -> {
          Fields fields = new Fields(offices.zoneOf(id));
          String reason = fields.text("reason", form.reason(), 500, "why the enrolment ends");
          String destination =
              fields.text("destination", form.destination(), 500, "where the person goes to");
          Instant endsAt = fields.time("endsAt", form.endsAt(), now());
          fields.refuseUnless(
              !endsAt.isAfter(now()), "endsAt", "Choose a time that is not in the future.");
          Optional<Enrolment> enrolment = enrolments.lockToEnd(id);
          if (enrolment.isEmpty()) {
            fields.refuse("", "There is no enrolment " + id + ".");
          } else if (enrolment.get().outcome().isPresent()) {
            fields.refuse("", "This enrolment has already ended. Nothing was changed.");
          } else {
            Instant startsAt = enrolment.get().during().startsAt();
            fields.refuseUnless(
                endsAt.isAfter(startsAt),
                "endsAt",
                "Choose a time after the enrolment began, " + fields.said(startsAt) + ".");
          }
          if (!fields.areFine()) {
            return fields.rejected();
          }
          endWhatHangsOnIt(id, endsAt, by);
          enrolments.end(id, endsAt, new Outcome(reason, destination));
          entries.add(Subject.ENROLMENT, id.value(), "Ended at " + Said.at(endsAt), by);
          return new Recorded<>(id);
        });
  }

  private void endWhatHangsOnIt(EnrolmentId id, Instant endsAt, String by) {
    String because = "the enrolment ended at " + Said.at(endsAt);
    List<Assignment> devices = assignments.list(id);
    Cutting cutting = new Cutting(assignments, entries);
    devices.forEach(assignment -> cutting.cut(assignment, endsAt, because, by));
    for (Order order : orders.list(id)) {
      // An order that was to begin later stays as it was recorded: outside its enrolment it binds
      // nothing.
      if (order.during().contains(endsAt) && order.during().startsAt().isBefore(endsAt)) {
        orders.cut(order, endsAt);
        entries.add(Subject.ORDER, order.id().value(), "Cut: " + because, by);
      }
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
