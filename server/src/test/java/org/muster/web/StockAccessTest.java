package org.muster.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;

import com.jayway.jsonpath.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.muster.domain.DeviceId;
import org.muster.domain.OfficeId;
import org.muster.domain.Technology;
import org.muster.judging.Judging;
import org.muster.store.Devices;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** Officers read the inventory; supervisors and administrators change it; supervisors recall. */
@WebTest
class StockAccessTest {
  private static final String RECALL =
      """
      {"vendor": "Stockware", "batch": "lot 9", "fromAt": "2026-03-01T00:00:00Z",
       "reason": "Bad sensor", "seen": "%s"}
      """;

  @Autowired private MockMvc web;
  @Autowired private JdbcClient jdbc;
  @Autowired private Judging judging;
  @Autowired private Devices devices;

  @Test
  void givenTheRoles_thenEachDoesWhatItMayByTheApi() throws Exception {
    int device =
        JsonPath.read(
            send(
                    "o.rivera",
                    "/api/v1/devices",
                    """
                    {"uniqueId": "stock-1", "technology": "ANKLE", "vendor": "Stockware",
                     "batch": "lot 9"}
                    """,
                    201)
                .getContentAsString(),
            "$.id");
    String status = "{\"status\": \"IN_REPAIR\", \"reason\": \"Worn strap\"}";
    send("o.rivera", "/api/v1/devices/" + device + "/status", status, 403);
    send("o.rivera", "/api/v1/devices/" + device + "/traits", "{\"firmware\": \"2\"}", 403);
    send("admin", "/api/v1/devices/" + device + "/status", status, 200);
    send("admin", "/api/v1/devices/" + device + "/status", "{\"status\": \"LOST\"}", 422);
    send("supervisor", "/api/v1/devices/" + device + "/traits", "{\"firmware\": \"2.1\"}", 200);
    send("supervisor", "/api/v1/devices/999999/status", status, 404);
    String file = read("auditor", "/api/v1/devices/" + device);
    assertThat((String) JsonPath.read(file, "$.device.status")).isEqualTo("IN_REPAIR");
    assertThat((String) JsonPath.read(file, "$.device.firmware")).isEqualTo("2.1");
    assertThat((String) JsonPath.read(file, "$.changes[0].reason")).isEqualTo("Worn strap");
    assertThat(read("operator", "/api/v1/devices?status=IN_REPAIR&batch=lot 9"))
        .contains("stock-1");
    assertThat(read("operator", "/api/v1/devices?status=RETIRED")).doesNotContain("stock-1");
    assertThat(read("operator", "/api/v1/batches")).contains("lot 9");
    assertThat(read("operator", "/api/v1/installations/overdue")).contains("listed");
  }

  @Test
  void givenARecall_thenOnlyASupervisorRecordsItAndOnlyAsItWasSeen() throws Exception {
    send(
        "o.rivera",
        "/api/v1/devices",
        """
        {"uniqueId": "stock-2", "technology": "ANKLE", "vendor": "Stockware", "batch": "lot 9"}
        """,
        201);
    send("o.rivera", "/api/v1/recalls/preview", RECALL.formatted(""), 403);
    send("admin", "/api/v1/recalls", RECALL.formatted(""), 403);
    send("supervisor", "/api/v1/recalls", RECALL.formatted("other"), 422);
    String preview =
        send("supervisor", "/api/v1/recalls/preview", RECALL.formatted(""), 200)
            .getContentAsString();
    String seen = JsonPath.read(preview, "$.seen");
    int recall =
        JsonPath.read(
            send("supervisor", "/api/v1/recalls", RECALL.formatted(seen), 201).getContentAsString(),
            "$.id");
    assertThat(read("auditor", "/api/v1/recalls/" + recall)).contains("Bad sensor");
    send("supervisor", "/api/v1/recalls/" + recall + "/undo", "{}", 422);
    send("supervisor", "/api/v1/recalls/" + recall + "/undo", "{\"reason\": \"No\"}", 200);
    assertThat(read("auditor", "/api/v1/recalls")).contains("\"undone\"");
    web.perform(get("/api/openapi").with(httpBasic("auditor", "demo")))
        .andExpect(content().string(containsString("/api/v1/recalls/preview")));
  }

