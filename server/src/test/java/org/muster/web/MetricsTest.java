package org.muster.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.domain.Technology;
import org.muster.judging.Judging;
import org.muster.store.JudgingDue;
import org.muster.watch.VitalSigns;
import org.muster.watch.Vitals;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a monitor reads: true numbers, for those who may, and nothing about anybody. */
@WebTest
@TestPropertySource(properties = "muster.metrics.token=" + MetricsTest.TOKEN)
class MetricsTest {
  static final String TOKEN = "a-token-of-the-monitor";
  private static final Pattern NAME =
      Pattern.compile("\\b(?:muster|hikaricp|jvm|process|system)_[a-z0-9_]+");

  @Autowired private MockMvc web;
  @Autowired private JdbcClient jdbc;
  @Autowired private Judging judging;
  @Autowired private Vitals vitals;
  @Autowired private VitalSigns signs;

  @BeforeEach
  void somebody() {
    if (jdbc.sql("select count(*) from office where code = 'METER'").query(Long.class).single()
        > 0) {
      return;
    }
    Scene scene = new Scene(jdbc, Duration.ofHours(3));
    Scene.Somebody zoe =
        scene.somebody(
            "Zoewitha",
            "Distinctname",
            scene.office("METER", "Meter office", "UTC"),
            "o.meter",
            Technology.ANKLE,
            1);
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    scene.walk(zoe, now.minusSeconds(7_200), now, 2_000);
    new JudgingDue(jdbc).mark(zoe.enrolment(), now.minusSeconds(7_200));
  }

  @Test
  void givenReportsAndAJudging_thenTheirNumbersGoUp() throws Exception {
    String before = scrape();
    String line =
        "{\"device\":\"zoewitha-1\",\"kind\":\"Beat\",\"observedAt\":\"" + Instant.now() + "\"}";
    send("token-zoewitha-1", line).andExpect(status().isOk());
    send("token-zoewitha-1", line).andExpect(status().isOk());
    send("a-token-that-nobody-made", line).andExpect(status().isUnauthorized());
    judging.judgeAllDue();
    String after = scrape();

    String kept = "muster_intake_observations_total{outcome=\"%s\",protocol=\"native\"}";
    assertThat(value(after, kept.formatted("accepted")))
        .isEqualTo(value(before, kept.formatted("accepted")) + 1);
    assertThat(value(after, kept.formatted("duplicate")))
        .isEqualTo(value(before, kept.formatted("duplicate")) + 1);
    String refused = "muster_intake_refusals_total{protocol=\"native\",reason=\"UnknownToken\"}";
    assertThat(value(after, refused)).isEqualTo(value(before, refused) + 1);
    String answered = "muster_intake_answer_seconds_count{protocol=\"native\"}";
    assertThat(value(after, answered)).isEqualTo(value(before, answered) + 3);
    assertThat(value(after, "muster_journal_batch_reports_count"))
        .isGreaterThan(value(before, "muster_journal_batch_reports_count"));
    assertThat(value(after, "muster_journal_commit_seconds_count"))
        .isGreaterThan(value(before, "muster_journal_commit_seconds_count"));
    assertThat(value(after, "muster_judging_seconds_count")).isPositive();
    assertThat(value(after, "muster_findings_raised_total{kind=\"OutsideZone\"}")).isPositive();
    assertThat(value(after, "muster_journal_writing")).isEqualTo(1);
  }

  @Test
  void givenABacklog_thenItsSizeAndItsLongestWaitAreMeasured() throws Exception {
    judging.judgeAllDue();
    boolean wasRunning = judging.isRunning();
    judging.stop();
    try {
      long enrolment =
          jdbc.sql("select min(enrolment_id) from enrolment").query(Long.class).single();
      jdbc.sql(
              """
              insert into judging_due (enrolment_id, from_at, marked_at)
              values (?, now(), now() - interval '10 minutes')
              on conflict (enrolment_id) do update set marked_at = excluded.marked_at
              """)
          .param(enrolment)
          .update();
      String now = scrape();
      assertThat(value(now, "muster_judging_waiting_enrolments")).isPositive();
      assertThat(value(now, "muster_judging_waiting_oldest_seconds")).isBetween(600.0, 86_400.0);
      assertThat(value(now, "muster_judging_running")).isZero();
    } finally {
      if (wasRunning) {
        judging.start();
      }
    }
  }

