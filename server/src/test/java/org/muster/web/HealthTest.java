package org.muster.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
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

  /** An answer is given again for a second. */
  private org.springframework.test.web.servlet.ResultActions healthz() throws Exception {
    Thread.sleep(1_100);
    return web.perform(get("/healthz"));
  }
}
