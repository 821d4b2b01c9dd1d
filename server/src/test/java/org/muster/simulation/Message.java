package org.muster.simulation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.muster.domain.Charging;
import org.muster.domain.Observation;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/**
 * What a device sends at one time, in one of the forms that the intake reads.
 *
 * @param onTime whether it has to arrive when it is sent: what becomes of one whose clock is wrong
 *     depends on when it is received
 */
record Message(
    int number,
    String vendor,
    String device,
    Instant sentAt,
    Form form,
    List<Observation> says,
    boolean onTime) {

  Message {
    says = List.copyOf(says);
  }

  /** The forms; all but the native one say one fix. */
  enum Form {
    NATIVE,
    TRACCAR,
    OSMAND,
    OWNTRACKS
  }

  RequestBuilder request(String token) {
    return switch (form) {
      case NATIVE -> lines(says, token);
      case TRACCAR -> json("/intake/traccar", traccar(), "Bearer " + token);
      case OSMAND ->
          MockMvcRequestBuilders.get("/intake/osmand?" + osmand())
              .header("Authorization", "Bearer " + token)
              // A query as it came over the line; the builder would hand on only its fields.
              .with(
                  request -> {
                    request.setQueryString(osmand());
                    return request;
                  });
      case OWNTRACKS -> {
        byte[] both = (device + ':' + token).getBytes(StandardCharsets.UTF_8);
        yield json(
            "/intake/owntracks", owntracks(), "Basic " + Base64.getEncoder().encodeToString(both));
      }
    };
  }

  /** The same facts in another packaging: the lines the other way round. */
  RequestBuilder repacked(String token) {
    return form == Form.NATIVE ? lines(says.reversed(), token) : request(token);
  }

  private RequestBuilder lines(List<Observation> order, String token) {
    NativeLines lines = new NativeLines();
    order.forEach(one -> lines.add(device, new Sent(sentAt, one)));
    return MockMvcRequestBuilders.post("/api/v1/observations")
        .header("Authorization", "Bearer " + token)
        .contentType("application/x-ndjson")
        .content(lines.take());
  }

  private static RequestBuilder json(String path, String body, String authorization) {
    return MockMvcRequestBuilders.post(path)
        .header("Authorization", authorization)
        .contentType(MediaType.APPLICATION_JSON)
        .content(body);
  }

  private Observation.Fix fix() {
    return (Observation.Fix) says.getFirst();
  }

  private String traccar() {
    Observation.Fix fix = fix();
    StringBuilder attributes = new StringBuilder("\"sat\":9");
    for (Observation also : says) {
      if (also instanceof Observation.Battery battery) {
        attributes
            .append(",\"batteryLevel\":")
            .append(battery.levelPercent().getAsInt())
            .append(",\"charge\":")
            .append(battery.charging() == Charging.CHARGING);
      }
    }
    return """
        {"position":{"deviceTime":"%s","fixTime":"%s","latitude":%s,"longitude":%s,"accuracy":%s,\
        "speed":0,"valid":true,"attributes":{%s}},"device":{"uniqueId":"%s"}}"""
        .formatted(
            fix.observedAt(),
            fix.observedAt(),
            NativeLines.degrees(fix.position().latitudeE7()),
            NativeLines.degrees(fix.position().longitudeE7()),
            fix.accuracyMetres().orElseThrow(),
            attributes,
            device);
  }

  private String osmand() {
    Observation.Fix fix = fix();
    return String.format(
        Locale.ROOT,
        "id=%s&timestamp=%d&lat=%s&lon=%s&accuracy=%s",
        device,
        fix.observedAt().getEpochSecond(),
        NativeLines.degrees(fix.position().latitudeE7()),
        NativeLines.degrees(fix.position().longitudeE7()),
        fix.accuracyMetres().orElseThrow());
  }

  private String owntracks() {
    Observation.Fix fix = fix();
    return String.format(
        Locale.ROOT,
        "{\"_type\":\"location\",\"tst\":%d,\"lat\":%s,\"lon\":%s,\"acc\":%s}",
        fix.observedAt().getEpochSecond(),
        NativeLines.degrees(fix.position().latitudeE7()),
        NativeLines.degrees(fix.position().longitudeE7()),
        fix.accuracyMetres().orElseThrow());
  }
}
