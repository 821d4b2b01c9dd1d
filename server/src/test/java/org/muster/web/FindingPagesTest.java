package org.muster.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.muster.domain.ConditionId;
import org.muster.domain.Interval;
import org.muster.domain.OfficeId;
import org.muster.domain.Technology;
import org.muster.judging.Judging;
import org.muster.store.Excusals;
import org.muster.store.JudgingDue;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A finding that goes on, seen by an officer as time passes. */
@WebTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FindingPagesTest {
  @Autowired private MockMvc web;
  @Autowired private JdbcClient jdbc;
  @Autowired private Judging judging;
  @Autowired private PlatformTransactionManager transactions;

  private Scene scene;
  private OfficeId office;
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  @BeforeAll
  void open() {
    scene = new Scene(jdbc, Duration.ofHours(6));
    office = scene.office("EVI", "Evidence office", "America/Chicago");
  }

  @Test
  void givenAFindingThatGoesOn_thenItsPageShowsTheEvidenceUpToNow() throws Exception {
    Scene.Somebody gus = outsideSince("Gus", 100, 20);
    String before = page(gus);
    assertThat(before).contains("(16; those that decided are listed)", "As of ", "and it goes on");

    scene.walk(gus, ago(20), ago(4), 2_600);
    judge(gus);
    String after = page(gus);
    assertThat(after)
        .contains("(20; those that decided are listed)")
        .contains("2.3 km more than its error circle");
    assertThat(after).contains("Version <span>1</span>").doesNotContain("Version <span>2</span>");
  }

  @Test
  void givenADecisionWhileItWentOn_thenItsEndIsShownAndNotPutBeforePeopleAgain() throws Exception {
    Scene.Somebody hal = outsideSince("Hal", 100, 5);
    web.perform(
            post("/findings/" + finding(hal) + "/decisions")
                .param("version", "1")
                .param("answer", "Contacted")
                .param("cause", "true")
                .param("reason", "Called: on the way home.")
                .with(csrf())
                .with(user("o.rivera").roles("OFFICER")))
        .andExpect(redirectedUrl("/findings/" + finding(hal) + "?after=decision"));

    scene.walk(hal, ago(3), ago(0), 20);
    judge(hal);
    assertThat(page(hal))
        .contains("It ended.", "Answered")
        .doesNotContain("and it goes on", "due ");
    assertThat(
            web.perform(get("/?of=EVI").with(user("auditor").roles("AUDITOR")))
                .andReturn()
                .getResponse()
                .getContentAsString())
        .doesNotContain("Test, Hal");
  }

  @Test
  void givenThePageThatIsLeftAsksForItsPartsFirst_thenTheNextStillSaysWhatWasRecorded()
      throws Exception {
    Scene.Somebody kim = outsideSince("Kim", 100, 5);
    MockHttpSession session = new MockHttpSession();
    String next =
        Objects.requireNonNull(
            web.perform(
                    post("/findings/" + finding(kim) + "/decisions")
                        .session(session)
                        .param("version", "1")
                        .param("answer", "Contacted")
                        .param("cause", "true")
                        .param("reason", "Called: on the way home.")
                        .with(csrf())
                        .with(user("o.rivera").roles("OFFICER")))
                .andReturn()
                .getResponse()
                .getRedirectedUrl());
    assertThat(seen("/findings/" + finding(kim), session)).doesNotContain("Recorded: ");
    assertThat(seen(next, session)).contains("Recorded: ");
    assertThat(seen(next, session)).doesNotContain("Recorded: ");
  }

  private String seen(String path, MockHttpSession session) throws Exception {
    return web.perform(get(path).session(session).with(user("o.rivera").roles("OFFICER")))
        .andReturn()
        .getResponse()
        .getContentAsString();
  }

  @Test
  void givenARowThatBeganBeforeTheConditionBound_thenThePageSaysSo() throws Exception {
    Scene.Somebody ivo = outsideSince("Ivo", 100, 95);
    ConditionId within =
        jdbc.sql(
                """
                select condition_id from condition join legal_order using (order_id)
                where kind = 'StayWithin' and enrolment_id = ?
                """)
            .param(ivo.enrolment().value())
            .query((row, n) -> new ConditionId(row.getLong(1)))
            .single();
    new Excusals(jdbc, new JudgingDue(jdbc))
        .add(ivo.enrolment(), within, new Interval(ago(200), ago(60)), "Doctor", "test");
    scene.walk(ivo, ago(95), ago(5), 1_400);
    judge(ivo);
    assertThat(page(ivo))
        .contains("The row of fixes began before the condition bound.")
        .contains("fixes in a row, those from before it began to bind counted too")
        .contains("before it bound</span>");
  }

  private Scene.Somebody outsideSince(String given, int fromMinutes, int toMinutes)
      throws InterruptedException {
    // The server judges too, and must not see half of it.
    Scene.Somebody who =
        Objects.requireNonNull(
            new TransactionTemplate(transactions)
                .execute(
                    status -> {
                      Scene.Somebody one =
                          scene.somebody(given, "Test", office, "o.rivera", Technology.ANKLE, 1);
                      scene.walk(one, now.minus(Duration.ofHours(6)), ago(fromMinutes), 20);
                      scene.walk(one, ago(fromMinutes), ago(toMinutes), 1_400);
                      return one;
                    }));
    judge(who);
    return who;
  }

  private Instant ago(int minutes) {
    return now.minus(Duration.ofMinutes(minutes));
  }

  /** The server judges too: who comes second to one person tries again half a minute later. */
  private void judge(Scene.Somebody who) throws InterruptedException {
    new JudgingDue(jdbc).mark(who.enrolment(), now.minus(Duration.ofHours(6)));
    judging.judgeAllDue();
    for (int tries = 0; isDue(who) && tries < 100; tries++) {
      Thread.sleep(500);
      judging.judgeAllDue();
    }
  }

  private boolean isDue(Scene.Somebody who) {
    return jdbc.sql("select exists (select from judging_due where enrolment_id = ?)")
        .param(who.enrolment().value())
        .query((row, n) -> row.getBoolean(1))
        .single();
  }

  private String finding(Scene.Somebody who) {
    return jdbc.sql(
            "select finding_id from finding_now where kind = 'OutsideZone' and enrolment_id = ?")
        .param(who.enrolment().value())
        .query(String.class)
        .single();
  }

  private String page(Scene.Somebody who) throws Exception {
    return web.perform(get("/findings/" + finding(who)).with(user("o.rivera").roles("OFFICER")))
        .andReturn()
        .getResponse()
        .getContentAsString();
  }
}
