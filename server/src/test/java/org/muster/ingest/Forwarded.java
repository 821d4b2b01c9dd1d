package org.muster.ingest;

import java.time.Instant;

/** A position as a Traccar server forwards it. */
final class Forwarded {
  private Forwarded() {}

  static String position(String device, long atSeconds) {
    String at = Instant.ofEpochSecond(atSeconds).toString().replace("Z", ".000+00:00");
    return """
    {"position":{"id":0,"deviceId":1,"protocol":"gl200","serverTime":"%s","deviceTime":"%s",\
    "fixTime":"%s","valid":true,"latitude":38.58,"longitude":-121.49,"speed":3.1,"accuracy":0.0,\
    "attributes":{"batteryLevel":64}},"device":{"id":1,"uniqueId":"%s"}}"""
        .formatted(at, at, at, device);
  }
}
