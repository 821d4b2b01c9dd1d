package org.muster.simulation;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.muster.domain.Charging;
import org.muster.domain.Observation;

/** Writes what a device says at one time as the requests that its app or gateway would send. */
final class LiveRequests {
  private static final double KNOTS_PER_METRE_PER_SECOND = 1.943844;
  private static final double KILOMETRES_PER_HOUR = 3.6;

  private final Gateway gateway;
  private final Passes passes;
  private final Map<Integer, Observation.Fix> lastFixes = new HashMap<>();

  LiveRequests(Gateway gateway, Passes passes) {
    this.gateway = gateway;
    this.passes = passes;
  }

  /** What one message of a device holds. */
  private record Message(
      Instant at,
      Optional<Observation.Fix> fix,
      Optional<Observation.Battery> battery,
      Optional<String> alarm) {}

  /** All that one device observed at one instant. */
  List<HttpRequest> of(Person person, List<Sent> together) {
    Vendor vendor = Passes.vendorOf(person);
    Optional<Observation.Fix> fix = Optional.empty();
    Optional<Observation.Battery> battery = Optional.empty();
    Optional<String> alarm = Optional.empty();
    boolean said = false;
    NativeLines others = new NativeLines();
    for (Sent sent : together) {
      switch (sent.observation()) {
        case Observation.Fix f -> fix = Optional.of(f);
        case Observation.Battery b -> battery = Optional.of(b);
        case Observation.Beat beat -> said = true;
        case Observation.PoweredOff off -> alarm = Optional.of("powerOff");
        case Observation.Strap strap -> {
          if (strap.open()) {
            alarm = Optional.of("tampering");
          } else {
            others.add(person.deviceName(), sent);
          }
        }
        case Observation.CaseOpened opened -> others.add(person.deviceName(), sent);
        case Observation.CheckedIn checkedIn -> others.add(person.deviceName(), sent);
      }
    }
    List<HttpRequest> requests = new ArrayList<>();
    if (said || fix.isPresent() || battery.isPresent() || alarm.isPresent()) {
      Instant at = together.getFirst().observation().observedAt();
      requests.add(request(vendor, person, new Message(at, fix, battery, alarm)));
    }
    if (others.count() > 0) {
      requests.add(nativeLines(gateway, passes.ofGateway(vendor), others.take()));
    }
    return requests;
  }

  static HttpRequest nativeLines(Gateway gateway, String token, String lines) {
    return gateway
        .to("/api/v1/observations")
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/x-ndjson")
        .POST(BodyPublishers.ofString(lines))
        .build();
  }

  private HttpRequest request(Vendor vendor, Person person, Message message) {
    return switch (vendor) {
      case TETHERLINE -> traccar(person, message);
      case TRACCAR_CLIENT -> osmand(person, message);
      case TRACCAR_CLIENT_9 -> osmandJson(person, message);
      case OWNTRACKS -> owntracks(person, message);
    };
  }

  /** A gateway repeats the last place where there is no new one, as Traccar does. */
  private HttpRequest traccar(Person person, Message message) {
    Observation.Fix last = message.fix().orElse(lastFixes.get(person.number()));
    message.fix().ifPresent(fix -> lastFixes.put(person.number(), fix));
    StringJoiner attributes = new StringJoiner(",", "{", "}");
    message.fix().ifPresent(fix -> attributes.add("\"sat\":9"));
    message
        .battery()
        .ifPresent(
            battery -> {
              battery.levelPercent().ifPresent(p -> attributes.add("\"batteryLevel\":" + p));
              attributes.add("\"charge\":" + (battery.charging() == Charging.CHARGING));
            });
    message.alarm().ifPresent(alarm -> attributes.add("\"alarm\":\"" + alarm + "\""));
    StringJoiner position = new StringJoiner(",", "{", "}");
    position.add("\"id\":0,\"protocol\":\"gl200\",\"valid\":true");
    position.add("\"deviceTime\":\"" + message.at() + "\"");
    if (last != null) {
      position.add("\"fixTime\":\"" + last.observedAt() + "\"");
      position.add("\"latitude\":" + NativeLines.degrees(last.position().latitudeE7()));
      position.add("\"longitude\":" + NativeLines.degrees(last.position().longitudeE7()));
      position.add("\"accuracy\":" + last.accuracyMetres().orElse(0));
      position.add("\"speed\":" + knots(last));
      position.add("\"outdated\":" + message.fix().isEmpty());
    }
    position.add("\"attributes\":" + attributes);
    return json(
        "/intake/traccar",
        passes.ofGateway(Vendor.TETHERLINE),
        "{\"position\":%s,\"device\":{\"id\":%d,\"uniqueId\":\"%s\",\"status\":\"online\"}}"
            .formatted(position, person.number(), person.deviceName()));
  }

