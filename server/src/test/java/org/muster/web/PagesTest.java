package org.muster.web;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.muster.figures.DailyRoll;
import org.muster.judging.Judging;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

@WebTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesTest {
  @Autowired private MockMvc web;
  @Autowired private JdbcClient jdbc;
  @Autowired private Judging judging;
  @Autowired private DailyRoll roll;

  @BeforeAll
  void play() {
    Scene.play(jdbc);
    judging.judgeAllDue();
    roll.call();
  }

  @Test
  void anOfficerSeesTheOwnCaseloadFirstAndTheOthersWhenAsked() throws Exception {
    web.perform(get("/").with(as("o.chen", Role.OFFICER)))
        .andExpect(status().isOk())
        .andExpect(content().string(not(containsString("Díaz, Ana"))));
    web.perform(get("/?of=HOU").with(as("o.chen", Role.OFFICER)))
        .andExpect(content().string(containsString("Díaz, Ana")));
  }

  @Test
  void aRefreshGivesTheListAlone() throws Exception {
    web.perform(
            get("/?of=all").header("X-Muster-Refresh", "true").with(as("operator", Role.OPERATOR)))
        .andExpect(content().string(allOf(containsString("raised"), not(containsString("<html")))));
  }

  @Test
  void anOperatorMayNotConfirmABreachAndWhatWasFilledInIsKept() throws Exception {
    web.perform(
            post("/findings/" + outside() + "/decisions")
                .param("version", "1")
                .param("answer", "Confirmed")
                .param("cause", "true")
                .param("reason", "Seen on the map.")
                .with(csrf())
                .with(as("operator", Role.OPERATOR)))
        .andExpect(status().isOk())
        .andExpect(
            content()
                .string(
                    allOf(
                        containsString("Your role may not give this answer"),
                        containsString("Seen on the map."))));
  }

  @Test
  void anAuditorReadsAndIsNotAllowedToDecide() throws Exception {
    web.perform(get("/findings/" + outside()).with(as("auditor", Role.AUDITOR)))
        .andExpect(status().isOk())
        .andExpect(content().string(not(containsString("Record the decision"))));
    web.perform(
            post("/findings/" + outside() + "/decisions")
                .param("version", "1")
                .with(csrf())
                .with(as("auditor", Role.AUDITOR)))
        .andExpect(status().isForbidden());
  }

  @Test
  void anOfficerDecidesWithAReason() throws Exception {
    String finding =
        jdbc.sql(
                """
                select finding_id from finding_now
                join enrolment using (enrolment_id) join office using (office_id)
                where kind = 'DeviceOpened' and code in ('HOU', 'ATL')
                """)
            .query(String.class)
            .single();
    web.perform(
            post("/findings/" + finding + "/decisions")
                .param("version", "1")
                .param("answer", "DeviceFault")
                .param("cause", "device-fault")
                .param("reason", "Strap checked at the office: worn clasp.")
                .with(csrf())
                .with(as("o.rivera", Role.OFFICER)))
        .andExpect(redirectedUrl("/findings/" + finding + "?after=decision"));
    web.perform(get("/findings/" + finding).with(as("auditor", Role.AUDITOR)))
        .andExpect(content().string(containsString("worn clasp")));
  }

  @Test
  void whatIsNotThereIsSaidAsSuch() throws Exception {
    web.perform(get("/findings/nonsense").with(as("auditor", Role.AUDITOR)))
        .andExpect(status().isNotFound());
    web.perform(get("/participants/999999").with(as("auditor", Role.AUDITOR)))
        .andExpect(status().isNotFound());
  }

  @Test
  void aDayOrOfficeOfTheRollThatCanNotBeShownIsSaidAndTodayIsShownInItsPlace() throws Exception {
    for (String[] asked :
        new String[][] {
          {"/roll?day=yesterday", "That is no day."},
          {"/roll?day=2999-01-01", "That day has not begun yet."},
          {"/roll?day=1999-12-31", "from the year 2000 on"},
          {"/roll?office=NOWHERE", "No office has the code"}
        }) {
      web.perform(get(asked[0]).accept(MediaType.TEXT_HTML).with(as("auditor", Role.AUDITOR)))
          .andExpect(status().isBadRequest())
          .andExpect(content().string(containsString(asked[1])))
          .andExpect(content().string(containsString("Roll of")));
    }
  }

  private String outside() {
    return jdbc.sql(
            """
            select finding_id from finding_now where kind = 'OutsideZone'
            order by starts_at limit 1
            """)
        .query(String.class)
        .single();
  }

  private static RequestPostProcessor as(String name, Role role) {
    return user(name).roles(role.name());
  }
}
