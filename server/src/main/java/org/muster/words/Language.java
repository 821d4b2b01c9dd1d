package org.muster.words;

import com.ibm.icu.text.ListFormatter;
import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import org.muster.domain.Refuse;

/**
 * One language: the texts of its file, and how it writes times, durations, lengths and numbers.
 * Plurals and choices are ICU messages (Unicode CLDR has the rules of each language).
 */
public final class Language {
  private static final double KILOMETRE = 1_000;
  private static final long PRECISE_UP_TO_MINUTES = 10;

  private final String code;
  private final ULocale locale;
  private final SortedMap<String, String> texts;

  private Language(String code, SortedMap<String, String> texts) {
    this.code = code;
    this.texts = Collections.unmodifiableSortedMap(texts);
    // Times and short numbers as this country writes them where the language has many.
    locale =
        ULocale.forLanguageTag(code.equals("en") ? "en-US" : code.equals("es") ? "es-US" : code);
  }

  static Language read(String code, InputStream file) throws IOException {
    Properties read = new Properties();
    try (InputStreamReader text = new InputStreamReader(file, StandardCharsets.UTF_8)) {
      read.load(text);
    }
    SortedMap<String, String> texts = new TreeMap<>();
    read.stringPropertyNames().forEach(key -> texts.put(key, read.getProperty(key)));
    return new Language(code, texts);
  }

  /** Its ISO 639 code, as {@code lang} attributes want it. */
  public String code() {
    return code;
  }

  /** As it calls itself. */
  public String name() {
    return say("language.name");
  }

  /** The keys and texts of its file. */
  SortedMap<String, String> texts() {
    return texts;
  }

  /** A text without arguments. */
  public String say(String key) {
    return say(key, Map.of());
  }

  /** A text with its arguments. Refuses a key that the file has not. */
  public String say(String key, Map<String, ?> arguments) {
    String text = texts.get(key);
    if (text == null) {
      throw new NoSuchElementException("no text " + key + " in the language " + code);
    }
    return text.indexOf('{') < 0 && text.indexOf('\'') < 0
        ? text
        : new MessageFormat(text, locale).format(arguments);
  }

  /** Day and time in the zone, which is named; to the minute. */
  public String instant(Instant at, ZoneId zone) {
    return time("format.instant", at, zone);
  }

  /** The same to the second, where it is not a whole minute. */
  public String exact(Instant at, ZoneId zone) {
    return time(isWhole(at) ? "format.instant" : "format.instant.seconds", at, zone);
  }

  /** Day and time in the zone, as short as a table wants it. */
  public String brief(Instant at, ZoneId zone) {
    return time(isWhole(at) ? "format.brief" : "format.brief.seconds", at, zone);
  }

  private static boolean isWhole(Instant at) {
    return at.getEpochSecond() % 60 == 0;
  }

  private String time(String key, Instant at, ZoneId zone) {
    return DateTimeFormatter.ofPattern(say(key), locale()).format(at.atZone(zone));
  }

  private Locale locale() {
    return Locale.forLanguageTag(locale.toLanguageTag());
  }

  /** The name of a time zone. */
  public String zone(ZoneId zone) {
    return zone.getDisplayName(TextStyle.FULL, locale()) + " (" + zone.getId() + ")";
  }

  /** The two largest units of a duration. */
  public String lasting(Duration duration) {
    Refuse.unless(!duration.isNegative(), "a duration is told from its start to its end");
    long[] amounts = {
      duration.toDays(), duration.toHoursPart(), duration.toMinutesPart(), duration.toSecondsPart()
    };
    List<String> units = List.of("day", "hour", "minute", "second");
    boolean precise = duration.toMinutes() < PRECISE_UP_TO_MINUTES;
    for (int i = 0; i < amounts.length; i++) {
      if (amounts[i] > 0) {
        String larger = unit(units.get(i), amounts[i]);
        boolean another =
            i + 1 < amounts.length && amounts[i + 1] > 0 && (precise || i + 1 < units.size() - 1);
        return another
            ? say(
                "duration.two",
                Map.of("larger", larger, "smaller", unit(units.get(i + 1), amounts[i + 1])))
            : larger;
      }
    }
    return say("duration.none");
  }

  private String unit(String unit, long amount) {
    return say("duration." + unit, Map.of("n", amount));
  }

  /** A length as short as its size allows: "85 m", "1.4 km". */
  public String metres(double metres) {
    return metres < KILOMETRE
        ? say("length.m", Map.of("n", number(metres, metres < 10 ? 1 : 0)))
        : say("length.km", Map.of("n", number(metres / KILOMETRE, 1)));
  }

  /** A number as the language writes it. */
  public String number(double number) {
    return number(number, 3);
  }

  private String number(double number, int decimals) {
    NumberFormat format = NumberFormat.getInstance(locale);
    format.setMaximumFractionDigits(decimals);
    // So that a row of lengths keeps its digits.
    format.setMinimumFractionDigits(decimals == 1 ? 1 : 0);
    return format.format(number);
  }

  /** "a, b and c". */
  String list(List<String> parts) {
    return ListFormatter.getInstance(locale).format(parts);
  }
}
