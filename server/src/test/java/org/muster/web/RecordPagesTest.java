package org.muster.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrlPattern;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.muster.casework.CaseFiles;
import org.muster.casework.Enrolling;
import org.muster.casework.Opening;
import org.muster.casework.Recording;
import org.muster.domain.AskedCondition;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Office;
import org.muster.domain.OfficeId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.UserRequestPostProcessor;
import org.springframework.test.web.servlet.MockMvc;

/** The pages on which check-ins and hearings are ordered and recorded. */
@WebTest
class RecordPagesTest {
  private static final UserRequestPostProcessor OFFICER = user("o.rivera").roles("OFFICER");

  @Autowired private MockMvc web;
  @Autowired private Opening opening;
  @Autowired private Enrolling enrolling;
  @Autowired private CaseFiles files;
  @Autowired private Recording recording;

  private EnrolmentId enrolled() {
    // Other tests may have opened offices in other places before.
    OfficeId office =
        opening.list().stream()
            .filter(one -> one.code().equals("RECS"))
            .map(Office::id)
            .findFirst()
            .orElseGet(
                () ->
                    opening.open(new Opening.Form("RECS", "Seattle", "America/Los_Angeles")).get());
    return enrolling
        .enrol(
            new Enrolling.Form(
                "Ana",
                "Silva",
                "es",
                null,
                office,
                "o.rivera",
                Instant.parse("2026-03-01T08:00:00Z")),
            "o.rivera")
        .get();
  }

  private void order(EnrolmentId stay) throws Exception {
    web.perform(
            post("/participants/" + stay + "/order")
                .with(OFFICER)
                .with(csrf())
                .param("issuer", "Judge")
                .param("authority", "Law")
                .param("reason", "Reason")
                .param("lesserOptions", "Options")
                .param("startsAt", "2026-03-01T08:00")
                .param("rows", "2")
                .param("conditions[0].kind", "CheckIn")
                .param("conditions[0].citation", "paragraph 1")
                .param("conditions[0].channelOffice", "on")
                .param("conditions[0].every", "2 weeks")
                .param("conditions[1].kind", "Attend")
                .param("conditions[1].citation", "paragraph 2")
                .param("conditions[1].occasion", "Hearing")
                .param("conditions[1].startsAt", "2026-03-05T09:00")
                .param("conditions[1].endsAt", "2026-03-05T11:00"))
        .andExpect(redirectedUrlPattern("/participants/*/casework?recorded=order"));
  }

  private AskedCondition asked(EnrolmentId stay, int index) {
    return files.find(stay).orElseThrow().orders().getFirst().conditions().get(index);
  }

  @Test
  void givenNoOrder_thenThePageSaysThatThereIsNothingToRecord() throws Exception {
    EnrolmentId stay = enrolled();
    web.perform(get("/participants/" + stay + "/records").with(OFFICER))
        .andExpect(status().isOk())
        .andExpect(content().string(containsString("there is nothing to record")))
        .andExpect(content().string(containsString("Nothing is recorded yet.")));
    web.perform(get("/participants/999999/records").with(OFFICER)).andExpect(status().isNotFound());
    web.perform(get("/participants/" + stay + "/records").with(user("auditor").roles("AUDITOR")))
        .andExpect(status().isForbidden());
  }

  @Test
  void givenAnOrderThatAsksThem_thenItsWordsStandOnThePages() throws Exception {
    EnrolmentId stay = enrolled();
    order(stay);
    web.perform(get("/participants/" + stay + "/casework").with(OFFICER))
        .andExpect(
            content()
                .string(
                    allOf(
                        containsString("at the office, at least every 14 days"),
                        containsString("Hearing from Thu 5 Mar 2026, 09:00 PST"))));
    web.perform(get("/participants/" + stay + "/order").with(OFFICER))
        .andExpect(content().string(containsString("value=\"14 days\"")))
        .andExpect(content().string(containsString("value=\"2026-03-05T09:00\"")));
    web.perform(get("/participants/" + stay).with(OFFICER)).andExpect(status().isOk());
  }

  @Test
  void givenAnOrderFormThatLacksThem_thenItSaysWhichAndKeepsWhatWasTyped() throws Exception {
    EnrolmentId stay = enrolled();
    web.perform(
            post("/participants/" + stay + "/order")
                .with(OFFICER)
                .with(csrf())
                .param("rows", "1")
                .param("conditions[0].kind", "CheckIn")
                .param("conditions[0].citation", "1")
                .param("conditions[0].every", "often"))
        .andExpect(status().is(422))
        .andExpect(content().string(containsString("7 days, 12 hours or 90 minutes")))
        .andExpect(content().string(containsString("value=\"often\"")));
  }

  @Test
  void givenACheckInAtTheOffice_thenItIsListedAndCanBeTakenBackWithAReason() throws Exception {
    EnrolmentId stay = enrolled();
    order(stay);
    String records = "/participants/" + stay + "/records";
    web.perform(
            post(records)
                .with(OFFICER)
                .with(csrf())
                .param("condition", asked(stay, 0).id().toString())
                .param("said", "CheckedInAtOffice")
                .param("at", "2026-03-04T10:00")
                .param("reason", "Seen at the desk <b>"))
        .andExpect(redirectedUrl(records + "?recorded=record"));
    long record = recording.list(stay).getFirst().id().value();
    web.perform(get(records + "?recorded=record").with(OFFICER))
        .andExpect(
            content()
                .string(
                    allOf(
                        containsString("Checked in at the office, "),
                        containsString("Seen at the desk &lt;b&gt;"),
                        containsString("Take back record " + record))));
    String takeBack = records + "/" + record + "/take-back";
    web.perform(post(takeBack).with(OFFICER).with(csrf()))
        .andExpect(status().is(422))
        .andExpect(content().string(containsString("href=\"#why-" + record + "\"")));
    web.perform(post(takeBack).with(OFFICER).with(csrf()).param("why", "Somebody else."))
        .andExpect(redirectedUrl(records + "?recorded=taken-back"));
    web.perform(get(records).with(OFFICER))
        .andExpect(content().string(containsString("does not stand any more")))
        .andExpect(content().string(containsString("Takes back record " + record)));
    EnrolmentId other = enrolled();
    web.perform(
            post("/participants/" + other + "/records/" + record + "/take-back")
                .with(OFFICER)
                .with(csrf())
                .param("why", "Not mine"))
        .andExpect(status().isNotFound());
  }

  @Test
  void givenAnOutcomeOfTheWrongThing_thenItIsRefusedAndKept() throws Exception {
    EnrolmentId stay = enrolled();
    order(stay);
    web.perform(
            post("/participants/" + stay + "/records")
                .with(OFFICER)
                .with(csrf())
                .param("condition", asked(stay, 1).id().toString())
                .param("said", "NotCheckedIn")
                .param("reason", "court list"))
        .andExpect(status().is(422))
        .andExpect(content().string(containsString("is not about")))
        .andExpect(content().string(containsString("court list")));
    assertThat(recording.list(stay)).isEmpty();
  }
}