  @Test
  void givenTheDashboard_thenEachOfItsQueriesUsesMeasuresThatThereAre() throws Exception {
    send("token-zoewitha-1", "{}");
    send(
        "token-zoewitha-1",
        "{\"device\":\"zoewitha-1\",\"kind\":\"Beat\",\"observedAt\":\"" + Instant.now() + "\"}");
    judging.judgeAllDue();
    System.gc();
    String exposed = scrape();
    JsonNode dashboard =
        JsonMapper.shared()
            .readTree(Files.readString(Path.of("..", "docs", "grafana", "muster.json")));
    int queries = 0;
    for (JsonNode panel : dashboard.get("panels")) {
      for (JsonNode target : panel.get("targets")) {
        Set<String> used = names(target.get("expr").asString());
        queries++;
        assertThat(used).as(panel.get("title").asString()).isNotEmpty();
        for (String name : used) {
          assertThat(exposed)
              .as(panel.get("title").asString())
              .containsPattern("(?m)^" + name + "[{ ]");
        }
      }
    }
    assertThat(queries).isGreaterThan(20);
  }

  @Test
  void givenTheDocument_thenItTellsOfEveryMeasureOfOurOwn() throws Exception {
    String told = Files.readString(Path.of("..", "docs", "operations.md"));
    Set<String> untold = new TreeSet<>();
    for (String line :
        scrape().lines().filter(line -> line.startsWith("# HELP muster_")).toList()) {
      String name = line.split(" ", -1)[2].replaceFirst("_max$", "");
      if (!told.contains("`" + name)) {
        untold.add(name);
      }
    }
    assertThat(untold).isEmpty();
  }

  @Test
  void givenPeopleAndDevices_thenNoMeasureNamesOrNumbersThem() throws Exception {
    judging.judgeAllDue();
    assertThat(scrape())
        .contains("muster_")
        .doesNotContainIgnoringCase("zoewitha", "distinctname", "o.meter", "meter office", "token-")
        .doesNotContainPattern("(participant|enrolment|device|officer|office)(_id)?=\"");
  }

  @Test
  void givenNeitherTokenNorRole_thenNothingIsTold() throws Exception {
    web.perform(get("/metrics"))
        .andExpect(status().isUnauthorized())
        .andExpect(header().string("WWW-Authenticate", "Bearer"))
        .andExpect(content().string(Matchers.containsString("MUSTER_METRICS_TOKEN")));
    web.perform(get("/metrics").header("Authorization", "Bearer a-token-of-the-monitoR"))
        .andExpect(status().isUnauthorized());
    web.perform(get("/metrics").with(user("o.meter").roles("OFFICER")))
        .andExpect(status().isForbidden());
    web.perform(get("/metrics").with(user("s").roles("SUPERVISOR"))).andExpect(status().isOk());
    web.perform(get("/metrics").with(user("a").roles("AUDITOR"))).andExpect(status().isOk());
  }

  @Test
  void givenATokenThatIsEasilyFound_thenTheStartIsRefused() {
    assertThatThrownBy(() -> new MetricsReaders("short")).hasMessageContaining("fewer than 20");
  }

  private org.springframework.test.web.servlet.ResultActions send(String token, String body)
      throws Exception {
    return web.perform(
        post("/api/v1/observations").header("Authorization", "Bearer " + token).content(body));
  }

  private String scrape() throws Exception {
    vitals.look();
    signs.nameSequences();
    return web.perform(get("/metrics").header("Authorization", "Bearer " + TOKEN))
        .andExpect(status().isOk())
        .andReturn()
        .getResponse()
        .getContentAsString();
  }

  private static Set<String> names(String expression) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = NAME.matcher(expression);
    while (matcher.find()) {
      names.add(matcher.group());
    }
    return names;
  }

  /** The number of a series; none yet is zero. */
  private static double value(String scraped, String series) {
    return scraped
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .map(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElse(0.0);
  }
}
