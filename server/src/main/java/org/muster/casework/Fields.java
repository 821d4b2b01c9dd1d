package org.muster.casework;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.casework.Change.Rejected;
import org.muster.domain.Interval;

/** Reads the fields of a form and collects everything that is wrong with them. */
public final class Fields {
  private static final Instant SOONEST = Instant.parse("1990-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  private final List<Problem> problems = new ArrayList<>();
  private final ZoneId zone;

  public Fields() {
    this(ZoneId.of("UTC"));
  }

  /** Of a form whose times are local in the zone. */
  Fields(ZoneId zone) {
    this.zone = zone;
  }

  /** The instant as the form speaks of it. */
  String said(Instant at) {
    return Said.at(at, zone);
  }

  public boolean areFine() {
    return problems.isEmpty();
  }

  public <T> Change<T> rejected() {
    return new Rejected<>(problems);
  }

  public void refuse(Problem problem) {
    problems.add(problem);
  }

  void refuse(String field, String sentence) {
    refuse(new Problem(field, sentence));
  }

  void refuseUnless(boolean holds, String field, String sentence) {
    if (!holds) {
      refuse(field, sentence);
    }
  }

  /** A text that is required; what it is stands in the sentence, as "the reason". */
  public String text(String field, @Nullable String value, int lengthMax, String what) {
    String text = value == null ? "" : value.strip().replace("\r\n", "\n");
    if (text.isEmpty()) {
      refuse(field, "Enter " + what + ".");
    } else if (text.length() > lengthMax) {
      refuse(
          field,
          "Shorten %s to %,d characters; it has %,d.".formatted(what, lengthMax, text.length()));
    } else if (!isPlain(text)) {
      refuse(field, "Remove the characters from " + what + " that can not be printed.");
    }
    return text;
  }

  /** A text that may be left out. */
  @Nullable String textOrNone(String field, @Nullable String value, int lengthMax, String what) {
    return value == null || value.isBlank() ? null : text(field, value, lengthMax, what);
  }

  /** What was chosen; refuses where nothing was. */
  public <T> Optional<T> chosen(String field, @Nullable T value, String sentence) {
    if (value == null) {
      refuse(field, sentence);
    }
    return Optional.ofNullable(value);
  }

  /** A time in whole seconds, or what stands for it when it is left out. */
  Instant time(String field, @Nullable Instant value, Instant otherwise) {
    if (value == null) {
      return otherwise;
    }
    Instant time = value.truncatedTo(ChronoUnit.SECONDS);
    if (time.isBefore(SOONEST) || time.isAfter(LATEST)) {
      refuse(field, "Choose a time between the years 1990 and 2200.");
      return otherwise;
    }
    return time;
  }

  /** The interval between two times; empty, and refused, when the end does not come after. */
  Optional<Interval> interval(Instant startsAt, Instant endsAt) {
    if (!startsAt.isBefore(endsAt)) {
      refuse("endsAt", "Choose an end after the start, " + said(startsAt) + ".");
    }
    return Interval.between(startsAt, endsAt);
  }

  private static boolean isPlain(String text) {
    return text.codePoints()
        .noneMatch(
            c ->
                (Character.isISOControl(c) && c != '\n' && c != '\t')
                    || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
  }
}
