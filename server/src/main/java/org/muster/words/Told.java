package org.muster.words;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.muster.domain.Interval;

/**
 * An account in the sentences of one language.
 *
 * @param headline what is said, in one sentence
 * @param asks what the order asks
 * @param because a sentence for each thing it rests on, in order
 * @param parameters the values of policy that it turns on
 * @param otherwise what would have made it otherwise; each goes on after "if"
 */
public record Told(
    Language language,
    ZoneId zone,
    String headline,
    String asks,
    List<String> because,
    List<Parameter> parameters,
    List<Row> readings,
    long readingCount,
    List<String> otherwise) {
  public Told {
    because = List.copyOf(because);
    parameters = List.copyOf(parameters);
    readings = List.copyOf(readings);
    otherwise = List.copyOf(otherwise);
  }

  /** A value of policy. */
  public record Parameter(String name, String amount, String clause, String sentence) {}

  /** A fix of the table. */
  public record Row(
      Instant observedAt,
      String at,
      boolean beforeBound,
      String side,
      String stated,
      String radius,
      String distance,
      String beyond,
      String mark) {}

  /** A word of the language round the sentences. */
  public String label(String name) {
    return language.say("label." + name);
  }

  public String readingsCount() {
    return language.say("label.readings.count", Map.of("count", readingCount));
  }

  /** In which zone times are told. */
  public String times() {
    return language.say("label.times", Map.of("zone", language.zone(zone)));
  }

  /** "from to to". */
  public String interval(Interval interval) {
    return language.say(
        "label.interval",
        Map.of(
            "start",
            language.instant(interval.startsAt(), zone),
            "end",
            interval.isOpen() ? label("open") : language.instant(interval.endsAt(), zone)));
  }

  /** A text with what is filled in. */
  public String label(String name, Map<String, ?> filled) {
    return language.say("label." + name, filled);
  }
}
