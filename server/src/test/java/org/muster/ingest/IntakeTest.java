package org.muster.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.MusterServer;
import org.muster.domain.AssignmentId;
import org.muster.domain.DeviceId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Interval;
import org.muster.domain.Observation;
import org.muster.judging.Judging;
import org.muster.store.DueJudging;
import org.muster.store.Journalled;
import org.muster.store.JudgingDue;
import org.muster.store.Reports;
import org.muster.store.TestProgramme;
import org.muster.store.TestTracks;
import org.muster.store.Tokens;
import org.muster.store.Tracks;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.test.context.ContextConfiguration;

/** The intake as devices see it: over HTTP, on a true database. */
@SpringBootTest(
    classes = {MusterServer.class, IntakeTest.Signals.class},
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"muster.simulation.enabled=false", "muster.judging.every=PT1H"})
@ContextConfiguration(initializers = FreshDatabase.class)
class IntakeTest {
  private static final String PLACE = "\"latitude\":38.6,\"longitude\":-121.5,";

  private final HttpClient client = HttpClient.newHttpClient();
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;
  @Autowired private Tokens tokens;
  @Autowired private Tracks tracks;
  @Autowired private Reports reports;
  @Autowired private Signals signals;
  @Autowired private Judging judging;
  @Autowired private JudgingDue due;

  private EnrolmentId enrolment = new EnrolmentId(1);
  private DeviceId device = new DeviceId(1);
  private String name = "";
  private String token = "";

  @Component
  static class Signals {
    final Set<EnrolmentId> heard = ConcurrentHashMap.newKeySet();

    @EventListener
    void on(Journalled journalled) {
      heard.addAll(journalled.enrolments());
    }
  }

  @BeforeEach
  void assignADevice() {
    // What is due stays due, so that it can be looked at.
    if (judging.isRunning()) {
      judging.stop();
    }
    TestProgramme programme = new TestProgramme(jdbc);
    Instant from = now.minus(10, ChronoUnit.DAYS);
    enrolment = programme.enrolment(from.toString());
    AssignmentId assignment = programme.assignment(enrolment, from.toString());
    name = "device-of-" + enrolment;
    device =
        jdbc.sql("select device_id from assignment where assignment_id = ?")
            .param(assignment.value())
            .query((row, n) -> new DeviceId(row.getLong(1)))
            .single();
    token = tokens.createForDevice(device, "test").text();
    jdbc.sql("delete from judging_due").update();
    jdbc.sql("delete from refusal_count").update();
  }

