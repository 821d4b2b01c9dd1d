package org.muster.ingest;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.muster.domain.FixSource;

/** What Traccar Client from version 9 on sends. Speed is in m/s; −1 says unknown. */
final class OsmAndJson {
  private OsmAndJson() {}

  static Decoding decode(byte[] bytes, Instant receivedAt) {
    try {
      return read(JsonBody.parse(bytes), receivedAt);
    } catch (Unreadable e) {
      return e.rejected();
    }
  }

  private static Decoding read(JsonBody body, Instant receivedAt) throws Unreadable {
    String device = body.text("device_id").orElse("").strip();
    if (device.isEmpty()) {
      return new Decoding.Rejected(
          Reason.MISSING_DEVICE, "device_id is missing: set the device identifier in the app");
    }
    JsonBody location = body.child("location");
    Optional<String> time = location.text("timestamp");
    Instant at =
        time.isEmpty() ? receivedAt.truncatedTo(ChronoUnit.MILLIS) : Times.parse(time.get());
    Facts facts = new Facts();
    JsonBody coordinates = location.child("coords");
    OptionalDouble latitude = coordinates.number("latitude");
    OptionalDouble longitude = coordinates.number("longitude");
    if (latitude.isPresent() != longitude.isPresent()) {
      return new Decoding.Rejected(Reason.MALFORMED, "a place needs latitude and longitude");
    }
    if (latitude.isPresent() && longitude.isPresent()) {
      facts.fix(
          at,
          Numbers.position(latitude.getAsDouble(), longitude.getAsDouble()),
          new Facts.Quality(
              coordinates.number("accuracy"),
              coordinates.number("speed"),
              FixSource.UNSTATED,
              location.flag("mock").orElse(false),
              true));
    }
    battery(facts, at, location.child("battery"));
    facts.alarms(at, location.text("alarm"));
    return new Decoding.Decoded(device, facts.heardAt(at));
  }

  /** A level below 0 says that the phone knows nothing of its battery, not even the charger. */
  private static void battery(Facts facts, Instant at, JsonBody battery) throws Unreadable {
    OptionalDouble level = battery.number("level");
    if (level.isEmpty() || level.getAsDouble() >= 0) {
      facts.battery(
          at,
          level.isEmpty()
              ? OptionalInt.empty()
              : Numbers.percent(OptionalDouble.of(level.getAsDouble() * 100)),
          Facts.charging(battery.flag("is_charging")));
    }
  }
}
