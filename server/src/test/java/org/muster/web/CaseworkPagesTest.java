package org.muster.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesRegex;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrlPattern;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.casework.CaseFiles;
import org.muster.casework.Enrolling;
import org.muster.casework.Opening;
import org.muster.casework.Scheduling;
import org.muster.casework.Zoning;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Office;
import org.muster.domain.Zone;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.UserRequestPostProcessor;
import org.springframework.test.web.servlet.MockMvc;

@WebTest
class CaseworkPagesTest {
  private static final UserRequestPostProcessor OFFICER = user("o.rivera").roles("OFFICER");
  private static final UserRequestPostProcessor AUDITOR = user("auditor").roles("AUDITOR");

  @Autowired private MockMvc web;
  @Autowired private Opening opening;
  @Autowired private Enrolling enrolling;
  @Autowired private CaseFiles files;
  @Autowired private Zoning zoning;
  @Autowired private Scheduling scheduling;

  @Test
  void givenARefusedForm_thenWhatWasTypedStaysAndTheSummaryLinksToTheFields() throws Exception {
    web.perform(
            post("/participants/enrol")
                .with(OFFICER)
                .with(csrf())
                .param("givenName", "Ana <b>")
                .param("language", "es"))
        .andExpect(status().is(422))
        .andExpect(
            content()
                .string(
                    allOf(
                        containsString("value=\"Ana &lt;b&gt;\""),
                        containsString("Nothing was recorded"),
                        containsString("href=\"#familyName\">Enter the family name.</a>"),
                        containsString("href=\"#office\""))));
  }

  @Test
  void givenATimeThatCanNotBeRead_thenNothingIsRecordedInItsPlace() throws Exception {
    long stay = enrolled().value();
    web.perform(
            post("/participants/" + stay + "/order")
                .with(OFFICER)
                .with(csrf())
                .param("issuer", "Judge")
                .param("authority", "Law")
                .param("reason", "Reason")
                .param("lesserOptions", "Options")
                .param("endsAt", "soon")
                .param("rows", "1")
                .param("conditions[0].kind", "KeepContact")
                .param("conditions[0].citation", "1"))
        .andExpect(status().is(422))
        .andExpect(content().string(containsString("Enter a date and time")));
    assertThat(files.find(new EnrolmentId(stay)).orElseThrow().orders()).isEmpty();
  }

  @Test
  void givenATimeThatTheClocksSkip_thenItIsRefused() throws Exception {
    long stay = enrolled().value();
    web.perform(
            post("/participants/" + stay + "/end")
                .with(OFFICER)
                .with(csrf())
                .param("reason", "r")
                .param("destination", "d")
                .param("endsAt", "2026-03-08T02:30"))
        .andExpect(status().is(422))
        .andExpect(content().string(containsString("The clocks skip this time on that day.")));
  }

  @Test
  void givenOneMoreRowIsAskedFor_thenTheFormKeepsWhatWasTypedAndRecordsNothing() throws Exception {
    long stay = enrolled().value();
    web.perform(
            post("/participants/" + stay + "/order")
                .with(OFFICER)
                .with(csrf())
                .param("issuer", "Judge Garcia")
                .param("rows", "1")
                .param("conditions[0].citation", "paragraph 7")
                .param("add", "condition"))
        .andExpect(status().isOk())
        .andExpect(
            content()
                .string(
                    allOf(
                        containsString("Judge Garcia"),
                        containsString("paragraph 7"),
                        containsString("Condition 2"))));
    assertThat(files.find(new EnrolmentId(stay)).orElseThrow().orders()).isEmpty();
  }

  @Test
  void givenNoOrder_thenTheDevicePageSaysToRecordItFirst() throws Exception {
    long stay = enrolled().value();
    web.perform(get("/participants/" + stay + "/device").with(OFFICER))
        .andExpect(content().string(containsString("Record the order first")));
  }

  @Test
  void givenHoursWithoutAnEnd_thenTheScheduleIsRefused() throws Exception {
    web.perform(
            post("/schedules/new")
                .with(OFFICER)
                .with(csrf())
                .param("name", "Half")
                .param("timeZone", "America/Los_Angeles")
                .param("MONDAY-0-from", "22:00"))
        .andExpect(status().is(422))
        .andExpect(content().string(containsString("Enter when these hours end")));
    assertThat(scheduling.list("Half")).isEmpty();
  }

  @Test
  void givenWindowsOfFreeMovement_thenTheSchedulePageAndItsNextVersionSaySo() throws Exception {
    String at =
        web.perform(
                post("/schedules/new")
                    .with(OFFICER)
                    .with(csrf())
                    .param("name", "Free for work")
                    .param("timeZone", "America/Los_Angeles")
                    .param("means", "free")
                    .param("MONDAY-0-from", "08:00")
                    .param("MONDAY-0-to", "17:00")
                    .param("exception-0-on", "2026-12-24"))
            .andReturn()
            .getResponse()
            .getRedirectedUrl();
    String page = Objects.requireNonNull(at).replaceFirst("\\?.*", "");
    web.perform(get(page).with(OFFICER))
        .andExpect(content().string(containsString("A condition binds at all times but in these")))
        .andExpect(content().string(containsString("no free movement")));
    web.perform(get(page + "/change").with(OFFICER))
        .andExpect(
            content()
                .string(
                    matchesRegex(
                        "(?s).*id=\"means-free\" type=\"radio\" name=\"means\" value=\"free\""
                            + " checked=\"checked\".*")));
    web.perform(get("/schedules?search=Free for work").with(OFFICER))
        .andExpect(content().string(containsString("Windows of free movement")));
  }

