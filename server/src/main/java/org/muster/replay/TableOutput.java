package org.muster.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.muster.account.Account;
import org.muster.domain.Evidence;
import org.muster.domain.Finding;
import org.muster.domain.Schedule;
import org.muster.domain.Span;
import org.muster.domain.State;
import org.muster.words.AccountWords;
import org.muster.words.Background;
import org.muster.words.Language;
import org.muster.words.Told;

/** A replay as people read it: the timeline as an aligned table, then the findings in words. */
public final class TableOutput {
  private final Replayed replayed;
  private final ZoneId zone;
  private final AccountWords words;
  private final DateTimeFormatter format;
  private final StringBuilder out = new StringBuilder();

  private TableOutput(Replayed replayed, ZoneId zone, Language language) {
    this.replayed = replayed;
    words = new AccountWords(language);
    this.zone = zone;
    String offset = zone.equals(ZoneOffset.UTC) ? "" : " xxx";
    format = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss" + offset, Locale.ROOT);
  }

  /** Times are local times of the schedule's zone, or UTC where it binds always. */
  public static String write(Replayed replayed, Schedule schedule, Language language) {
    ZoneId zone = zone(schedule);
    TableOutput table = new TableOutput(replayed, zone, language);
    table.timeline();
    for (int i = 0; i < replayed.findings().size(); i++) {
      table.finding(replayed.findings().get(i), replayed.accounts().get(i));
    }
    table.summary();
    return table.out.toString();
  }

  /** In which zone times are printed. */
  public static ZoneId zone(Schedule schedule) {
    return switch (schedule) {
      case Schedule.Always() -> ZoneOffset.UTC;
      case Schedule.Weekly weekly -> weekly.zone();
      case Schedule.FreeMovement(Schedule.Weekly weekly) -> weekly.zone();
    };
  }

  private void timeline() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("CONDITION", "STATE", "CAUSE", "START", "END", "DURATION"));
    replayed
        .timelines()
        .forEach(
            (condition, line) ->
                line.spans().forEach(span -> rows.add(row(replayed.label(condition), span))));
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 2);
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
    out.append('\n');
  }

  private List<String> row(String condition, Span span) {
    return List.of(
        condition,
        span.state().word(),
        cause(span.state()),
        local(span.startsAt()),
        local(span.endsAt()),
        words(span.interval().duration()));
  }

  private static String cause(State state) {
    return state instanceof State.Unknown(State.Cause cause) ? cause.word() : "";
  }

  private void finding(Finding finding, Account account) {
    String cause = cause(finding.state());
    out.append(finding.kind().word())
        .append(": ")
        .append(replayed.label(finding.condition()))
        .append('\n');
    line("from", local(finding.startsAt()));
    line("to", finding.endsAt().map(this::local).orElse("still going on when the period ends"));
    line("known", local(finding.knownAt()));
    line("state", finding.state().word() + (cause.isEmpty() ? "" : ", " + cause));
    line("evidence", evidence(finding.evidence()));
    Told told = words.tell(account, Background.of(zone, Optional.empty()));
    list(told.label("because"), told.because());
    list(told.label("rules"), told.parameters().stream().map(Told.Parameter::sentence).toList());
    list(told.label("otherwise"), told.otherwise());
    out.append('\n');
  }

  private void list(String heading, List<String> sentences) {
    out.append("  ").append(heading).append(":\n");
    sentences.forEach(sentence -> out.append("    - ").append(sentence).append('\n'));
  }

  private void line(String label, String text) {
    out.append(String.format(Locale.ROOT, "  %-9s %s%n", label, text));
  }

  private String evidence(Evidence evidence) {
    List<String> parts = new ArrayList<>();
    if (evidence.readingCount() > 0 || evidence.lastHeardAt().isEmpty()) {
      parts.add(evidence.readingCount() + (evidence.readingCount() == 1 ? " fix" : " fixes"));
    }
    farthest(evidence)
        .ifPresent(
            far ->
                parts.add(
                    String.format(
                        Locale.ROOT,
                        "the farthest %.0f m %s the edge at %s (error circle %.0f m)",
                        far.distanceMetres(),
                        far.inside() ? "inside" : "outside",
                        local(far.observedAt()),
                        far.radiusMetres())));
    evidence.lastHeardAt().ifPresent(at -> parts.add("last heard " + local(at)));
    return String.join("; ", parts);
  }

  private static Optional<Evidence.Reading> farthest(Evidence evidence) {
    return evidence.readings().stream()
        .filter(reading -> reading.mark() == Evidence.Mark.BELIEVED)
        .reduce((a, b) -> b.distanceMetres() > a.distanceMetres() ? b : a);
  }

  private void summary() {
    int findings = replayed.findings().size();
    out.append(findings == 0 ? "No findings" : findings == 1 ? "1 finding" : findings + " findings")
        .append(" in ")
        .append(words(replayed.period().duration()))
        .append(" from ")
        .append(replayed.judgedCount())
        .append(replayed.judgedCount() == 1 ? " observation" : " observations")
        .append(". Times are ")
        .append(zone.equals(ZoneOffset.UTC) ? "UTC" : "local times of " + zone)
        .append(".\n");
  }

  private String local(Instant at) {
    return format.format(at.atZone(zone));
  }

  static String words(Duration duration) {
    StringBuilder words = new StringBuilder();
    if (duration.toDays() > 0) {
      words.append(duration.toDays()).append("d ");
    }
    if (duration.toHours() > 0) {
      words.append(duration.toHoursPart()).append("h ");
    }
    if (duration.toMinutes() > 0) {
      words.append(duration.toMinutesPart()).append("m ");
    }
    return words.append(duration.toSecondsPart()).append("s").toString();
  }
}
