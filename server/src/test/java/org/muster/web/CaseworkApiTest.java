package org.muster.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.jayway.jsonpath.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

@WebTest
class CaseworkApiTest {
  private static final String ORDER =
      """
      {"issuer": "Immigration judge", "authority": "8 CFR 236.1(c)(8)",
       "reason": "Missed two appointments", "lesserOptions": "Reminders did not help",
       "startsAt": "2026-03-01T08:00:00Z", "endsAt": "2126-06-01T08:00:00Z",
       "conditions": [%s]}
      """;
  private static final String CIRCLE =
      """
      {"type": "Feature", "properties": {"name": "Home", "sourceDocument": "Annex A",
       "radiusMetres": 150}, "geometry": {"type": "Point", "coordinates": [-122.3, 47.6]}}
      """;

  @Autowired private MockMvc web;

  @Test
  void givenWindowsOfFreeMovement_thenItBindsAtAllOtherTimesAndTakesNoCheckIn() throws Exception {
    int schedule =
        read(
            post("/api/v1/schedules"),
            """
            {"name": "Work", "timeZone": "America/Los_Angeles", "freeMovement": true,
             "entries": [{"day": "MONDAY", "from": "08:00", "to": "17:00"}]}
            """,
            201,
            "$.id");
    String read = send(get("/api/v1/schedules/" + schedule), "", "auditor").getContentAsString();
    assertThat((Boolean) JsonPath.read(read, "$.freeMovement")).isTrue();
    assertThat((String) JsonPath.read(read, "$.entries[0].from")).isEqualTo("08:00:00");
    String windows =
        send(
                get("/api/v1/schedules/" + schedule + "/windows?from=2026-06-01T07:00:00Z&days=2"),
                "",
                "auditor")
            .getContentAsString();
    assertThat((String) JsonPath.read(windows, "$[0].endsAt")).isEqualTo("2026-06-01T15:00:00Z");
    assertThat((String) JsonPath.read(windows, "$[1].startsAt")).isEqualTo("2026-06-02T00:00:00Z");

    int enrolment = enrolled("FREE");
    String refused =
        send(
                post("/api/v1/enrolments/" + enrolment + "/orders"),
                ORDER.formatted(
                    """
                    {"kind": "CheckIn", "schedule": %d, "channels": ["App"], "citation": "§ 1"}
                    """
                        .formatted(schedule)),
                "o.rivera")
            .getContentAsString();
    assertThat(refused).contains("This schedule holds windows of free movement.");
  }

  @Test
  void givenAPersonAnOrderAZoneAScheduleAndADevice_thenTheCaseReadsThemAll() throws Exception {
    int enrolment = enrolled("API1");
    int zone = read(post("/api/v1/zones"), CIRCLE, 201, "$.properties.id");
    int schedule =
        read(
            post("/api/v1/schedules"),
            """
            {"name": "Nights", "timeZone": "America/Los_Angeles",
             "entries": [{"day": "MONDAY", "from": "22:00", "to": "06:00"}],
             "exceptions": [{"on": "2026-12-24", "hours": []}]}
            """,
            201,
            "$.id");
    int order =
        read(
            post("/api/v1/enrolments/" + enrolment + "/orders"),
            ORDER.formatted(
                """
                {"kind": "StayWithin", "zone": %d, "schedule": %d, "citation": "§ 1"},
                {"kind": "KeepContact", "citation": "§ 2"}
                """
                    .formatted(zone, schedule)),
            201,
            "$.id");
    int device =
        read(
            post("/api/v1/devices"),
            "{\"uniqueId\": \"api-1\", \"technology\": \"PHONE\", \"vendor\": \"Acme\"}",
            201,
            "$.id");
    read(
        post("/api/v1/enrolments/" + enrolment + "/assignments"),
        "{\"device\": " + device + ", \"startsAt\": \"2026-03-01T09:00:00Z\"}",
        201,
        "$.id");

    String file = send(get("/api/v1/enrolments/" + enrolment), "", "auditor").getContentAsString();
    assertThat((Integer) JsonPath.read(file, "$.orders[0].id")).isEqualTo(order);
    assertThat((String) JsonPath.read(file, "$.orders[0].conditions[0].kind"))
        .isEqualTo("StayWithin");
    assertThat((Boolean) JsonPath.read(file, "$.assignments[0].holds")).isTrue();
    assertThat((String) JsonPath.read(file, "$.assignments[0].endsAt"))
        .isEqualTo("2126-06-01T08:00:00Z");

    read(
        post("/api/v1/enrolments/" + enrolment + "/end"),
        "{\"reason\": \"Case closed\", \"destination\": \"Home\"}",
        200,
        "$.id");
    file = send(get("/api/v1/enrolments/" + enrolment), "", "auditor").getContentAsString();
    String ended = JsonPath.read(file, "$.endsAt");
    assertThat((String) JsonPath.read(file, "$.orders[0].endsAt")).isEqualTo(ended);
    assertThat((String) JsonPath.read(file, "$.assignments[0].endsAt")).isEqualTo(ended);
  }

