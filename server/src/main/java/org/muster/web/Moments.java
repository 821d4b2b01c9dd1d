package org.muster.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Times and durations as people read them; templates call it {@code @moments}. */
@Component("moments")
public class Moments {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("EEE d MMM yyyy, HH:mm z", Locale.US);
  private static final DateTimeFormatter BRIEF =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.US);
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.US).withZone(ZoneOffset.UTC);

  /** Day and time in the zone. */
  public String local(Instant at, ZoneId zone) {
    return LOCAL.format(at.atZone(zone));
  }

  /** Day and time in the zone, as short as a table wants it. */
  public String brief(Instant at, ZoneId zone) {
    return BRIEF.format(at.atZone(zone));
  }

  /** The same instant in UTC, to the second. */
  public String utc(Instant at) {
    return UTC.format(at);
  }

  /** For the {@code datetime} attribute. */
  public String iso(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Its two largest units: "3 days 4 hours", "12 minutes". */
  public String lasting(Duration duration) {
    long[] amounts = {
      duration.toDays(), duration.toHoursPart(), duration.toMinutesPart(), duration.toSecondsPart()
    };
    String[] units = {"day", "hour", "minute", "second"};
    StringBuilder words = new StringBuilder();
    int said = 0;
    for (int i = 0; i < amounts.length && said < 2; i++) {
      boolean precise = units[i].equals("second") && duration.toMinutes() >= 10;
      if (amounts[i] > 0 && !precise) {
        words.append(words.isEmpty() ? "" : " ").append(amounts[i]).append(' ').append(units[i]);
        words.append(amounts[i] == 1 ? "" : "s");
        said++;
      } else if (said > 0) {
        break;
      }
    }
    return words.isEmpty() ? "less than a second" : words.toString();
  }

  /** How long it was from one instant to the other. */
  public String between(Instant from, Instant to) {
    return lasting(Duration.between(from, to));
  }

  /** How far an instant lies ahead or back: "in 20 minutes", "3 hours ago". */
  public String until(Instant now, Instant at) {
    Duration distance = Duration.between(now, at).abs();
    Duration rounded =
        distance.toMinutes() > 0 ? distance.truncatedTo(ChronoUnit.MINUTES) : distance;
    return at.isBefore(now) ? lasting(rounded) + " ago" : "in " + lasting(rounded);
  }
}
