package org.muster.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.muster.domain.Charging;
import org.muster.domain.FixSource;
import org.muster.domain.Observation;

/** One line of the native form: one observation of one device, of any kind. */
final class NativeLine {
  private static final int ID_LENGTH_MAX = 200;

  private NativeLine() {}

  /** The observation with whose it is; without an id it is told again by what it says. */
  record Line(String device, Optional<String> id, Observation observation) {}

  static Line read(byte[] bytes) throws Unreadable {
    JsonBody body = JsonBody.parse(bytes);
    String device = body.text("device").orElse("").strip();
    if (device.isEmpty()) {
      throw new Unreadable(Reason.MISSING_DEVICE, "'device' is missing: the device's unique id");
    }
    Optional<String> id = body.text("id");
    if (id.isPresent() && (id.get().isBlank() || id.get().length() > ID_LENGTH_MAX)) {
      throw new Unreadable(
          Reason.VALUE_OUT_OF_RANGE, "'id' is 1 to %d characters".formatted(ID_LENGTH_MAX));
    }
    String time =
        body.text("observedAt")
            .orElseThrow(() -> new Unreadable(Reason.MISSING_TIME, "'observedAt' is missing"));
    Instant at = Times.parse(time);
    try {
      return new Line(device, id, observation(body, at));
    } catch (IllegalArgumentException e) {
      throw new Unreadable(Reason.VALUE_OUT_OF_RANGE, String.valueOf(e.getMessage()));
    }
  }

  private static Observation observation(JsonBody body, Instant at) throws Unreadable {
    String kind = body.text("kind").orElse("");
    return switch (kind) {
      case "Fix" -> fix(body, at);
      case "Beat" -> new Observation.Beat(at);
      case "Battery" ->
          new Observation.Battery(
              at, level(body), named(body, "charging", Charging.class).orElse(Charging.UNKNOWN));
      case "Strap" ->
          new Observation.Strap(at, body.flag("open").orElseThrow(() -> missing("open")));
      case "CaseOpened" -> new Observation.CaseOpened(at);
      case "PoweredOff" -> new Observation.PoweredOff(at);
      case "CheckedIn" -> new Observation.CheckedIn(at);
      default ->
          throw new Unreadable(
              Reason.UNKNOWN_KIND,
              ("'kind' is one of Fix, Beat, Battery, Strap, CaseOpened, PoweredOff, CheckedIn;"
                      + " not '%s'")
                  .formatted(Texts.brief(kind)));
    };
  }

  private static Observation fix(JsonBody body, Instant at) throws Unreadable {
    OptionalDouble latitude = body.number("latitude");
    OptionalDouble longitude = body.number("longitude");
    if (latitude.isEmpty() || longitude.isEmpty()) {
      throw missing(latitude.isEmpty() ? "latitude" : "longitude");
    }
    return new Observation.Fix(
        at,
        Numbers.position(latitude.getAsDouble(), longitude.getAsDouble()),
        Numbers.accuracy(body.number("accuracyMetres")),
        Numbers.speed(body.number("speedMetresPerSecond")),
        named(body, "source", FixSource.class).orElse(FixSource.UNSTATED),
        body.flag("mock").orElse(false),
        body.flag("valid").orElse(true));
  }

  private static OptionalInt level(JsonBody body) throws Unreadable {
    OptionalDouble level = body.number("levelPercent");
    if (level.isEmpty()) {
      return OptionalInt.empty();
    }
    if (level.getAsDouble() < 0 || level.getAsDouble() > 100) {
      throw new Unreadable(Reason.VALUE_OUT_OF_RANGE, "'levelPercent' is 0 to 100");
    }
    return OptionalInt.of((int) Math.round(level.getAsDouble()));
  }

  private static <E extends Enum<E>> Optional<E> named(JsonBody body, String name, Class<E> type)
      throws Unreadable {
    Optional<String> word = body.text(name);
    if (word.isEmpty()) {
      return Optional.empty();
    }
    for (E one : type.getEnumConstants()) {
      if (one.name().equals(word.get().toUpperCase(Locale.ROOT))) {
        return Optional.of(one);
      }
    }
    throw new Unreadable(
        Reason.MALFORMED, "'%s' is one of %s".formatted(name, List.of(type.getEnumConstants())));
  }

  private static Unreadable missing(String name) {
    return new Unreadable(Reason.MALFORMED, "'%s' is missing".formatted(name));
  }
}
