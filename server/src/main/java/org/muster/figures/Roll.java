package org.muster.figures;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Technology;
import org.muster.store.Caseload;
import org.muster.store.RollEvidence;
import org.muster.store.RollFacts;
import org.muster.store.RollRow;
import org.muster.store.RollRows;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** The roll as it stands, to be read: counts, and the people behind each count. */
@Service
public class Roll {
  /** One day of one person. */
  public record PersonDay(LocalDate day, RollState state, String because, int version) {}

  private final RollRows rows;
  private final RollFacts facts;
  private final Caseload caseload;
  private final InstantSource clock;

  public Roll(RollRows rows, RollFacts facts, Caseload caseload, InstantSource clock) {
    this.rows = rows;
    this.facts = facts;
    this.caseload = caseload;
    this.clock = clock;
  }

  /**
   * The day that it is at the office. For all offices, the latest day that has begun at each of
   * them, so that nobody is left out; where there is no office yet, the UTC day.
   */
  public LocalDate today(Optional<String> officeCode) {
    Instant now = clock.instant();
    return facts.offices().stream()
        .filter(office -> officeCode.isEmpty() || officeCode.get().equals(office.code()))
        .map(office -> now.atZone(office.zone()).toLocalDate())
        .min(Comparator.naturalOrder())
        .orElseGet(() -> now.atZone(ZoneId.of("UTC")).toLocalDate());
  }

  /** Whether an office has the code. */
  public boolean isOffice(String code) {
    return facts.offices().stream().anyMatch(office -> office.code().equals(code));
  }

  /** Whether it is not the same day everywhere: some offices are in a later one already. */
  public boolean isTodayMixed() {
    Instant now = clock.instant();
    return facts.offices().stream()
            .map(office -> now.atZone(office.zone()).toLocalDate())
            .distinct()
            .count()
        > 1;
  }

  /** The roll of a day, of all offices or of one. */
  @Transactional(isolation = Isolation.REPEATABLE_READ)
  public RollOfDay day(LocalDate day, Optional<String> officeCode) {
    Map<EnrolmentId, Caseload.Person> people = caseload.people();
    List<RollOfDay.Line> lines =
        rows.list(day).stream()
            .filter(row -> isOf(officeCode, person(people, row)))
            .map(row -> line(row, person(people, row)))
            .sorted(
                Comparator.comparing(RollOfDay.Line::state)
                    .thenComparing(RollOfDay.Line::name)
                    .thenComparing(RollOfDay.Line::enrolment))
            .toList();
    Optional<Instant> asOf =
        lines.stream().map(RollOfDay.Line::asOf).max(Comparator.naturalOrder());
    return new RollOfDay(day, lines, enrolled(day, officeCode), asOf);
  }

  /** The latest days of a person, the last one first. */
  public List<PersonDay> listFor(EnrolmentId enrolment, int countMax) {
    return rows.listFor(enrolment, countMax).stream()
        .map(
            row ->
                new PersonDay(
                    row.day(),
                    RollState.valueOf(row.state()),
                    because(RollState.valueOf(row.state()), row.evidence()),
                    row.version()))
        .toList();
  }

  private long enrolled(LocalDate day, Optional<String> officeCode) {
    Instant now = clock.instant();
    return facts.offices().stream()
        .filter(office -> officeCode.isEmpty() || office.code().equals(officeCode.get()))
        .mapToLong(office -> facts.countEnrolled(office, day, now))
        .sum();
  }

  private static Caseload.Person person(Map<EnrolmentId, Caseload.Person> people, RollRow row) {
    return Optional.ofNullable(people.get(row.enrolment()))
        .orElseThrow(() -> new IllegalStateException("a roll row without enrolment"));
  }

  private static boolean isOf(Optional<String> officeCode, Caseload.Person person) {
    return officeCode.isEmpty() || person.officeCode().equals(officeCode.get());
  }

  private static RollOfDay.Line line(RollRow row, Caseload.Person person) {
    RollState state = RollState.valueOf(row.state());
    return new RollOfDay.Line(
        row.enrolment(),
        person.name(),
        person.officer(),
        person.officeName(),
        person.zone(),
        state,
        row.technology().map(Technology::words).orElse("None"),
        row.evidence().lastHeardAt(),
        because(state, row.evidence()),
        row.version(),
        row.asOf());
  }

  /** What put the person there, in a sentence without times; the times stand beside it. */
  static String because(RollState state, RollEvidence evidence) {
    return switch (state) {
      case IN_CONTACT -> "Heard within the quiet limit of " + limit(evidence, true);
      case CONTACT_OVERDUE -> "Silent for longer than the quiet limit of " + limit(evidence, true);
      case LOST -> "Silent for longer than " + limit(evidence, false);
      case ABSCONDED ->
          "Decided by "
              + evidence.decidedBy().orElse("a person")
              + evidence.decisionId().map(id -> " (decision " + id + ")").orElse("");
      case NO_TECHNOLOGY -> "No order in force asks for a device";
      case ORDERED_NOT_INSTALLED ->
          evidence.assignmentId().isEmpty()
              ? "Ordered, and no device is assigned"
              : "A device is assigned, and was never heard from";
      case SYSTEM_FAULT ->
          "Quiet together with many others: " + evidence.faultOf().orElse("system incident");
      case IN_CUSTODY -> "Recorded as in custody";
      case EXCUSED ->
          "Contact is excused, recorded by "
              + evidence.excusedBy().orElse("a person")
              + evidence.excusalId().map(id -> " (excusal " + id + ")").orElse("");
      case ENDED_TODAY -> "The enrolment ended";
    };
  }

  private static String limit(RollEvidence evidence, boolean quiet) {
    String hours =
        (quiet ? evidence.quietLimit() : evidence.lostAfter())
            .map(
                limit -> limit.toHours() >= 1 ? limit.toHours() + " h" : limit.toMinutes() + " min")
            .orElse("?");
    return hours
        + " ("
        + (quiet ? evidence.quietClause() : evidence.lostClause()).orElse("?")
        + ")";
  }
}