  private HttpRequest osmand(Person person, Message message) {
    StringJoiner query = new StringJoiner("&");
    query.add("id=" + person.deviceName());
    query.add("timestamp=" + message.at().getEpochSecond());
    message
        .fix()
        .ifPresent(
            fix -> {
              query.add("lat=" + NativeLines.degrees(fix.position().latitudeE7()));
              query.add("lon=" + NativeLines.degrees(fix.position().longitudeE7()));
              query.add("accuracy=" + fix.accuracyMetres().orElse(0));
              query.add("speed=" + knots(fix));
            });
    message
        .battery()
        .ifPresent(
            battery -> {
              battery.levelPercent().ifPresent(percent -> query.add("batt=" + percent));
              query.add("charge=" + (battery.charging() == Charging.CHARGING));
            });
    return gateway.to("/intake/osmand/" + passes.ofPhone(person) + "?" + query).GET().build();
  }

  private HttpRequest osmandJson(Person person, Message message) {
    StringJoiner location = new StringJoiner(",", "{", "}");
    location.add("\"timestamp\":\"" + message.at() + "\"");
    message
        .fix()
        .ifPresent(
            fix -> {
              location.add(
                  "\"coords\":{\"latitude\":%s,\"longitude\":%s,\"accuracy\":%s,\"speed\":%s}"
                      .formatted(
                          NativeLines.degrees(fix.position().latitudeE7()),
                          NativeLines.degrees(fix.position().longitudeE7()),
                          fix.accuracyMetres().orElse(0),
                          fix.speedMetresPerSecond().orElse(-1)));
              location.add("\"mock\":" + fix.mock());
            });
    message
        .battery()
        .ifPresent(
            battery ->
                location.add(
                    "\"battery\":{\"level\":%s,\"is_charging\":%s}"
                        .formatted(
                            battery.levelPercent().orElse(-100) / 100.0,
                            battery.charging() == Charging.CHARGING)));
    return json(
        "/intake/osmand",
        passes.ofPhone(person),
        "{\"location\":%s,\"device_id\":\"%s\"}".formatted(location, person.deviceName()));
  }

  private HttpRequest owntracks(Person person, Message message) {
    StringJoiner body = new StringJoiner(",", "{", "}");
    body.add("\"_type\":\"location\",\"conn\":\"m\"");
    body.add("\"tid\":\"%02d\"".formatted(person.number() % 100));
    body.add("\"tst\":" + message.at().getEpochSecond());
    message
        .fix()
        .ifPresent(
            fix -> {
              body.add("\"lat\":" + NativeLines.degrees(fix.position().latitudeE7()));
              body.add("\"lon\":" + NativeLines.degrees(fix.position().longitudeE7()));
              body.add("\"acc\":" + Math.round(fix.accuracyMetres().orElse(0)));
              double speed = fix.speedMetresPerSecond().orElse(0);
              body.add("\"vel\":" + Math.round(speed * KILOMETRES_PER_HOUR));
            });
    message
        .battery()
        .ifPresent(
            battery -> {
              battery.levelPercent().ifPresent(percent -> body.add("\"batt\":" + percent));
              body.add("\"bs\":" + (battery.charging() == Charging.CHARGING ? 2 : 1));
            });
    String who = person.deviceName() + ":" + passes.ofPhone(person);
    String basic = Base64.getEncoder().encodeToString(who.getBytes(StandardCharsets.UTF_8));
    return gateway
        .to("/intake/owntracks")
        .header("Authorization", "Basic " + basic)
        .header("X-Limit-U", person.deviceName())
        .header("X-Limit-D", "phone")
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body.toString()))
        .build();
  }

  private HttpRequest json(String path, String token, String body) {
    return gateway
        .to(path)
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private static String knots(Observation.Fix fix) {
    double speed = fix.speedMetresPerSecond().orElse(0) * KNOTS_PER_METRE_PER_SECOND;
    return String.format(Locale.ROOT, "%.3f", speed);
  }
}
