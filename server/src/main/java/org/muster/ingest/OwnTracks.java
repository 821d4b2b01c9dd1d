package org.muster.ingest;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.muster.domain.Charging;
import org.muster.domain.FixSource;

/**
 * A message of the OwnTracks apps. Speed is in km/h; {@code tst} is when the place was measured, in
 * seconds, and {@code created_at}, when later, when the app made the message: then it was heard.
 */
final class OwnTracks {
  private OwnTracks() {}

  static Decoding decode(byte[] bytes, List<String> devices) {
    if (bytes.length == 0) {
      return new Decoding.Ignored("an empty body says nothing");
    }
    try {
      return read(JsonBody.parse(bytes), devices);
    } catch (Unreadable e) {
      return e.rejected();
    }
  }

  private static Decoding read(JsonBody body, List<String> devices) throws Unreadable {
    String type = body.text("_type").orElse("");
    return switch (type) {
      case "location", "transition" ->
          new Decoding.Decoded(devices, place(body).heardAt(heardAt(body)));
      case "encrypted" ->
          new Decoding.Rejected(
              Reason.ENCRYPTED,
              "the message is encrypted: clear the encryption key in the app's settings, and reach"
                  + " this server by https");
      // A last will is the broker's word, and the rest is settings: no report of the device.
      case "waypoint",
          "waypoints",
          "lwt",
          "status",
          "steps",
          "card",
          "cmd",
          "configuration",
          "request",
          "beacon" ->
          new Decoding.Ignored("a message of type '" + type + "' says nothing that is recorded");
      case "" -> new Decoding.Rejected(Reason.MALFORMED, "_type is missing");
      default ->
          new Decoding.Rejected(
              Reason.UNKNOWN_KIND, "no _type is called '%s'".formatted(Texts.brief(type)));
    };
  }

  private static Facts place(JsonBody body) throws Unreadable {
    Facts facts = new Facts();
    OptionalDouble latitude = body.number("lat");
    OptionalDouble longitude = body.number("lon");
    if (latitude.isPresent() && longitude.isPresent()) {
      facts.fix(
          measuredAt(body),
          Numbers.position(latitude.getAsDouble(), longitude.getAsDouble()),
          new Facts.Quality(
              body.number("acc"),
              Numbers.kilometresPerHour(body.number("vel")),
              FixSource.UNSTATED,
              false,
              true));
    }
    facts.battery(
        heardAt(body),
        Numbers.percent(body.number("batt")),
        switch ((int) body.number("bs").orElse(0)) {
          case 1 -> Charging.UNPLUGGED;
          case 2, 3 -> Charging.CHARGING;
          default -> Charging.UNKNOWN;
        });
    return facts;
  }

  private static Instant measuredAt(JsonBody body) throws Unreadable {
    OptionalDouble seconds = body.number("tst");
    if (seconds.isEmpty()) {
      throw new Unreadable(Reason.MISSING_TIME, "tst is missing");
    }
    return Times.ofSeconds(seconds.getAsDouble());
  }

  private static Instant heardAt(JsonBody body) throws Unreadable {
    Instant measuredAt = measuredAt(body);
    OptionalDouble seconds = body.number("created_at");
    Instant createdAt = seconds.isEmpty() ? measuredAt : Times.ofSeconds(seconds.getAsDouble());
    return createdAt.isAfter(measuredAt) ? createdAt : measuredAt;
  }
}
