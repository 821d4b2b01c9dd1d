package org.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.muster.domain.Evidence;
import org.muster.domain.Evidence.Otherwise;
import org.muster.domain.Evidence.Reading;
import org.muster.domain.Finding;
import org.muster.domain.Interval;
import org.muster.domain.Observation;

/**
 * All that the findings of a day say, as text, so that a test holds every word of it: under each
 * finding its fixes, of how many, when the device was heard before, and what would have made it
 * otherwise. The day is folded at once and in pieces, and has to say the same.
 */
final class Said {
  private static final Duration PIECE = Duration.ofMinutes(13);

  private Said() {}

  static String of(Day day) {
    Judgement judgement = day.judged();
    assertThat(inPieces(day)).as("folded in pieces").isEqualTo(judgement);
    StringBuilder text = new StringBuilder();
    for (Finding finding : judgement.findings()) {
      text.append(of(finding));
    }
    return text.toString();
  }

  private static Judgement inPieces(Day day) {
    Interval period = day.period();
    List<Folded> pieces = new ArrayList<>();
    FoldState state = FoldState.opening(period.startsAt());
    while (state.at().isBefore(period.endsAt())) {
      Instant next = state.at().plus(PIECE);
      Instant end = next.isBefore(period.endsAt()) ? next : period.endsAt();
      Interval piece = new Interval(state.at(), end);
      List<Observation> inside =
          day.observations().stream().filter(each -> piece.contains(each.observedAt())).toList();
      pieces.add(Engine.fold(day.supervision(), state, end, inside));
      state = FoldState.decode(pieces.getLast().closing().encode());
    }
    return Judgement.of(period, pieces);
  }

  private static String of(Finding finding) {
    Evidence evidence = finding.evidence();
    StringBuilder text = new StringBuilder();
    text.append(finding.kind().word()).append(' ').append(Day.words(finding.state()));
    text.append(' ').append(time(finding.startsAt())).append('-');
    text.append(finding.endsAt().map(Said::time).orElse(""));
    text.append(" known ").append(time(finding.knownAt())).append('\n');
    evidence.readings().forEach(reading -> text.append("  fix ").append(of(reading)).append('\n'));
    text.append("  of ").append(evidence.readingCount());
    evidence.window().ifPresent(w -> text.append(", window ").append(of(w)));
    evidence.lastHeardAt().ifPresent(at -> text.append(", heard ").append(time(at)));
    text.append('\n');
    evidence.otherwise().forEach(each -> text.append("  or ").append(of(each)).append('\n'));
    return text.toString();
  }

  private static String of(Reading reading) {
    String side = reading.side().name().toLowerCase(Locale.ROOT).replace("clear_", "");
    String mark = reading.mark().name().toLowerCase(Locale.ROOT);
    String rule = reading.radiusBy().name().toLowerCase(Locale.ROOT);
    return "%s %s %.0fm of %.0fm %s"
            .formatted(
                time(reading.observedAt()),
                side,
                reading.distanceMetres(),
                reading.radiusMetres(),
                mark)
        + (rule.equals("stated") ? "" : " " + rule);
  }

  private static String of(Otherwise otherwise) {
    if (otherwise instanceof Otherwise.FixNearerBy(Instant at, double metres)) {
      return "FixNearerBy %s by %.1fm".formatted(time(at), metres);
    }
    String text = otherwise.toString().replaceAll("[A-Za-z]+=", "").replace("[]", "");
    return text.replace("[", " ").replace("]", "").replace("2026-03-10T", "").replace(":00Z", "");
  }

  private static String of(Interval interval) {
    return time(interval.startsAt()) + "-" + time(interval.endsAt());
  }

  private static String time(Instant at) {
    String time = DateTimeFormatter.ofPattern("HH:mm:ss").format(at.atOffset(ZoneOffset.UTC));
    return (at.isBefore(Day.at("+1 00:00")) ? "" : "+1 ")
        + (time.endsWith(":00") ? time.substring(0, 5) : time);
  }
}
