package org.muster.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** How the made-up devices report, each as an app or gateway of the field does. */
public enum Protocol {
  OSMAND,
  OWNTRACKS,
  TRACCAR,
  NATIVE;

  private static final char T = Request.Marks.TIME;
  private static final char LAT = Request.Marks.LATITUDE;
  private static final char LON = Request.Marks.LONGITUDE;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Several observations in one request? */
  boolean inBatches() {
    return this == NATIVE;
  }

  /**
   * How requests are written.
   *
   * @param host what stands in {@code Host}
   * @param batch how many observations a request of a batch protocol holds
   * @param battery the battery's level with each place, as phones send it: an observation more
   */
  public record Form(String host, int batch, boolean battery) {}

  /** The requests of these devices: one each, or one for all where the protocol has batches. */
  public List<Request> requests(List<Tracker> devices, Form form) {
    return inBatches()
        ? List.of(lines(devices, form.host(), form.batch()))
        : devices.stream().map(device -> single(device, form)).toList();
  }

  private Request single(Tracker device, Form form) {
    return switch (this) {
      case OSMAND -> new Request(osmand(device, form), Slots.TimeForm.SECONDS, List.of(0));
      case OWNTRACKS -> new Request(owntracks(device, form), Slots.TimeForm.SECONDS, List.of(0));
      case TRACCAR -> new Request(traccar(device, form), Slots.TimeForm.ISO, List.of(0));
      case NATIVE -> lines(List.of(device), form.host(), 1);
    };
  }

  private static String osmand(Tracker device, Form form) {
    String query =
        "id=%s&timestamp=%s&lat=%s&lon=%s&speed=0.4&accuracy=12%s"
            .formatted(
                device.uniqueId(),
                T + Slots.TimeForm.SECONDS.blank(),
                degrees(device.latitudeE7(), LAT),
                degrees(device.longitudeE7(), LON),
                form.battery() ? "&batt=64" : "");
    return "GET /intake/osmand/%s?%s HTTP/1.1\r\nHost: %s\r\n\r\n"
        .formatted(device.token(), query, form.host());
  }

  private static String owntracks(Tracker device, Form form) {
    String body =
        ("{\"_type\":\"location\",\"lat\":%s,\"lon\":%s,\"acc\":12,\"vel\":1,%s"
                + "\"tst\":%s,\"conn\":\"m\"}")
            .formatted(
                degrees(device.latitudeE7(), LAT),
                degrees(device.longitudeE7(), LON),
                form.battery() ? "\"batt\":64,\"bs\":1," : "",
                T + Slots.TimeForm.SECONDS.blank());
    byte[] who = (device.uniqueId() + ":" + device.token()).getBytes(StandardCharsets.US_ASCII);
    String basic = "Basic " + Base64.getEncoder().encodeToString(who);
    return post("/intake/owntracks", form.host(), basic, "application/json", body);
  }

  private static String traccar(Tracker device, Form form) {
    String body =
        ("{\"position\":{\"id\":0,\"deviceId\":1,\"protocol\":\"gl200\",\"fixTime\":\"%s\","
                + "\"valid\":true,\"latitude\":%s,\"longitude\":%s,\"speed\":0.4,"
                + "\"accuracy\":12.0,\"attributes\":{%s\"sat\":9}},"
                + "\"device\":{\"id\":1,\"uniqueId\":\"%s\"}}")
            .formatted(
                T + Slots.TimeForm.ISO.blank(),
                degrees(device.latitudeE7(), LAT),
                degrees(device.longitudeE7(), LON),
                form.battery() ? "\"batteryLevel\":64," : "",
                device.uniqueId());
    return post(
        "/intake/traccar",
        form.host(),
        "Bearer " + device.gatewayToken(),
        "application/json",
        body);
  }

  /** The devices in turn, each a fix a second up to the sending, as a gateway hands them on. */
  private static Request lines(List<Tracker> devices, String host, int batch) {
    List<Integer> secondsBefore = new ArrayList<>();
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < batch; i++) {
      Tracker device = devices.get(i % devices.size());
      body.append(line(device));
      // The oldest first; no two of one device are of the same second.
      secondsBefore.add((batch - 1 - i) / devices.size());
    }
    return new Request(
        post(
            "/api/v1/observations",
            host,
            "Bearer " + devices.getFirst().gatewayToken(),
            "application/x-ndjson",
            body.toString()),
        Slots.TimeForm.ISO,
        secondsBefore);
  }

  private static String line(Tracker device) {
    return ("{\"device\":\"%s\",\"kind\":\"Fix\",\"observedAt\":\"%s\",\"latitude\":%s,"
            + "\"longitude\":%s,\"accuracyMetres\":12,\"source\":\"SATELLITE\"}\n")
        .formatted(
            device.uniqueId(),
            T + Slots.TimeForm.ISO.blank(),
            degrees(device.latitudeE7(), LAT),
            degrees(device.longitudeE7(), LON));
  }

  private static String post(
      String path, String host, String authorization, String type, String body) {
    long length = body.chars().filter(c -> c != T && c != LAT && c != LON).count();
    return ("POST %s HTTP/1.1\r\nHost: %s\r\nAuthorization: %s\r\nContent-Type: %s\r\n"
            + "Content-Length: %d\r\n\r\n%s")
        .formatted(path, host, authorization, type, length, body);
  }

  /** Seven digits after the point, of which the last turn. */
  private static String degrees(int e7, char mark) {
    int whole = Math.abs(e7) / 10_000_000;
    String rest = "%07d".formatted(Math.abs(e7) % 10_000_000);
    int turning = rest.length() - Slots.TURNING_DIGITS;
    return (e7 < 0 ? "-" : "")
        + whole
        + "."
        + rest.substring(0, turning)
        + mark
        + rest.substring(turning);
  }
}
