package org.muster.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.muster.MusterServer;
import org.muster.domain.DeviceQuestion;
import org.muster.figures.DailyRoll;
import org.muster.judging.Judging;
import org.muster.judging.SilenceWatch;
import org.muster.store.Alerts;
import org.muster.store.CaseList;
import org.muster.store.DeviceShelf;
import org.muster.store.Journal;
import org.muster.store.Participants;
import org.muster.store.Silences;
import org.muster.store.SyntheticProgramme;
import org.muster.store.Zones;
import org.muster.watch.Watchdog;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.MockMvc;

/**
 * The watchdog finds out by itself that findings do not come, and is seen nowhere else. The clock
 * is driven: nothing here depends on how long the machine takes.
 */
@SpringBootTest(
    classes = {MusterServer.class, WatchdogTest.DrivenTime.class},
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"muster.simulation.enabled=false", "muster.vitals.every=PT1H"})
@ContextConfiguration(initializers = WebTest.FreshDatabase.class)
@AutoConfigureMockMvc
@ActiveProfiles("demo")
@DirtiesContext
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WatchdogTest {
  private static final int TRIES_MAX = 1_200;

  @Autowired private MockMvc web;
  @Autowired private JdbcClient jdbc;
  @Autowired private Watchdog watchdog;
  @Autowired private Judging judging;
  @Autowired private Journal journal;
  @Autowired private DailyRoll roll;
  @Autowired private SilenceWatch silenceWatch;
  @Autowired private SyntheticProgramme programme;
  @Autowired private MeterRegistry registry;
  @Autowired private Driven clock;
  @LocalServerPort private int port;

  /** Stands still until it is moved on. */
  static final class Driven extends Clock {
    private volatile Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES).plusSeconds(2);

    void forward(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("instants only");
    }
  }

  @TestConfiguration
  static class DrivenTime {
    @Bean
    @Primary
    Driven drivenClock() {
      return new Driven();
    }
  }

  @Test
  @Order(1)
  void givenItWasLetBegin_thenEachMinuteHasOneCrossingAndItsFindingComes() throws Exception {
    watchdog.begin("http://127.0.0.1:" + port);
    for (int minute = 0; minute < 4; minute++) {
      crossAndWait();
      assertThat(watchdog.findProblem()).isEmpty();
      clock.forward(Duration.ofMinutes(1));
    }
    assertThat(registry.get("muster.watchdog.latency").gauge().value()).isBetween(0.0, 60.0);
    assertThat(missed()).isZero();
    // By policy as it stands, and one becomes known at each of the minutes.
    assertThat(
            jdbc.sql("select distinct policy_id || kind from finding").query(String.class).list())
        .containsExactly("starter-1InsideZone");
  }

  @Test
  @Order(2)
  void givenItCrosses_thenNobodyMeetsItInAnyListCountOrFigure() throws Exception {
    roll.call();
    silenceWatch.look(clock.instant().plus(Duration.ofHours(5)));
    for (String path :
        List.of(
            "/",
            "/?of=",
            "/participants",
            "/participants/enrol",
            "/zones",
            "/schedules",
            "/devices",
            "/tokens",
            "/roll",
            "/incidents",
            "/refusals",
            "/policy",
            "/api/v1/offices",
            "/api/v1/devices",
            "/api/v1/zones")) {
      web.perform(get(path).with(user("supervisor").roles("SUPERVISOR")))
          .andExpect(content().string(not(containsString("WATCHDOG"))))
          .andExpect(content().string(not(containsString("atchdog"))))
          .andExpect(content().string(not(containsString("ynthetic"))));
    }
    assertThat(jdbc.sql("select count(*) from roll_row").query(Long.class).single()).isZero();
    assertThat(jdbc.sql("select count(*) from system_incident").query(Long.class).single())
        .isZero();
    assertThat(registry.find("muster.findings.raised").tag("kind", "InsideZone").counters())
        .allMatch(counter -> counter.count() == 0);
    // What is looked for by name is not found either.
    Instant now = clock.instant();
    assertThat(new CaseList(jdbc).search("synthetic", now, 10)).isEmpty();
    assertThat(new Participants(jdbc).search("watchdog", 10)).isEmpty();
    DeviceQuestion dogs =
        new DeviceQuestion(
            "watchdog", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    assertThat(new DeviceShelf(jdbc).list(dogs, now, 10)).isEmpty();
    assertThat(new Zones(jdbc).listLatest("watchdog", 10)).isEmpty();
    assertThat(new Silences(jdbc).list(now.minusSeconds(86_400), now, Duration.ofHours(1)))
        .isEmpty();
    assertThat(new Alerts(jdbc).count(Alerts.Scope.EVERYBODY).raised()).isZero();
  }

  @Test
  @Order(3)
  void givenSomebodyFindsItsPageByNumber_thenThePageSaysThatItIsNobody() throws Exception {
    long stay = jdbc.sql("select max(enrolment_id) from enrolment").query(Long.class).single();
    web.perform(get("/participants/" + stay).with(user("supervisor").roles("SUPERVISOR")))
        .andExpect(content().string(containsString("synthetic, not a person")));
    String finding = jdbc.sql("select min(finding_id) from finding").query(String.class).single();
    web.perform(get("/findings/" + finding).with(user("supervisor").roles("SUPERVISOR")))
        .andExpect(content().string(containsString("synthetic, not a person")));
  }

  @Test
  @Order(4)
  void givenJudgingStandsStill_thenStaffAreToldOnEveryPageUntilFindingsComeAgain()
      throws Exception {
    judging.stop();
    watchdog.look();
    assertThat(watchdog.findProblem()).isEmpty();
    clock.forward(Duration.ofSeconds(59));
    watchdog.look();
    assertThat(watchdog.findProblem()).isEmpty();
    clock.forward(Duration.ofSeconds(2));
    assertToldEverywhere("look at judging");
    assertThat(registry.get("muster.watchdog.overdue").gauge().value()).isEqualTo(61);

    judging.start();
    crossAndWait();
    assertThat(watchdog.findProblem()).isEmpty();
    assertThat(missed()).isPositive();
    clock.forward(Duration.ofMinutes(1));
  }

  @Test
  @Order(5)
  void givenTheEngineCannotKeepWhatItFinds_thenStaffAreTold() throws Exception {
    // The judging goes on and fails each time, or says nothing: to the watchdog it is the same.
    jdbc.sql("alter table finding add constraint broken check (kind <> 'InsideZone') not valid")
        .update();
    try {
      watchdog.look();
      clock.forward(Duration.ofSeconds(61));
      watchdog.look();
      assertToldEverywhere("no finding came of it");
    } finally {
      jdbc.sql("alter table finding drop constraint broken").update();
    }
    clock.forward(Duration.ofMinutes(1));
    crossAndWait();
    assertThat(watchdog.findProblem()).isEmpty();
    clock.forward(Duration.ofMinutes(1));
  }

  @Test
  @Order(6)
  void givenTheWatchdogItselfStandsStill_thenThatIsToldToo() throws Exception {
    watchdog.look();
    clock.forward(Duration.ofMinutes(4));
    assertToldEverywhere("The watchdog has not looked since");
    crossAndWait();
    assertThat(watchdog.findProblem()).isEmpty();
  }

  @Test
  @Order(7)
  void givenAStayHasLastedLongEnough_thenTheOtherTakesItsTurnAndWhatWasSaidIsRemoved()
      throws Exception {
    long before = jdbc.sql("select max(enrolment_id) from enrolment").query(Long.class).single();
    clock.forward(Duration.ofHours(6));
    crossAndWait();
    long after = jdbc.sql("select max(enrolment_id) from enrolment").query(Long.class).single();
    assertThat(after).isGreaterThan(before);
    assertThat(watchdog.findProblem()).isEmpty();
    assertThat(findingsOf(before)).isPositive();

    clock.forward(Duration.ofHours(6));
    crossAndWait();
    assertThat(findingsOf(before)).isZero();
    assertThat(findingsOf(after)).isPositive();
    assertThat(
            jdbc.sql("select count(distinct participant_id) from enrolment")
                .query(Long.class)
                .single())
        .isEqualTo(2);
    assertThat(programme.findStay(clock.instant())).isPresent();
  }

  @Test
  @Order(8)
  void givenTheJournalHasEnded_thenStaffAreTold() throws Exception {
    clock.forward(Duration.ofMinutes(1));
    journal.close();
    watchdog.look();
    clock.forward(Duration.ofSeconds(61));
    assertToldEverywhere("Its report was not taken");
  }

  /** Crosses, and looks until the finding is there; the bound is far above any machine's need. */
  private void crossAndWait() throws Exception {
    for (int tries = 0; tries < TRIES_MAX; tries++) {
      watchdog.look();
      if (registry.get("muster.watchdog.overdue").gauge().value() == 0) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("the finding did not come: " + watchdog.findProblem());
  }

  private void assertToldEverywhere(String why) throws Exception {
    assertThat(watchdog.findProblem().orElse("")).contains("watchdog").contains(why);
    for (String page : List.of("/", "/roll", "/policy")) {
      web.perform(get(page).with(user("o.rivera").roles("OFFICER")))
          .andExpect(content().string(containsString("The watchdog")));
    }
    web.perform(get("/sign-in")).andExpect(content().string(not(containsString("The watchdog"))));
    // Asked again within a second of its clock, it would give its last answer.
    clock.forward(Duration.ofSeconds(1));
    web.perform(get("/healthz")).andExpect(content().string(containsString("The watchdog")));
    clock.forward(Duration.ofSeconds(-1));
  }

  private double missed() {
    return registry.get("muster.watchdog.missed").counter().count();
  }

  private long findingsOf(long enrolment) {
    return jdbc.sql("select count(*) from finding where enrolment_id = ?")
        .param(enrolment)
        .query(Long.class)
        .single();
  }
}
