package org.muster.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.muster.domain.Technology;
import org.muster.figures.DailyRoll;
import org.muster.judging.Judging;
import org.muster.store.JudgingDue;
import org.muster.watch.Vitals;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

/** What does not work is said, to the machine that asks and to the officer who looks. */
@WebTest
class HealthTest {
  @Autowired private MockMvc web;
  @Autowired private JdbcClient jdbc;
  @Autowired private Judging judging;
  @Autowired private DailyRoll roll;
  @Autowired private Vitals vitals;

  @AfterEach
  void goOn() {
    if (!judging.isRunning()) {
      judging.start();
    }
  }

  @Test
  void givenJudgingStandsStill_thenHealthAndWorklistSaySoUntilItGoesOn() throws Exception {
    Scene scene = new Scene(jdbc, Duration.ofHours(2));
    Scene.Somebody ida =
        scene.somebody(
            "Ida",
            "Test",
            scene.office("STILL", "Still office", "UTC"),
            "o.still",
            Technology.PHONE,
            7);
    new JudgingDue(jdbc).mark(ida.enrolment(), Instant.now().minusSeconds(7_200));
    judging.judgeAllDue();
    // The clockwork of a test's server rests while other tests run.
    roll.call();
    healthz().andExpect(status().isOk()).andExpect(content().string("ok\n"));

    judging.stop();
    new JudgingDue(jdbc).mark(ida.enrolment(), Instant.now());
    jdbc.sql("update judging_due set marked_at = now() - interval '10 minutes'").update();
    jdbc.sql("update fold_tail set as_of = now() - interval '10 minutes' where enrolment_id = ?")
        .param(ida.enrolment().value())
        .update();
    healthz()
        .andExpect(status().isServiceUnavailable())
        .andExpect(
            content()
                .string(
                    allOf(
                        containsString("Judging has ended"),
                        containsString("Judging is behind: somebody waits since "))));
    web.perform(get("/?of=STILL").with(user("o.still").roles("OFFICER")))
        .andExpect(content().string(containsString("This list is not up to date")))
        .andExpect(content().string(containsString("10 minutes ago")));

    judging.start();
    int answer = 503;
    for (int tries = 0; answer != 200 && tries < 60; tries++) {
      answer = healthz().andReturn().getResponse().getStatus();
    }
    assertThat(answer).isEqualTo(200);
  }

  @Test
  void givenIdsRunShort_thenHealthAndThePagesOfThoseWhoCanSeeToItSaySo() throws Exception {
    judging.judgeAllDue();
    roll.call();
    jdbc.sql("alter sequence schedule_id_sequence maxvalue 10").update();
    jdbc.sql("select setval('schedule_id_sequence', 10)").query(Long.class).single();
    vitals.look();
    String said = "The ids of schedule_id_sequence are 100 % used up.";
    try {
      healthz()
          .andExpect(status().isServiceUnavailable())
          .andExpect(content().string(containsString(said)));
      web.perform(get("/readyz")).andExpect(status().isOk());
      web.perform(get("/").with(user("s").roles("SUPERVISOR")))
          .andExpect(content().string(containsString(said)));
      web.perform(get("/policy").with(user("a").roles("ADMINISTRATOR")))
          .andExpect(content().string(containsString(said)));
      web.perform(get("/").with(user("o.still").roles("OFFICER")))
          .andExpect(content().string(not(containsString(said))));
    } finally {
      jdbc.sql("alter sequence schedule_id_sequence no maxvalue").update();
      vitals.look();
    }
    web.perform(get("/").with(user("s").roles("SUPERVISOR")))
        .andExpect(content().string(not(containsString(said))));
  }

  /** An answer is given again for a second. */
  private org.springframework.test.web.servlet.ResultActions healthz() throws Exception {
    Thread.sleep(1_100);
    return web.perform(get("/healthz"));
  }
}
