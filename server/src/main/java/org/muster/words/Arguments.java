package org.muster.words;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.muster.account.Amount;
import org.muster.domain.Attendance;
import org.muster.domain.Channel;
import org.muster.domain.Evidence.Mark;
import org.muster.domain.Evidence.Side;
import org.muster.domain.ExcusalId;
import org.muster.domain.Interval;
import org.muster.domain.State.Cause;
import org.muster.domain.Unbound;

/** The facts of a statement as arguments of its text, each written as the language writes it. */
final class Arguments {
  private Arguments() {}

  static SortedMap<String, Object> of(Record statement, Language language, ZoneId zone) {
    SortedMap<String, Object> arguments = new TreeMap<>();
    for (RecordComponent component : statement.getClass().getRecordComponents()) {
      put(arguments, component.getName(), value(statement, component), language, zone);
    }
    return arguments;
  }

  static Object value(Record statement, RecordComponent component) {
    try {
      return component.getAccessor().invoke(statement);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("statements are public records", e);
    }
  }

  private static void put(
      SortedMap<String, Object> arguments,
      String name,
      Object value,
      Language language,
      ZoneId zone) {
    switch (value) {
      case Instant at -> arguments.put(name, language.exact(at, zone));
      case Duration duration -> arguments.put(name, language.lasting(duration));
      case Interval interval -> {
        arguments.put(name + "StartsAt", language.exact(interval.startsAt(), zone));
        arguments.put(
            name + "EndsAt",
            interval.isOpen()
                ? language.say("label.open")
                : language.exact(interval.endsAt(), zone));
      }
      case Double number ->
          arguments.put(
              name,
              name.toLowerCase(Locale.ROOT).endsWith("metres")
                  ? language.metres(number)
                  : language.number(number));
      case Integer number -> arguments.put(name, number);
      case Long number -> arguments.put(name, number);
      case String text -> arguments.put(name, text);
      case ExcusalId id -> arguments.put(name, id.toString());
      case Enum<?> word -> arguments.put(name, language.say(key(word)));
      case Collection<?> several -> {
        List<String> parts =
            several.stream()
                .map(
                    each ->
                        each instanceof Unbound lacking
                            ? language.say("had." + lacking.name())
                            : each.toString())
                .toList();
        arguments.put(name, language.list(parts));
        arguments.put("count", parts.size());
      }
      default -> throw new IllegalStateException("no text tells of " + value.getClass());
    }
  }

  /** Under which key the word for a value stands. */
  static String key(Enum<?> word) {
    return switch (word) {
          case Mark mark -> "mark.";
          case Side side -> "side.";
          case Cause cause -> "cause.";
          case Channel channel -> "channel.";
          case Attendance attendance -> "attendance.";
          case Unbound unbound -> "unbound.";
          default ->
              throw new IllegalStateException("no text tells of " + word.getDeclaringClass());
        }
        + word.name();
  }

  static String amount(Amount amount, Language language) {
    String key = "amount." + amount.getClass().getSimpleName();
    return language.say(key, of((Record) amount, language, ZoneId.of("UTC")));
  }
}
