package org.muster.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.jayway.jsonpath.JsonPath;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.muster.domain.OfficeId;
import org.muster.domain.Technology;
import org.muster.judging.Judging;
import org.muster.store.JudgingDue;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

/** Why a span is what it is, on its page and by the API, in either language. */
@WebTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhyPagesTest {
  @Autowired private MockMvc web;
  @Autowired private JdbcClient jdbc;
  @Autowired private Judging judging;

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private Scene.Somebody who;

  @BeforeAll
  void play() throws InterruptedException {
    Scene scene = new Scene(jdbc, Duration.ofHours(6));
    OfficeId office = scene.office("WHY", "Office of reasons", "America/Chicago");
    who = scene.somebody("Ada", "Why", office, "o.rivera", Technology.ANKLE, 1);
    scene.walk(who, now.minus(Duration.ofHours(6)), ago(200), 20);
    scene.walk(who, ago(100), ago(5), 1_400);
    new JudgingDue(jdbc).mark(who.enrolment(), now.minus(Duration.ofHours(6)));
    judging.judgeAllDue();
    for (int tries = 0; isDue() && tries < 100; tries++) {
      Thread.sleep(500);
      judging.judgeAllDue();
    }
  }

  @Test
  void givenAnInstant_thenThePageSaysWhyInTheChosenLanguageAndRemembersIt() throws Exception {
    assertThat(page("&at=" + ago(250)).getContentAsString())
        .contains("Stay within a zone, “Home of Ada”: Met")
        .contains("believed fixes clear of the edge carried it", "(§ 2.1, starter-1)")
        .contains("a believed fix clearly on the other side of the edge had come before");
    MockHttpServletResponse spanish = page("&lang=es&at=" + ago(150));
    assertThat(spanish.getContentAsString())
        .contains("<h1 lang=\"es\">Permanecer dentro de una zona, «Home of Ada»: No se sabe: ")
        .contains("No dice nada en contra de la persona", "Habría sido distinto si");
    Cookie remembered = Objects.requireNonNull(spanish.getCookie("MUSTER_LANG"));
    assertThat(
            web.perform(
                    get(path("&at=" + ago(20)))
                        .cookie(remembered)
                        .with(user("o.rivera").roles("OFFICER")))
                .andReturn()
                .getResponse()
                .getContentAsString())
        .contains("No cumplida", "claramente al otro lado del borde");
  }

  @Test
  void givenAQuestionThatCannotBeAnswered_thenThePageSaysWhatIsWrong() throws Exception {
    assertThat(page("&at=yesterday").getContentAsString()).contains("The time can not be read");
    assertThat(page("&at=yesterday").getStatus()).isEqualTo(400);
    assertThat(page("&at=2020-01-01T00:00:00Z").getContentAsString())
        .contains("The person was not enrolled at that time");
    MockHttpServletResponse unknown =
        at("/participants/" + who.enrolment() + "/why?condition=999999&at=" + ago(20));
    assertThat(unknown.getStatus()).isEqualTo(404);
    assertThat(unknown.getContentAsString())
        .contains("No order of this person asks such a condition");
  }

  @Test
  void givenTheApi_thenItGivesTheFactsWithASentenceEach() throws Exception {
    String api = "/api/v1/enrolments/" + who.enrolment() + "/account?condition=" + condition();
    String met = at(api + "&at=" + ago(250)).getContentAsString();
    Map<String, Object> first = JsonPath.read(met, "$.because[0]");
    assertThat(first).containsEntry("type", "CarriedBy").containsKeys("facts", "sentence");
    assertThat(JsonPath.<String>read(met, "$.state")).isEqualTo("Met");
    assertThat(JsonPath.<List<String>>read(met, "$.parameters[*].clause")).contains("§ 2.1");
    assertThat(at(api + "&at=" + ago(250) + "&lang=xx").getStatus()).isEqualTo(400);
    assertThat(at(api + "&at=2020-01-01T00:00:00Z").getStatus()).isEqualTo(404);
    String finding =
        jdbc.sql("select finding_id from finding_now where kind = 'OutsideZone'")
            .query(String.class)
            .single();
    String told = at("/api/v1/findings/" + finding + "/account?lang=es").getContentAsString();
    assertThat(JsonPath.<String>read(told, "$.headline")).startsWith("Fuera de «Home of Ada»");
    assertThat(at("/api/v1/findings/" + "0".repeat(32) + "/account").getStatus()).isEqualTo(404);
  }

  private Instant ago(int minutes) {
    return now.minus(Duration.ofMinutes(minutes));
  }

  private MockHttpServletResponse page(String rest) throws Exception {
    return at(path(rest));
  }

  private String path(String rest) {
    return "/participants/" + who.enrolment() + "/why?condition=" + condition() + rest;
  }

  private MockHttpServletResponse at(String path) throws Exception {
    MockHttpServletResponse response =
        web.perform(get(path).with(user("o.rivera").roles("OFFICER"))).andReturn().getResponse();
    response.setCharacterEncoding("UTF-8");
    return response;
  }

  private long condition() {
    return jdbc.sql(
            """
            select condition_id from condition join legal_order using (order_id)
            where kind = 'StayWithin' and enrolment_id = ?
            """)
        .param(who.enrolment().value())
        .query(Long.class)
        .single();
  }

  private boolean isDue() {
    return jdbc.sql("select exists (select from judging_due where enrolment_id = ?)")
        .param(who.enrolment().value())
        .query((row, n) -> row.getBoolean(1))
        .single();
  }
}