  @Test
  void givenCheckInsAndAHearing_thenTheyAreAskedRecordedAndTakenBack() throws Exception {
    int enrolment = enrolled("API9");
    String asked =
        """
        {"kind": "CheckIn", "citation": "§ 1", "channels": ["App", "Office"], "every": "PT168H"},
        {"kind": "Attend", "citation": "§ 2", "occasion": "Hearing",
         "startsAt": "2026-03-05T17:00:00Z", "endsAt": "2026-03-05T19:00:00Z"}
        """;
    String orders = "/api/v1/enrolments/" + enrolment + "/orders";
    int checkIn = read(post(orders), ORDER.formatted(asked), 201, "$.conditions[0].id");
    String file = send(get("/api/v1/enrolments/" + enrolment), "", "auditor").getContentAsString();
    assertThat((List<?>) JsonPath.read(file, "$.orders[0].conditions[0].channels"))
        .isEqualTo(List.of("App", "Office"));
    assertThat((String) JsonPath.read(file, "$.orders[0].conditions[0].every")).isEqualTo("PT168H");
    assertThat((String) JsonPath.read(file, "$.orders[0].conditions[1].endsAt"))
        .isEqualTo("2026-03-05T19:00:00Z");

    String records = "/api/v1/conditions/" + checkIn + "/records";
    int record =
        read(
            post(records),
            """
            {"said": "CheckedInAtOffice", "at": "2026-03-03T17:00:00Z", "reason": "Seen."}
            """,
            201,
            "$.id");
    read(post("/api/v1/records/" + record + "/take-back"), "{\"reason\": \"Other\"}", 201, "$.id");
    String listed = send(get(records), "", "auditor").getContentAsString();
    assertThat((List<?>) JsonPath.read(listed, "$[*].said"))
        .isEqualTo(List.of("CheckedInAtOffice", "TakenBack"));
    assertThat((Boolean) JsonPath.read(listed, "$[0].stands")).isFalse();

    MockHttpServletResponse wrong = send(post(records), "{\"said\": \"Nothing\"}", "o.rivera");
    assertThat(wrong.getStatus()).isEqualTo(422);
    assertThat((List<?>) JsonPath.read(wrong.getContentAsString(), "$.problems[*].field"))
        .isEqualTo(List.of("reason", "said"));
    assertThat(send(get("/api/v1/conditions/999999/records"), "", "auditor").getStatus())
        .isEqualTo(404);
    assertThat(send(post("/api/v1/records/999999/take-back"), "{}", "o.rivera").getStatus())
        .isEqualTo(404);
    assertThat(send(post(records), "{}", "auditor").getStatus()).isEqualTo(403);
    assertThat(
            send(post(orders), ORDER.formatted(asked.replace("App", "Pigeon")), "o.rivera")
                .getContentAsString())
        .contains("A channel is App, Phone or Office.");
  }