  @Test
  void givenACrossedOutline_thenTheZoneFormSaysWhereAndKeepsIt() throws Exception {
    web.perform(
            post("/zones/new")
                .with(OFFICER)
                .with(csrf())
                .param("name", "Bow")
                .param("sourceDocument", "Annex")
                .param("shape", "outline")
                .param(
                    "geoJson",
                    "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]}"))
        .andExpect(status().is(422))
        .andExpect(content().string(containsString("without crossing lines")))
        .andExpect(content().string(containsString("[[[0,0],[1,1],[1,0],[0,1],[0,0]]]")));
    assertThat(zoning.list("Bow")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Road | LineString | [[-122,47],[-121,48]] | widthMetres | 250 m, half of it
          Park | Polygon | [[[-122,47],[-121,47],[-121,48],[-122,47]]] | bufferMetres | 250 m beyond
          """)
  void givenAWidthOrABuffer_thenThePageSaysItAndTheMapDrawsAPolygon(
      String name, String type, String coordinates, String property, String says) throws Exception {
    String geoJson =
        """
        {"type":"Feature","geometry":{"type":"%s","coordinates":%s},"properties":{"%s":250}}"""
            .formatted(type, coordinates, property);
    web.perform(
            post("/zones/new")
                .with(OFFICER)
                .with(csrf())
                .param("name", name)
                .param("sourceDocument", "Annex")
                .param("shape", "outline")
                .param("geoJson", geoJson))
        .andExpect(redirectedUrlPattern("/zones/*?recorded=zone"));
    Zone zone = zoning.list(name).getFirst();
    String page = "/zones/" + zone.id().zone();
    String shown =
        web.perform(get(page).with(OFFICER)).andReturn().getResponse().getContentAsString();
    assertThat(shown.replaceAll("<[^>]*>", "")).contains(says);
    web.perform(get("/api/v1" + page + "/versions/1/outline").with(OFFICER))
        .andExpect(status().isOk())
        .andExpect(content().string(containsString("\"MultiPolygon\"")))
        .andExpect(content().string(not(containsString(property))));
    web.perform(get(page + "/redraw").with(OFFICER))
        .andExpect(content().string(containsString(property)));
  }

  @Test
  void givenATokenIsMade_thenItIsShownOnceAndKeptByNobody() throws Exception {
    String to =
        web.perform(
                post("/devices/new")
                    .with(OFFICER)
                    .with(csrf())
                    .param("uniqueId", "pages-1")
                    .param("technology", "PHONE")
                    .param("vendor", "Acme"))
            .andExpect(redirectedUrlPattern("/devices/*?recorded=device"))
            .andReturn()
            .getResponse()
            .getRedirectedUrl();
    String page = String.valueOf(to).replace("?recorded=device", "");
    web.perform(post(page + "/token").with(OFFICER).with(csrf()))
        .andExpect(status().isOk())
        .andExpect(content().string(containsString("class=\"muster-token\"")));
    String again =
        web.perform(get(page).with(OFFICER)).andReturn().getResponse().getContentAsString();
    assertThat(again).doesNotContain("muster-token");
  }

  @Test
  void givenARoleThatMayOnlyRead_thenListsAreShownAndFormsAreNot() throws Exception {
    long stay = enrolled().value();
    for (String list :
        List.of(
            "/participants",
            "/zones",
            "/schedules",
            "/devices",
            "/participants/" + stay + "/casework")) {
      web.perform(get(list).with(AUDITOR)).andExpect(status().isOk());
    }
    for (String form :
        List.of(
            "/participants/enrol",
            "/participants/" + stay + "/order",
            "/zones/new",
            "/schedules/new",
            "/devices/new")) {
      web.perform(get(form).with(AUDITOR)).andExpect(status().isForbidden());
    }
  }

  @Test
  void givenAnAddressOfNothing_thenThePageIsNotFound() throws Exception {
    for (String nothing :
        List.of(
            "/zones/999",
            "/schedules/0",
            "/devices/999",
            "/participants/999/casework",
            "/participants/99999999999/order")) {
      web.perform(get(nothing).with(OFFICER)).andExpect(status().isNotFound());
    }
  }

  private EnrolmentId enrolled() {
    Office office =
        opening.list().stream()
            .filter(one -> one.code().equals("PAGES"))
            .findFirst()
            .orElseGet(
                () -> {
                  opening.open(new Opening.Form("PAGES", "Seattle", "America/Los_Angeles")).get();
                  return opening.list().getFirst();
                });
    return enrolling
        .enrol(new Enrolling.Form("Ana", "Silva", "es", null, office.id(), "o.rivera", null), "o")
        .get();
  }
}