  @Test
  void givenAPhonesQuery_thenTheFixIsKeptAndItsDayIsDue() throws Exception {
    HttpResponse<String> answer =
        get(
            "/intake/osmand/"
                + token
                + "?id="
                + name
                + "&lat=38.5&lon=-121.25&speed=10&accuracy=0"
                + "&batt=55&timestamp="
                + now.getEpochSecond());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"accepted\":2");
    assertThat(kept())
        .anySatisfy(
            one -> {
              assertThat(one).isInstanceOf(Observation.Fix.class);
              Observation.Fix fix = (Observation.Fix) one;
              assertThat(fix.observedAt()).isEqualTo(now);
              assertThat(fix.position().latitudeE7()).isEqualTo(385_000_000);
              assertThat(fix.accuracyMetres()).isEmpty();
              assertThat(fix.speedMetresPerSecond().orElseThrow()).isBetween(5.14, 5.15);
            })
        .hasSize(2);
    assertThat(signals.heard).contains(enrolment);
    assertThat(dueFrom()).containsExactly(now);
  }

  @Test
  void givenTheSameReportTwice_thenItCountsOnce() throws Exception {
    String path = "/intake/osmand?id=" + name + "&lat=1&lon=2&timestamp=" + now.getEpochSecond();
    get(path);
    HttpResponse<String> again = get(path);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).contains("\"accepted\":0,\"duplicate\":1,\"rejected\":0");
    assertThat(kept()).hasSize(1);
    assertThat(keptReports())
        .singleElement()
        .satisfies(
            report -> {
              assertThat(report.protocol()).isEqualTo("osmand");
              assertThat(report.tokenId()).isEqualTo(tokenId());
              assertThat(text(report)).isEqualTo(path.substring(path.indexOf('?') + 1));
            });
  }

  @Test
  void givenAFormAndAPostedQuery_thenTheyAreReadAlike() throws Exception {
    String fields = "id=" + name + "&lat=1&lon=2&timestamp=" + now.getEpochSecond();
    HttpResponse<String> form =
        post("/intake/osmand", "application/x-www-form-urlencoded", "Bearer " + token, fields);
    assertThat(form.body()).contains("\"accepted\":1");
    HttpResponse<String> query =
        post(
            "/intake/osmand?" + fields, "application/x-www-form-urlencoded", "Bearer " + token, "");
    assertThat(query.body()).contains("\"duplicate\":1");
  }

  @Test
  void givenNoTimestamp_thenTheTimeOfReceiptCounts() throws Exception {
    get("/intake/osmand?id=" + name + "&lat=1&lon=2");
    get("/intake/osmand?id=" + name + "&lat=1&lon=2");
    assertThat(kept()).hasSize(2);
    assertThat(kept().getFirst().observedAt()).isBetween(now, now.plusSeconds(60));
  }

  @Test
  void givenTraccarClientsJson_thenAnUnknownDeviceIsNotFound() throws Exception {
    String json =
        "{\"location\":{\"timestamp\":\"%s\",\"coords\":{%s\"accuracy\":5,\"speed\":-1}},"
            + "\"device_id\":\"%s\"}";
    assertThat(json("/intake/osmand", json.formatted(now, PLACE, name)).statusCode())
        .isEqualTo(200);
    assertThat(json("/intake/osmand", json.formatted(now, PLACE, "nobody")).statusCode())
        .isEqualTo(404);
    assertThat(get("/intake/osmand?id=nobody&lat=1&lon=2").statusCode()).isEqualTo(400);
    assertThat(kept()).hasSize(1);
  }

  @Test
  void givenOwnTracksWithBasicAuth_thenTheAnswerIsAnEmptyList() throws Exception {
    String basic =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(("anything:" + token).getBytes(StandardCharsets.UTF_8));
    String body =
        ("{\"_type\":\"location\",\"lat\":38.6,\"lon\":-121.5,\"acc\":12,\"vel\":36,"
                + "\"batt\":46,\"bs\":1,\"tst\":%d}")
            .formatted(now.getEpochSecond());
    HttpResponse<String> answer = post("/intake/owntracks", "application/json", basic, body);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("[]");
    assertThat(post("/intake/owntracks", "application/json", basic, "").body()).isEqualTo("[]");
    assertThat(kept()).hasSize(2);
    HttpResponse<String> encrypted =
        post(
            "/intake/owntracks",
            "application/json",
            basic,
            "{\"_type\":\"encrypted\",\"data\":\"x\"}");
    assertThat(encrypted.statusCode()).isEqualTo(400);
    assertThat(encrypted.body()).contains("\"reason\":\"Encrypted\"").contains("encryption key");
  }

  @Test
  void givenATraccarGateway_thenItWritesForItsVendorOnly() throws Exception {
    String gateway = tokens.createForGateway("Testware", "test").text();
    String other = tokens.createForGateway("Otherware", "test").text();
    String body =
        """
        {"position":{"id":0,"deviceId":1,"protocol":"gl200","serverTime":"%s","deviceTime":"%s",
         "fixTime":"%s","valid":true,"latitude":38.6,"longitude":-121.5,"speed":10.0,"accuracy":0.0,
         "attributes":{"alarm":"tampering,lowBattery","batteryLevel":70,"sat":9}},
         "device":{"id":1,"uniqueId":"%s","name":"x"}}\
        """
            .formatted(now, now, now, name);
    assertThat(post("/intake/traccar", "application/json", "Bearer " + other, body).statusCode())
        .isEqualTo(400);
    HttpResponse<String> taken =
        post("/intake/traccar", "application/json", "Bearer " + gateway, body);
    assertThat(taken.body()).contains("\"accepted\":3");
    assertThat(kept()).contains(new Observation.Strap(now, true));
  }

  @Test
  void givenADevicesToken_thenItWritesForNoOtherDevice() throws Exception {
    String own = name;
    String ownToken = token;
    assignADevice();
    token = ownToken;
    assertThat(get("/intake/osmand?id=" + name + "&lat=1&lon=2").statusCode()).isEqualTo(400);
    assertThat(get("/intake/osmand?id=" + own + "&lat=1&lon=2").statusCode()).isEqualTo(200);
    assertThat(kept()).isEmpty();
  }

  @Test
  void givenNativeLines_thenEachIsCountedAndABadOneHarmsNoOther() throws Exception {
    String lines =
        """
        {"device":"%1$s","id":"a","kind":"Fix","observedAt":"%2$s",%3$s"accuracyMetres":8.5}
        {"device":"%1$s","id":"a","kind":"Fix","observedAt":"%2$s",%3$s"accuracyMetres":8.5}

        {"device":"%1$s","kind":"Strap","observedAt":"%2$s","open":true}
        {"device":"%1$s","kind":"Fix","observedAt":"%2$s","latitude":91,"longitude":0}
        {"device":"%1$s","kind":"Fix","observedAt":"2200-01-01T00:00:00Z",%3$s"valid":true}
        {"device":"nobody","kind":"Beat","observedAt":"%2$s"}
        {"device":"%1$s","kind":"Beat","observedAt":"%4$s"}
        not json
        """
            .formatted(name, now, PLACE, now.minus(20, ChronoUnit.DAYS));
    HttpResponse<String> answer =
        post("/api/v1/observations", "application/x-ndjson", "Bearer " + token, lines);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"accepted\":2,\"duplicate\":1,\"rejected\":5")
        .contains("{\"line\":5,\"reason\":\"PlaceOutOfRange\"")
        .contains("{\"line\":6,\"reason\":\"TimeAhead\"")
        .contains("{\"line\":7,\"reason\":\"UnknownDevice\"")
        .contains("{\"line\":8,\"reason\":\"NoAssignment\"")
        .contains("{\"line\":9,\"reason\":\"Malformed\"");
    // What was not taken is not in the bytes that are kept.
    String body = text(keptReports().getFirst());
    assertThat(body.lines()).hasSize(3).noneMatch(line -> line.contains("Beat"));
    assertThat(reasons()).contains("native PlaceOutOfRange 1", "native NoAssignment 1");
  }

  @Test
  void givenAClockThatIsHoursAhead_thenItIsHeardWhenWeHeardItAndItsPlaceIsNotBelieved()
      throws Exception {
    Instant claimed = now.plus(5, ChronoUnit.HOURS);
    String path =
        "/intake/osmand?id=" + name + "&lat=1&lon=2&timestamp=" + claimed.getEpochSecond();
    assertThat(get(path).body()).contains("\"accepted\":1");
    assertThat(get(path).body()).contains("\"duplicate\":1");
    assertThat(kept())
        .singleElement()
        .isInstanceOfSatisfying(
            Observation.Fix.class,
            fix -> {
              assertThat(fix.clockRight()).isFalse();
              assertThat(fix.observedAt()).isBetween(now, now.plusSeconds(60));
            });
    assertThat(keptOfDevice().map(TestTracks.Kept::claimedAt)).containsExactly(claimed);
  }

  @Test
  void givenAClockOf1901_thenTheReportIsRefusedAndThatTheDeviceWasHeardIsKept() throws Exception {
    String line =
        ("{\"device\":\"%s\",\"kind\":\"Fix\","
                + "\"observedAt\":\"1901-12-13T20:45:52Z\",%s\"valid\":true}")
            .formatted(name, PLACE);
    String query = "/intake/osmand?id=" + name + "&lat=1&lon=2&timestamp=1901-12-13T20:45:52Z";
    HttpResponse<String> refused = get(query);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("TimeTooOld").contains("set the clock of the device");
    HttpResponse<String> answer =
        post("/api/v1/observations", "application/x-ndjson", "Bearer " + token, line);
    assertThat(answer.body())
        .contains("\"accepted\":0,\"duplicate\":0,\"rejected\":1")
        .contains("TimeTooOld");
    assertThat(kept()).isNotEmpty().allMatch(one -> one instanceof Observation.Beat);
    assertThat(kept().getFirst().observedAt()).isBetween(now, now.plusSeconds(60));
    assertThat(keptOfDevice().map(TestTracks.Kept::claimedAt))
        .containsOnly(Instant.parse("1901-12-13T20:45:52Z"));
    assertThat(reasons()).contains("osmand TimeTooOld 1", "native TimeTooOld 1");
    assertThat(keptReports())
        .isNotEmpty()
        .as("of what is refused, no place is kept with the observations")
        .allMatch(report -> report.body().length() == 0);
  }

  @Test
  void givenATimeOutsideTheAssignment_thenNothingOfItIsKept() throws Exception {
    HttpResponse<String> answer =
        get(
            "/intake/osmand?id="
                + name
                + "&lat=1&lon=2&timestamp="
                + now.minus(11, ChronoUnit.DAYS).getEpochSecond());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"rejected\":1").contains("NoAssignment");
    assertThat(kept()).isEmpty();
    assertThat(keptReports()).isEmpty();
    assertThat(count("refusal where token_id = " + tokenId())).isZero();
    assertThat(reasons()).containsExactly("osmand NoAssignment 1");
  }

  @Test
  void givenARevokedOrUnknownToken_thenNobodyIsLetIn() throws Exception {
    tokens.revoke(tokenId(), now);
    String path = "/intake/osmand?id=" + name + "&lat=1&lon=2";
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("\"reason\":\"UnknownToken\"");
    token = "";
    assertThat(get(path).statusCode()).isEqualTo(401);
    assertThat(post("/api/v1/observations", "application/x-ndjson", "", "{}").statusCode())
        .isEqualTo(401);
    assertThat(reasons()).contains("osmand UnknownToken 1", "native NoToken 1");
    assertThat(kept()).isEmpty();
  }

  @Test
  void givenATokenThatWasUsedBeforeItIsRevoked_thenItBitesAtOnce() throws Exception {
    String path = "/intake/osmand?id=" + name + "&lat=1&lon=2&timestamp=";
    assertThat(get(path + now.getEpochSecond()).statusCode()).isEqualTo(200);
    tokens.revoke(tokenId(), now);
    HttpResponse<String> good = get(path + (now.getEpochSecond() - 1));
    assertThat(good.statusCode()).isEqualTo(401);
    assertThat(good.body()).contains("\"reason\":\"UnknownToken\"");
    assertThat(get("/intake/osmand?id=" + name + "&lat=x&lon=2").statusCode()).isEqualTo(401);
    assertThat(kept()).hasSize(1);
    assertThat(reasons()).containsExactly("osmand UnknownToken 2");
  }

  @Test
  void givenHostileInput_thenItIsRefusedWithAReasonAndNothingElseIsHarmed() throws Exception {
    String id = "/intake/osmand?id=" + name;
    for (String bad :
        List.of(
            id + "&lat=NaN&lon=1",
            id + "&lat=0x1p3&lon=1",
            id + "&lat=1d&lon=1",
            id + "&lat=91&lon=1",
            id + "&lat=1&lon=-180.1",
            id + "&lat=1",
            id + "&lat=x&lon=y",
            id + "&lat=1&lon=1&timestamp=0",
            id + "&lat=1&lon=1&timestamp=7258118400",
            id + "&lat=1&lon=1&timestamp=99999999999999999999",
            id + "&lat=1&lon=1&timestamp=tomorrow",
            id + "&lat=1&lon=1&accuracy=1e300",
            id + "&lat=1&lon=1&speed=Infinity",
            "/intake/osmand",
            "/intake/osmand?lat=1&lon=1",
            "/intake/osmand?id=%00&lat=1&lon=1")) {
      assertThat(get(bad).statusCode()).as(bad).isEqualTo(400);
    }
    for (String path :
        List.of("/intake/traccar", "/intake/owntracks", "/intake/osmand", "/api/v1/observations")) {
      for (String bad :
          List.of(
              "{",
              "[]",
              "null",
              "\"x\"",
              "\0\1\2",
              "{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000),
              "{\"position\":[],\"device\":{\"uniqueId\":[1]},\"_type\":7,"
                  + "\"device_id\":{},\"x\":NaN}",
              "{\"position\":3,\"device\":\"a\",\"_type\":{},"
                  + "\"device_id\":\"a\",\"location\":4}")) {
        HttpResponse<String> answer = json(path, bad);
        assertThat(answer.statusCode()).as(path + " " + bad).isEqualTo(400);
        assertThat(answer.body()).as(path + " " + bad).contains("\"reason\"");
      }
      int max = path.startsWith("/api") ? Protocol.NATIVE_BYTES_MAX : Protocol.REPORT_BYTES_MAX;
      assertThat(json(path, " ".repeat(max + 1)).statusCode()).as(path).isEqualTo(413);
    }
    // Of all that, no more is kept than that the device was heard.
    assertThat(kept()).allMatch(one -> one instanceof Observation.Beat);
    assertThat(get(id + "&lat=1&lon=1").statusCode()).isEqualTo(200);
  }

  @Test
  void givenAnErrorOnAPathThatHoldsTheToken_thenTheAnswerDoesNotRepeatIt() throws Exception {
    String path = "/intake/osmand/" + token;
    for (HttpResponse<String> answer :
        List.of(
            get(path + "?id=x&lat=1&lon=1"),
            send(HttpRequest.newBuilder(uri(path)).DELETE()),
            get(path + "/more"),
            get(path + "/more;x=1"),
            send(HttpRequest.newBuilder(uri(path + "/more")).header("Accept", "text/html")))) {
      assertThat(answer.statusCode()).isBetween(400, 499);
      assertThat(answer.body()).doesNotContain(token);
      assertThat(answer.headers().toString()).doesNotContain(token);
    }
  }

  /** The port that is sent to. */
  int port() {
    return port;
  }

  private List<Observation> kept() {
    return tracks.list(
        enrolment, new Interval(now.minus(30, ChronoUnit.DAYS), now.plus(1, ChronoUnit.DAYS)));
  }

  /** The reports that brought what is kept of the device. */
  private List<Reports.Report> keptReports() {
    Stream<Long> ids = keptOfDevice().map(TestTracks.Kept::reportId).distinct().sorted();
    return ids.map(id -> reports.find(id).orElseThrow()).toList();
  }

  private Stream<TestTracks.Kept> keptOfDevice() {
    return TestTracks.kept(jdbc).stream().filter(one -> one.deviceId() == device.value());
  }

  private static String text(Reports.Report report) {
    return new String(report.body().array(), StandardCharsets.UTF_8);
  }

  private List<Instant> dueFrom() {
    return due.list(99).stream()
        .filter(one -> one.enrolment().equals(enrolment))
        .map(DueJudging::fromAt)
        .toList();
  }

  private List<String> reasons() {
    return jdbc.sql("select protocol || ' ' || reason || ' ' || count from refusal_count")
        .query((row, n) -> row.getString(1))
        .list();
  }

  private long tokenId() {
    return jdbc.sql("select max(token_id) from token where device_id = ?")
        .param(device.value())
        .query(Long.class)
        .single();
  }

  private long count(String from) {
    return jdbc.sql("select count(*) from " + from).query(Long.class).single();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token));
  }

  private HttpResponse<String> json(String path, String body)
      throws IOException, InterruptedException {
    return post(path, "application/json", "Bearer " + token, body);
  }

  private HttpResponse<String> post(String path, String type, String authorization, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return send(request);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }
}
