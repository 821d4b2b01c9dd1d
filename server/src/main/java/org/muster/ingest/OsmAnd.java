package org.muster.ingest;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.muster.domain.FixSource;

/**
 * What Traccar Client, OsmAnd and many other phone apps send: a query or a form, with speed in
 * knots. A request without a time speaks of the time at which it was received.
 */
final class OsmAnd {
  private OsmAnd() {}

  static Decoding decode(Map<String, String> fields, Instant receivedAt) {
    try {
      return read(fields, receivedAt);
    } catch (Unreadable e) {
      return e.rejected();
    }
  }

  private static Decoding read(Map<String, String> fields, Instant receivedAt) throws Unreadable {
    String device = fields.getOrDefault("id", fields.getOrDefault("deviceid", "")).strip();
    if (device.isEmpty()) {
      return new Decoding.Rejected(
          Reason.MISSING_DEVICE, "id is missing: set the device identifier in the app");
    }
    String time = fields.get("timestamp");
    Instant at = time == null ? receivedAt.truncatedTo(ChronoUnit.MILLIS) : Times.parse(time);
    Facts facts = new Facts();
    String place = fields.get("location");
    String latitude = fields.get("lat");
    String longitude = fields.get("lon");
    if (place != null) {
      String[] both = place.split(",", -1);
      latitude = both[0];
      longitude = both.length == 2 ? both[1] : null;
    }
    if ((latitude == null) != (longitude == null)) {
      return new Decoding.Rejected(
          Reason.MALFORMED, "a place needs lat and lon, or location=lat,lon");
    }
    if (latitude != null && longitude != null) {
      facts.fix(
          at,
          Numbers.position(Numbers.parse("lat", latitude), Numbers.parse("lon", longitude)),
          new Facts.Quality(
              number(fields, "accuracy"),
              Numbers.knots(number(fields, "speed")),
              FixSource.UNSTATED,
              flag(fields, "mock").orElse(false),
              flag(fields, "valid").orElse(true)));
    }
    facts.battery(
        at, Numbers.percent(number(fields, "batt")), Facts.charging(flag(fields, "charge")));
    facts.alarms(at, Optional.ofNullable(fields.get("alarm")));
    return new Decoding.Decoded(device, facts.heardAt(at));
  }

  private static OptionalDouble number(Map<String, String> fields, String name) throws Unreadable {
    String text = fields.getOrDefault(name, "");
    return text.isBlank() ? OptionalDouble.empty() : OptionalDouble.of(Numbers.parse(name, text));
  }

  private static Optional<Boolean> flag(Map<String, String> fields, String name) {
    return Optional.ofNullable(fields.get(name))
        .map(text -> text.equals("1") || text.equalsIgnoreCase("true"));
  }
}
