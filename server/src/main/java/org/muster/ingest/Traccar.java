package org.muster.ingest;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.muster.domain.FixSource;

/**
 * A position as a Traccar server forwards it ({@code forward.type=json}). Speed is in knots; an
 * accuracy of 0 says unknown. A message without a new fix repeats the last place with its old
 * {@code fixTime}: then the device was heard at {@code deviceTime}, and the place counts, once, for
 * the time at which it was measured.
 */
final class Traccar {
  private Traccar() {}

  static Decoding decode(byte[] bytes) {
    try {
      return read(JsonBody.parse(bytes));
    } catch (Unreadable e) {
      return e.rejected();
    }
  }

  private static Decoding read(JsonBody body) throws Unreadable {
    Optional<String> device = body.child("device").text("uniqueId");
    if (device.isEmpty()) {
      return new Decoding.Rejected(
          Reason.MISSING_DEVICE, "device.uniqueId is missing: forward with forward.type=json");
    }
    JsonBody position = body.child("position");
    Optional<Instant> fixTime = time(position, "fixTime").filter(at -> at.toEpochMilli() != 0);
    Optional<Instant> heard =
        time(position, "deviceTime").or(() -> fixTime).filter(at -> at.toEpochMilli() != 0);
    if (heard.isEmpty()) {
      return new Decoding.Rejected(
          Reason.MISSING_TIME, "position.deviceTime and position.fixTime are missing");
    }
    Instant heardAt = heard.get();
    JsonBody attributes = position.child("attributes");
    Facts facts = new Facts();
    OptionalDouble latitude = position.number("latitude");
    OptionalDouble longitude = position.number("longitude");
    boolean repeated = position.flag("outdated").orElse(false);
    if (fixTime.isPresent() && latitude.isPresent() && longitude.isPresent() && !repeated) {
      facts.fix(
          fixTime.get(),
          Numbers.position(latitude.getAsDouble(), longitude.getAsDouble()),
          quality(position, attributes));
    }
    facts.battery(
        heardAt,
        Numbers.percent(attributes.number("batteryLevel")),
        Facts.charging(attributes.flag("charge")));
    facts.alarms(heardAt, attributes.text("alarm"));
    return new Decoding.Decoded(device.get(), facts.heardAt(heardAt));
  }

  private static Facts.Quality quality(JsonBody position, JsonBody attributes) throws Unreadable {
    boolean approximate = attributes.flag("approximate").orElse(false);
    boolean satellites = attributes.number("sat").orElse(0) > 0;
    return new Facts.Quality(
        position.number("accuracy"),
        Numbers.knots(position.number("speed")),
        approximate ? FixSource.NETWORK : satellites ? FixSource.SATELLITE : FixSource.UNSTATED,
        attributes.flag("mock").orElse(false),
        position.flag("valid").orElse(true));
  }

  private static Optional<Instant> time(JsonBody position, String name) throws Unreadable {
    Optional<String> text = position.text(name);
    return text.isEmpty() ? Optional.empty() : Optional.of(Times.parse(text.get()));
  }
}
