package org.muster.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.muster.domain.AskedCondition;
import org.muster.domain.Interval;
import org.muster.domain.Span;
import org.muster.domain.State;
import org.muster.domain.Timeline;
import org.muster.worklist.PersonFile;
import org.springframework.stereotype.Component;

/** Draws the timelines of a person. */
@Component
class Strips {
  /** Thinner than this, a span could not be seen; it is drawn wider, and listed as it is. */
  private static final double PERCENT_MIN = 0.3;

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.US);

  private final Moments moments;
  private final StateWords states;

  Strips(Moments moments, StateWords states) {
    this.moments = moments;
    this.states = states;
  }

  Strip of(PersonFile file) {
    List<Strip.Row> rows = new ArrayList<>();
    for (AskedCondition asked : file.judged()) {
      Optional.ofNullable(file.timelines().get(asked.id()))
          .ifPresent(timeline -> rows.add(row(asked, timeline, file)));
    }
    return new Strip(rows, ticks(file.stretch(), file.zone()));
  }

  private Strip.Row row(AskedCondition asked, Timeline timeline, PersonFile file) {
    List<Strip.Bar> bars =
        timeline.spans().stream()
            // What was not met is drawn last, so that nothing hides it.
            .sorted(Comparator.comparing(span -> span.state() instanceof State.NotMet))
            .map(span -> bar(span, file))
            .toList();
    List<Strip.SpanLine> lines =
        timeline.spans().reversed().stream()
            .map(
                span ->
                    new Strip.SpanLine(
                        states.of(span.state()),
                        moments.brief(span.startsAt(), file.zone()),
                        moments.brief(span.endsAt(), file.zone()),
                        moments.lasting(span.interval().duration()),
                        asked.id().value(),
                        span.startsAt()))
            .toList();
    String words =
        asked
            .zone()
            .map(zone -> asked.kind().words() + ": " + zone.name())
            .orElse(asked.kind().words());
    return new Strip.Row(words, asked.citation(), summary(timeline), bars, lines);
  }

  private Strip.Bar bar(Span span, PersonFile file) {
    double from = percent(span.startsAt(), file.stretch());
    double width = Math.max(percent(span.endsAt(), file.stretch()) - from, PERCENT_MIN);
    return new Strip.Bar(
        text(Math.min(from, 100 - PERCENT_MIN)),
        text(width),
        states.style(span.state()),
        states.of(span.state())
            + ", "
            + moments.brief(span.startsAt(), file.zone())
            + " to "
            + moments.brief(span.endsAt(), file.zone())
            + ", "
            + moments.lasting(span.interval().duration()));
  }

  private String summary(Timeline timeline) {
    List<String> parts = new ArrayList<>();
    add(parts, "met", timeline.lasting(State.Met.class::isInstance));
    add(parts, "not met", timeline.lasting(State.NotMet.class::isInstance));
    add(parts, "unknown", timeline.lasting(State.Unknown.class::isInstance));
    add(parts, "excused", timeline.lasting(State.Excused.class::isInstance));
    add(parts, "not binding", timeline.lasting(State.NotBinding.class::isInstance));
    return String.join(", ", parts);
  }

  private void add(List<String> parts, String words, Duration lasting) {
    if (lasting.isPositive()) {
      parts.add(words + " " + moments.lasting(lasting));
    }
  }

  private static List<Strip.Tick> ticks(Interval stretch, ZoneId zone) {
    List<Strip.Tick> ticks = new ArrayList<>();
    LocalDate day = stretch.startsAt().atZone(zone).toLocalDate().plusDays(1);
    for (; day.atStartOfDay(zone).toInstant().isBefore(stretch.endsAt()); day = day.plusDays(1)) {
      ticks.add(
          new Strip.Tick(
              text(percent(day.atStartOfDay(zone).toInstant(), stretch)), DAY.format(day)));
    }
    return ticks;
  }

  private static double percent(Instant at, Interval stretch) {
    return 100.0
        * Duration.between(stretch.startsAt(), at).toMillis()
        / stretch.duration().toMillis();
  }

  private static String text(double percent) {
    return String.format(Locale.ROOT, "%.3f%%", percent);
  }
}