  @Test
  void givenNoOrder_thenADeviceIsRefusedWithTheFieldAndASentence() throws Exception {
    int enrolment = enrolled("API2");
    int device =
        read(
            post("/api/v1/devices"),
            "{\"uniqueId\": \"api-2\", \"technology\": \"PHONE\", \"vendor\": \"Acme\"}",
            201,
            "$.id");
    MockHttpServletResponse answer =
        send(
            post("/api/v1/enrolments/" + enrolment + "/assignments"),
            "{\"device\": " + device + "}",
            "o.rivera");
    assertThat(answer.getStatus()).isEqualTo(422);
    assertThat(answer.getContentType()).startsWith(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    assertThat((String) JsonPath.read(answer.getContentAsString(), "$.field"))
        .isEqualTo("startsAt");
    assertThat((String) JsonPath.read(answer.getContentAsString(), "$.detail"))
        .contains("record the order first");
  }

  @Test
  void givenBadInput_thenItIsRefusedWithTheFieldAndNeverTaken() throws Exception {
    int enrolment = enrolled("API3");
    String orders = "/api/v1/enrolments/" + enrolment + "/orders";
    for (Map.Entry<String, String> bad :
        List.of(
            Map.entry("{\"issuer\": ", ""),
            Map.entry("", ""),
            Map.entry("[]", ""),
            Map.entry("{\"endAt\": \"2026-03-01T08:00:00Z\"}", "endAt"),
            Map.entry("{\"endsAt\": \"tomorrow\"}", "endsAt"),
            Map.entry("{\"conditions\": [{\"zone\": \"x\"}]}", "conditions[0].zone"))) {
      MockHttpServletResponse answer = send(post(orders), bad.getKey(), "o.rivera");
      assertThat(answer.getStatus()).describedAs(bad.getKey()).isEqualTo(400);
      assertThat(answer.getContentType()).startsWith(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      if (!bad.getValue().isEmpty()) {
        assertThat((String) JsonPath.read(answer.getContentAsString(), "$.field"))
            .isEqualTo(bad.getValue());
      }
    }
    MockHttpServletResponse empty = send(post(orders), "{}", "o.rivera");
    assertThat(empty.getStatus()).isEqualTo(422);
    assertThat((List<?>) JsonPath.read(empty.getContentAsString(), "$.problems[*].field"))
        .hasSize(5);
    assertThat(
            send(
                    post(orders),
                    ORDER.formatted(
                        "{\"kind\": \"StayWithin\", \"zone\": 999, \"citation\": \"1\"}"),
                    "o.rivera")
                .getContentAsString())
        .contains("There is no zone 999v1.");
    assertThat(send(post("/api/v1/enrolments/999999/orders"), "{}", "o.rivera").getStatus())
        .isEqualTo(404);
    assertThat(send(get("/api/v1/enrolments/abc"), "", "o.rivera").getStatus()).isEqualTo(400);
    assertThat(send(get("/api/v1/enrolments/-1"), "", "o.rivera").getStatus()).isEqualTo(404);
  }

  @Test
  void givenAZoneThatIsNoArea_thenItIsRefusedAndSaysWhy() throws Exception {
    String bowtie =
        """
        {"type": "Feature", "properties": {"name": "Bow", "sourceDocument": "A"}, "geometry":
         {"type": "Polygon", "coordinates": [[[0,0],[1,1],[1,0],[0,1],[0,0]]]}}
        """;
    for (String bad : List.of(bowtie, "{", "[]", "{\"type\": \"Feature\"}")) {
      MockHttpServletResponse answer = send(post("/api/v1/zones"), bad, "o.rivera");
      assertThat(answer.getStatus()).describedAs(bad).isEqualTo(422);
      assertThat(answer.getContentAsString()).contains("geoJson");
    }
    MockHttpServletResponse nameless =
        send(post("/api/v1/zones"), CIRCLE.replace("name", "title"), "o.rivera");
    assertThat((String) JsonPath.read(nameless.getContentAsString(), "$.field")).isEqualTo("name");
  }

  @Test
  void givenAZoneRedrawn_thenTheOldVersionStays() throws Exception {
    int zone = read(post("/api/v1/zones"), CIRCLE, 201, "$.properties.id");
    int version =
        read(
            post("/api/v1/zones/" + zone + "/versions"),
            CIRCLE.replace("150", "300"),
            201,
            "$.properties.version");
    assertThat(version).isEqualTo(2);
    String old =
        send(get("/api/v1/zones/" + zone + "/versions/1"), "", "auditor").getContentAsString();
    assertThat((Double) JsonPath.read(old, "$.properties.radiusMetres")).isEqualTo(150.0);
  }

  @Test
  void givenARoleThatMayOnlyRead_thenItChangesNothing() throws Exception {
    assertThat(send(post("/api/v1/zones"), CIRCLE, "operator").getStatus()).isEqualTo(403);
    assertThat(send(post("/api/v1/zones"), CIRCLE, "auditor").getStatus()).isEqualTo(403);
    assertThat(send(post("/api/v1/enrolments"), "{}", "admin").getStatus()).isEqualTo(403);
    assertThat(send(get("/api/v1/participants"), "", "auditor").getStatus()).isEqualTo(200);
  }

  @Test
  void theApiDescribesItself() throws Exception {
    String described = send(get("/api/openapi"), "", "auditor").getContentAsString();
    assertThat((String) JsonPath.read(described, "$.paths['/api/v1/zones'].post.summary"))
        .isEqualTo("Record a zone");
  }

  private int enrolled(String code) throws Exception {
    int office =
        read(
            post("/api/v1/offices"),
            "{\"code\": \"%s\", \"name\": \"Seattle\", \"timeZone\": \"America/Los_Angeles\"}"
                .formatted(code),
            201,
            "$.id",
            "admin");
    return read(
        post("/api/v1/enrolments"),
        """
        {"givenName": "Ana", "familyName": "Silva", "language": "es", "office": %d,
         "officer": "o.rivera", "startsAt": "2026-03-01T00:00:00Z"}
        """
            .formatted(office),
        201,
        "$.id");
  }

  private int read(
      org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder request,
      String body,
      int status,
      String path)
      throws Exception {
    return read(request, body, status, path, "o.rivera");
  }

  private int read(
      org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder request,
      String body,
      int status,
      String path,
      String as)
      throws Exception {
    MockHttpServletResponse answer = send(request, body, as);
    assertThat(answer.getStatus()).describedAs(answer.getContentAsString()).isEqualTo(status);
    return JsonPath.read(answer.getContentAsString(), path);
  }

  private MockHttpServletResponse send(
      org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder request,
      String body,
      String as)
      throws Exception {
    request.with(httpBasic(as, "demo")).contentType(MediaType.APPLICATION_JSON).content(body);
    return web.perform(request).andReturn().getResponse();
  }
}
