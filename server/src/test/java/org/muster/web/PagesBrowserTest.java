package org.muster.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.figures.DailyRoll;
import org.muster.judging.Judging;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class PagesBrowserTest extends Browser {
  @Autowired private JdbcClient jdbc;
  @Autowired private Judging judging;
  @Autowired private DailyRoll roll;

  @BeforeAll
  void play() {
    Scene.play(jdbc);
    judging.judgeAllDue();
    roll.call();
  }

  @ParameterizedTest
  @ValueSource(ints = {DESKTOP, PHONE})
  void everyPageCanBeReadByEverybodyAtThisWidth(int width) {
    Page page = signedIn("o.rivera", width);
    check(page, "worklist");
    Map<String, String> pages =
        Map.of(
            "person", "/participants/" + id("Díaz"),
            "person-14", "/participants/" + id("Cole") + "?days=14",
            "person-none", "/participants/" + id("Ode"),
            "roll", "/roll",
            "roll-lost", "/roll?state=LOST",
            "roll-all", "/roll?state=ALL",
            "roll-none", "/roll?day=2020-01-01",
            "policy", "/policy");
    pages.forEach(
        (name, path) -> {
          visit(page, path);
          check(page, name);
        });
    visit(page, "/participants/" + id("Díaz"));
    String why = page.locator("a[href*='/why']").first().getAttribute("href");
    for (String language : List.of("es", "en")) {
      visit(page, why + "&lang=" + language);
      check(page, "why-" + language);
    }
    for (String kind : List.of("OutsideZone", "InsideZone", "ContactOverdue", "DeviceOpened")) {
      visit(page, "/findings/" + finding(kind));
      check(page, "finding-" + kind);
    }
    page.locator("button:has-text('Record the decision')").click();
    assertThat(page.locator("#reason-problem").innerText()).startsWith("Write the reason");
    check(page, "finding-problems");
    page.context().close();
  }

  private long id(String familyName) {
    return jdbc.sql(
            "select enrolment_id from enrolment join participant using (participant_id)"
                + " where family_name = ?")
        .param(familyName)
        .query(Long.class)
        .single();
  }

  private String finding(String kind) {
    return jdbc.sql("select finding_id from finding_now where kind = ? order by starts_at limit 1")
        .param(kind)
        .query(String.class)
        .single();
  }
}