  @Test
  void givenEveryPageOfTheInventory_thenItIsShownAndARecallGoesThroughItsPreview()
      throws Exception {
    Scene scene = new Scene(jdbc, Duration.ofHours(40));
    OfficeId office = scene.office("STO", "Stock office", "America/Chicago");
    Scene.Somebody ana = scene.somebody("Ana", "Stock", office, "o.rivera", Technology.ANKLE, 9);
    Scene.Somebody una = scene.somebody("Una", "Unheard", office, "o.rivera", Technology.PHONE, 9);
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    scene.walk(ana, now.minus(Duration.ofHours(10)), now, 20);
    scene.strap(ana, now.minus(Duration.ofHours(5)), true);
    scene.strap(ana, now.minus(Duration.ofHours(5)).plusSeconds(600), false);
    jdbc.sql(
            """
            insert into judging_due (enrolment_id, from_at)
            select enrolment_id, lower(during) from enrolment
            on conflict (enrolment_id) do update set from_at = excluded.from_at
            """)
        .update();
    judging.judgeAllDue();
    DeviceId device = devices.findByUniqueId(ana.device()).orElseThrow().id();
    post("/devices/" + device + "/traits", "batch", "lot S");
    assertThat(page("/?of=STO")).contains("Unheard, Una", "never heard", "§ 7.1");
    assertThat(page("/participants/" + una.enrolment()))
        .contains("Ordered, not installed: overdue");
    assertThat(page("/participants/" + ana.enrolment() + "/device")).contains("What becomes of");
    assertThat(page("/devices?batch=lot S&vendor=Testware")).contains(ana.device(), "Assigned");
    assertThat(page("/devices?status=LOST")).contains("No device was found");
    assertThat(page("/devices/" + device)).contains("lot S", "Batch and firmware");
    assertThat(page("/devices/batches")).contains("lot S");
    assertThat(page("/devices/new")).contains("Batch or lot");
    assertThat(page("/devices/recalls/new?vendor=Testware&batch=lot S")).contains("lot S");
    assertThat(page("/policy")).contains("§ 7.2");
    assertThat(page("/roll?office=STO")).contains("Roll of");

    String fromAt =
        LocalDateTime.ofInstant(now.minus(Duration.ofHours(20)), ZoneOffset.UTC)
            .truncatedTo(ChronoUnit.MINUTES)
            .toString();
    String[] recall = {
      "vendor", "Testware", "batch", "lot S", "fromAt", fromAt, "reason", "Clasp reports open"
    };
    String preview = post("/devices/recalls/preview", recall).getContentAsString();
    assertThat(preview).contains("id=\"withdrawn-count\">1<");
    Matcher seen = Pattern.compile("name=\"seen\" value=\"([^\"]+)\"").matcher(preview);
    assertThat(seen.find()).isTrue();
    List<String> confirmed = new ArrayList<>(List.of(recall));
    confirmed.addAll(List.of("seen", seen.group(1)));
    String address =
        Objects.requireNonNull(
            post("/devices/recalls", confirmed.toArray(String[]::new)).getRedirectedUrl());
    judging.judgeAllDue();
    assertThat(page(address)).contains("The batch is recalled", "Stock, Ana", "Strap or case");
    assertThat(page("/devices/recalls")).contains("Testware lot S");
    assertThat(page("/participants/" + ana.enrolment())).contains("through", "recall");
    String finding =
        jdbc.sql(
                """
                select distinct finding_id from finding
                where change = 'withdrawn' and kind = 'DeviceOpened' and enrolment_id = ?
                """)
            .param(ana.enrolment().value())
            .query(String.class)
            .single();
    assertThat(page("/findings/" + finding))
        .contains("Withdrawn through", "told by a device of a batch that was recalled");
    assertThat(post(address.replaceAll("\\?.*", "") + "/undo", "reason", " ").getStatus())
        .isEqualTo(422);
    post(address.replaceAll("\\?.*", "") + "/undo", "reason", "Another lot was meant");
    judging.judgeAllDue();
    assertThat(page("/findings/" + finding)).contains("No recall speaks of it any more.");
  }

  private String page(String path) throws Exception {
    MockHttpServletResponse answer =
        web.perform(get(path).with(user("supervisor").roles("SUPERVISOR")))
            .andReturn()
            .getResponse();
    assertThat(answer.getStatus()).as(path).isEqualTo(200);
    return answer.getContentAsString();
  }

  private MockHttpServletResponse post(String path, String... fields) throws Exception {
    MockHttpServletRequestBuilder request = MockMvcRequestBuilders.post(path);
    for (int i = 0; i < fields.length; i += 2) {
      request.param(fields[i], fields[i + 1]);
    }
    return web.perform(request.with(csrf()).with(user("supervisor").roles("SUPERVISOR")))
        .andReturn()
        .getResponse();
  }

  private String read(String who, String path) throws Exception {
    MockHttpServletResponse answer =
        web.perform(get(path).with(httpBasic(who, "demo"))).andReturn().getResponse();
    assertThat(answer.getStatus()).as(path).isEqualTo(200);
    return answer.getContentAsString();
  }

  private MockHttpServletResponse send(String who, String path, String body, int expected)
      throws Exception {
    MockHttpServletResponse answer =
        web.perform(
                MockMvcRequestBuilders.post(path)
                    .contentType(MediaType.APPLICATION_JSON)
                    .content(body)
                    .with(httpBasic(who, "demo")))
            .andReturn()
            .getResponse();
    assertThat(answer.getStatus()).as(path + answer.getContentAsString()).isEqualTo(expected);
    return answer;
  }
}
