package org.muster.web;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.muster.casework.Ordering;
import org.muster.domain.AskedCondition;
import org.muster.domain.Channel;
import org.muster.domain.Condition;
import org.muster.domain.ConditionKind;
import org.muster.domain.Occasion;
import org.muster.domain.ScheduleVersion;
import org.muster.domain.ZoneVersion;

/** The conditions of an order as rows of its form. */
final class ConditionRows {
  static final String ROWS = "rows";

  private static final List<String> PARTS =
      List.of(
          "kind",
          "zone",
          "schedule",
          "citation",
          "channelApp",
          "channelPhone",
          "channelOffice",
          "every",
          "occasion",
          "startsAt",
          "endsAt");
  private static final Pattern EVERY =
      Pattern.compile("([1-9]\\d{0,4}) ?(minute|hour|day|week)s?", Pattern.CASE_INSENSITIVE);

  private ConditionRows() {}

  static int count(String text) {
    return Math.clamp(number(text), 1, Ordering.CONDITIONS_MAX);
  }

  private static int number(String text) {
    return text.matches("\\d{1,3}") ? Integer.parseInt(text) : 0;
  }

  /** With one more row, or without the one that is to be taken out. */
  static Map<String, String> changed(Map<String, String> typed) {
    Map<String, String> changed = new LinkedHashMap<>(typed);
    int rows = count(typed.getOrDefault(ROWS, ""));
    String removed = typed.get("remove");
    if (removed == null) {
      changed.put(ROWS, Integer.toString(Math.min(rows + 1, Ordering.CONDITIONS_MAX)));
      return changed;
    }
    for (int i = number(removed); i < rows; i++) {
      for (String part : PARTS) {
        String next = typed.get(at(i + 1) + part);
        changed.put(at(i) + part, next == null ? "" : next);
      }
    }
    changed.put(ROWS, Integer.toString(Math.max(1, rows - 1)));
    return changed;
  }

  private static String at(int row) {
    return "conditions[" + row + "].";
  }

  /** What an order asks, as it would be typed. */
  static void write(Map<String, String> typed, List<AskedCondition> conditions, ZoneId zone) {
    typed.put(ROWS, Integer.toString(Math.max(1, conditions.size())));
    for (int i = 0; i < conditions.size(); i++) {
      AskedCondition asked = conditions.get(i);
      String at = at(i);
      typed.put(at + "kind", asked.kind().word());
      typed.put(at + "citation", asked.citation());
      asked.zone().ifPresent(place -> typed.put(at + "zone", place.id().toString()));
      asked.schedule().ifPresent(hours -> typed.put(at + "schedule", hours.id().toString()));
      if (asked.condition() instanceof Condition.CheckIn checkIn) {
        checkIn.by().forEach(channel -> typed.put(at + "channel" + channel.word(), "on"));
        if (checkIn.due() instanceof Condition.Every(Duration cadence)) {
          typed.put(at + "every", words(cadence));
        }
      } else if (asked.condition() instanceof Condition.Attend attend) {
        typed.put(at + "occasion", attend.occasion().word());
        typed.put(at + "startsAt", local(attend.during().startsAt(), zone));
        typed.put(at + "endsAt", local(attend.during().endsAt(), zone));
      }
    }
  }

  static String local(java.time.Instant at, ZoneId zone) {
    return at.atZone(zone).toLocalDateTime().toString();
  }

  /** As {@link #every} reads it. */
  static String words(Duration cadence) {
    long minutes = cadence.toMinutes();
    long count =
        minutes % 1_440 == 0 ? minutes / 1_440 : minutes % 60 == 0 ? minutes / 60 : minutes;
    String unit = minutes % 1_440 == 0 ? "day" : minutes % 60 == 0 ? "hour" : "minute";
    return count + " " + unit + (count == 1 ? "" : "s");
  }

  static List<Ordering.ConditionForm> read(Form form, ZoneId zone) {
    List<Ordering.ConditionForm> conditions = new ArrayList<>();
    for (int i = 0; i < count(form.value(ROWS)); i++) {
      String at = at(i);
      ConditionKind kind = ConditionKind.find(form.value(at + "kind")).orElse(null);
      int[] zoneId = version(form.value(at + "zone"));
      int[] scheduleId = version(form.value(at + "schedule"));
      conditions.add(
          new Ordering.ConditionForm(
              kind,
              (kind == null || kind.mayHaveZone()) && zoneId.length == 2
                  ? new ZoneVersion(zoneId[0], zoneId[1])
                  : null,
              (kind == null || kind.mayHaveSchedule()) && scheduleId.length == 2
                  ? new ScheduleVersion(scheduleId[0], scheduleId[1])
                  : null,
              form.value(at + "citation"),
              duty(form, at, kind, zone)));
    }
    return conditions;
  }

  /** What other kinds do not ask is left unread, as zone and schedule are. */
  private static Ordering.@Nullable DutyForm duty(
      Form form, String at, @Nullable ConditionKind kind, ZoneId zone) {
    if (kind == ConditionKind.CHECK_IN) {
      List<Channel> channels = new ArrayList<>();
      for (Channel channel : Channel.values()) {
        if (!form.value(at + "channel" + channel.word()).isEmpty()) {
          channels.add(channel);
        }
      }
      return new Ordering.DutyForm(channels, every(form, at + "every"), null, null, null);
    }
    if (kind == ConditionKind.ATTEND) {
      return new Ordering.DutyForm(
          List.of(),
          null,
          Occasion.find(form.value(at + "occasion")).orElse(null),
          form.time(at + "startsAt", zone),
          form.time(at + "endsAt", zone));
    }
    return null;
  }

  private static @Nullable Duration every(Form form, String field) {
    String text = form.value(field).strip();
    if (text.isEmpty()) {
      return null;
    }
    Matcher matcher = EVERY.matcher(text);
    if (!matcher.matches()) {
      form.refuse(field, "Enter how often as 7 days, 12 hours or 90 minutes.");
      return null;
    }
    long count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2).toLowerCase(java.util.Locale.ROOT)) {
      case "minute" -> Duration.ofMinutes(count);
      case "hour" -> Duration.ofHours(count);
      case "day" -> Duration.ofDays(count);
      default -> Duration.ofDays(7 * count);
    };
  }

  /** Number and version of {@code 12v3}; empty for anything else. */
  private static int[] version(@Nullable String text) {
    if (text == null || !text.matches("[1-9]\\d{0,8}v[1-9]\\d{0,8}")) {
      return new int[0];
    }
    String[] parts = text.split("v", 2);
    return new int[] {Integer.parseInt(parts[0]), Integer.parseInt(parts[1])};
  }
}
