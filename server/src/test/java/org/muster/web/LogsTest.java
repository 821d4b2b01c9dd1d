package org.muster.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import com.jayway.jsonpath.JsonPath;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.MusterServer;
import org.muster.judging.Judging;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.MockMvc;

/**
 * Whatever goes well or wrong: nothing about a person, and no token, comes into the log. What goes
 * wrong here is made to go wrong with personal data in hand.
 */
@SpringBootTest(
    classes = MusterServer.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "muster.simulation.enabled=false")
@ContextConfiguration(initializers = WebTest.FreshDatabase.class)
@AutoConfigureMockMvc
@ActiveProfiles("demo")
class LogsTest {
  private static final String GIVEN = "Quillonia";
  private static final String FAMILY = "Vexworthy";
  private static final String UNSTORABLE = "Xanthippe-Unstorable";
  private static final String PHONE = "555 7319 4426";
  private static final String DEVICE = "dev-zq81734";
  private static final String LATITUDE = "31.4159261";
  private static final String LONGITUDE = "-94.2718281";
  private static final String REASON = "wept-at-the-door-of-her-sister";
  private static final String SECRET = "the-token-that-was-never-made-8127";

  @Autowired private MockMvc web;
  @Autowired private JdbcClient jdbc;
  @Autowired private Judging judging;
  @LocalServerPort private int port;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Queue<String> log = new ConcurrentLinkedQueue<>();
  private final AppenderBase<ILoggingEvent> listener =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          String thrown =
              event.getThrowableProxy() == null
                  ? ""
                  : ThrowableProxyUtil.asString(event.getThrowableProxy());
          log.add(event.getLoggerName() + ": " + event.getFormattedMessage() + "\n" + thrown);
        }
      };

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  @BeforeEach
  void listen() {
    listener.start();
    root().addAppender(listener);
  }

  @AfterEach
  void listenNoMore() {
    root().detachAppender(listener);
  }

  @Test
  void givenGoodAndBadWork_thenTheLogHoldsNothingAboutAnybody() throws Exception {
    int enrolment = casework();
    int device = JsonPath.read(lastDevice, "$.id");
    String token =
        JsonPath.read(api("/api/v1/tokens", "{\"device\": " + device + "}", "o.rivera"), "$.token");
    intake(token);
    judging.judgeAllDue();
    people(enrolment);
    failures(token, enrolment);

    String all = String.join("\n", log);
    assertThat(all)
        .as("the failures that were made are in the log")
        .contains("a report could not be kept")
        .contains("was not judged")
        .contains("participant_test");
    assertThat(all)
        .doesNotContainIgnoringCase(
            GIVEN,
            FAMILY,
            UNSTORABLE,
            PHONE,
            DEVICE,
            LATITUDE.substring(3),
            LONGITUDE.substring(4),
            REASON,
            SECRET,
            token);
  }

  private String lastDevice = "";

  private int casework() throws Exception {
    int office =
        JsonPath.read(
            api(
                "/api/v1/offices",
                "{\"code\": \"LOGS\", \"name\": \"Log office\", \"timeZone\": \"UTC\"}",
                "admin"),
            "$.id");
    String start = Instant.now().minus(3, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS) + "";
    String person =
        """
        {"givenName": "%s", "familyName": "%s", "language": "es", "office": %d, "phone": "%s",
         "officer": "o.rivera", "startsAt": "%s"}
        """;
    int enrolment =
        JsonPath.read(
            api(
                "/api/v1/enrolments",
                person.formatted(GIVEN, FAMILY, office, PHONE, start),
                "o.rivera"),
            "$.id");
    jdbc.sql(
            "alter table participant add constraint participant_test check (given_name <> '"
                + UNSTORABLE
                + "')")
        .update();
    api(
        "/api/v1/enrolments",
        person.formatted(UNSTORABLE, FAMILY, office, PHONE, start),
        "o.rivera");
    api("/api/v1/enrolments", "{\"givenName\": \"" + GIVEN + "\", \"office\": {", "o.rivera");
    api(
        "/api/v1/enrolments",
        "{\"givenName\": \"" + GIVEN + "\", \"office\": \"" + FAMILY + "\"}",
        "o.rivera");
    int zone =
        JsonPath.read(
            api(
                "/api/v1/zones",
                """
                {"type": "Feature", "properties": {"name": "Home of %s", "sourceDocument":
                 "Lease of %s", "radiusMetres": 100},
                 "geometry": {"type": "Point", "coordinates": [-94.2, 31.4]}}
                """
                    .formatted(GIVEN, FAMILY),
                "o.rivera"),
            "$.properties.id");
    api(
        "/api/v1/enrolments/" + enrolment + "/orders",
        """
        {"issuer": "Judge", "authority": "8 CFR", "reason": "%s", "lesserOptions": "%s",
         "startsAt": "%s", "conditions": [
           {"kind": "StayWithin", "zone": %d, "citation": "1"},
           {"kind": "KeepContact", "citation": "2"}]}
        """
            .formatted(REASON, REASON, start, zone),
        "o.rivera");
    lastDevice =
        api(
            "/api/v1/devices",
            "{\"uniqueId\": \"" + DEVICE + "\", \"technology\": \"ANKLE\", \"vendor\": \"Acme\"}",
            "o.rivera");
    int device = JsonPath.read(lastDevice, "$.id");
    api(
        "/api/v1/enrolments/" + enrolment + "/assignments",
        "{\"device\": " + device + ", \"startsAt\": \"" + start + "\"}",
        "o.rivera");
    return enrolment;
  }

  /** Good reports, and what devices send that is none. */
  private void intake(String token) throws Exception {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    StringBuilder lines = new StringBuilder();
    for (int i = 20; i > 0; i--) {
      lines.append(fix(now.minusSeconds(60L * i))).append('\n');
    }
    assertThat(observe(token, lines.toString())).isEqualTo(200);
    String query = "?id=" + DEVICE + "&lat=" + LATITUDE + "&lon=" + LONGITUDE;
    assertThat(send("/intake/osmand/" + token + query, null)).isEqualTo(200);
    send("/intake/osmand/" + SECRET + query, null);
    send("/intake/osmand/" + token + "?id=other-" + DEVICE + "&lat=999&lon=" + LONGITUDE, null);
    send("/intake/osmand/" + token + "%00" + query, null);
    send("/intake/traccar", "{\"device\": {\"uniqueId\": \"" + DEVICE + "\", ");
    observe(token, "{\"device\": \"" + DEVICE + "\", \"latitude\": \"" + LATITUDE + "\"");
    observe(token, fix(now).replace("Fix", FAMILY));
    observe(SECRET, fix(now));
  }

  /** What officers do with what was found, and what they mistype. */
  private void people(int enrolment) throws Exception {
    String finding =
        jdbc.sql("select min(finding_id) from finding where enrolment_id = ?")
            .param(enrolment)
            .query(String.class)
            .single();
    for (String page :
        List.of(
            "/",
            "/roll",
            "/findings/" + finding,
            "/findings/" + FAMILY,
            "/participants?q=" + FAMILY,
            "/participants/" + FAMILY,
            "/zones/" + LATITUDE,
            "/api/v1/enrolments/" + FAMILY,
            "/why?condition=" + GIVEN + "&at=" + FAMILY)) {
      web.perform(get(page).with(user("o.rivera").roles("OFFICER")));
    }
    for (String version : List.of(FAMILY, "1")) {
      web.perform(
          post("/findings/" + finding + "/decisions")
              .param("version", version)
              .param("answer", "Contacted")
              .param("cause", "true")
              .param("reason", REASON)
              .with(csrf())
              .with(user("o.rivera").roles("OFFICER")));
    }
  }

  /** The database refuses rows, as it would when something is broken. */
  private void failures(String token, int enrolment) throws Exception {
    jdbc.sql("alter table report_batch add constraint batch_test check (raw_bytes = 0) not valid")
        .update();
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    assertThat(observe(token, fix(now))).isEqualTo(503);
    jdbc.sql("alter table report_batch drop constraint batch_test").update();
    jdbc.sql(
            "alter table fold_tail add constraint fold_test check (enrolment_id <> "
                + enrolment
                + ") not valid")
        .update();
    assertThat(observe(token, fix(now.plusSeconds(1)))).isEqualTo(200);
    judging.judgeAllDue();
    for (int tries = 0; tries < 600 && log.stream().noneMatch(LogsTest::isOfJudging); tries++) {
      Thread.sleep(100);
    }
  }

  private static boolean isOfJudging(String said) {
    return said.contains("was not judged");
  }

  private static String fix(Instant at) {
    return "{\"device\":\"%s\",\"kind\":\"Fix\",\"observedAt\":\"%s\",\"latitude\":%s,\"longitude\":%s,\"accuracyMetres\":8}"
        .formatted(DEVICE, at, LATITUDE, LONGITUDE);
  }

  private int observe(String token, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/observations"))
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
  }

  private int send(String path, @org.jspecify.annotations.Nullable String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Authorization", "Bearer " + SECRET);
    if (body != null) {
      request.POST(HttpRequest.BodyPublishers.ofString(body));
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode();
  }

  private String api(String path, String body, String as) throws Exception {
    String basic =
        Base64.getEncoder().encodeToString((as + ":demo").getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Authorization", "Basic " + basic)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
