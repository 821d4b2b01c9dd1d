package org.muster.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.muster.casework.Enrolling;
import org.muster.domain.Technology;
import org.muster.judging.Judging;
import org.muster.store.JudgingDue;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Forms ask before they take what is rarely meant, and lead on to what is left to do. */
class SafeguardPagesTest extends Browser {
  @Autowired private JdbcClient jdbc;
  @Autowired private Judging judging;
  @Autowired private Enrolling enrolling;

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private Scene.Somebody silent;
  private Scene.Somebody away;

  @BeforeAll
  void play() {
    Scene scene = new Scene(jdbc, Duration.ofDays(6));
    var office = scene.office("SAFE", "Safeguards office", "America/Chicago");
    silent = scene.somebody("Kim", "Silent", office, "o.rivera", Technology.PHONE, 1);
    scene.walk(silent, now.minus(Duration.ofDays(6)), now.minus(Duration.ofHours(70)), 20);
    away = scene.somebody("Lee", "Away", office, "o.rivera", Technology.ANKLE, 1);
    scene.walk(away, now.minus(Duration.ofDays(6)), now.minus(Duration.ofHours(30)), 20);
    scene.walk(away, now.minus(Duration.ofHours(30)), now.minus(Duration.ofHours(20)), 1_400);
    scene.walk(away, now.minus(Duration.ofHours(20)), now, 20);
    for (Scene.Somebody one : java.util.List.of(silent, away)) {
      new JudgingDue(jdbc).mark(one.enrolment(), now.minus(Duration.ofDays(6)));
    }
    judging.judgeAllDue();
  }

  @Test
  void abscondedIsRecordedOnlyAfterItIsConfirmed() {
    Page page = signedIn("o.rivera", DESKTOP);
    visit(page, "/findings/" + finding(silent, "ContactOverdue"));
    decide(page, "Absconded", "true", "Nobody at the address; employer does not know.");
    assertThat(page.locator("#confirm").innerText()).contains("Do you mean it?", "The roll counts");
    assertThat(decisions(silent)).isZero();
    check(page, "absconded-confirm");
    page.locator("label[for='confirmed']").click();
    page.locator("button:has-text('Record the decision')").click();
    assertThat(page.locator("main").innerText()).contains("Recorded: Held to have absconded");
    assertThat(decisions(silent)).isEqualTo(1);
    page.context().close();
  }

  @Test
  void excusedLeadsToTheExcusalFilledIn() {
    Page page = signedIn("o.rivera", PHONE);
    visit(page, "/findings/" + finding(away, "OutsideZone"));
    decide(page, "Excused", "signal", "Hospital letter seen.");
    assertThat(page.locator("#cause-problem").innerText()).contains("Approved absence");
    decide(page, "Excused", "approved-absence", "Hospital letter seen.");
    check(page, "excused");
    page.locator("#excuse a").click();
    assertThat(page.locator("#condition").inputValue()).isNotEmpty();
    page.locator("#reason").fill("Hospital letter seen.");
    page.locator("button:has-text('Record the excusal')").click();
    page.waitForURL("**/casework?recorded=excusal");
    judging.judgeAllDue();
    visit(page, "/?of=SAFE");
    assertThat(page.locator("main").innerText()).doesNotContain("Outside a zone");
    page.context().close();
  }

  @Test
  void anEndedStayOffersNothingThatChangesIt() {
    Scene scene = new Scene(jdbc, Duration.ofDays(2));
    var office = scene.office("SAFE2", "Ended office", "America/Chicago");
    var ended = scene.enrolment("Max", "Ended", office, "o.rivera");
    enrolling.end(ended, new Enrolling.EndForm("Case decided", "home", null), "o.rivera").get();
    Page page = signedIn("o.rivera", DESKTOP);
    visit(page, "/participants/" + ended);
    assertThat(
            page.locator("main a[href$='/order'], main a[href$='/device'], main a[href$='/end']"))
        .satisfies(links -> assertThat(links.count()).isZero());
    page.context().close();
  }

  @Test
  void theLanguageIsChosenAndAZoneFarAwayIsConfirmed() {
    Page page = signedIn("o.rivera", DESKTOP);
    visit(page, "/participants/enrol");
    assertThat(page.locator("#language").inputValue()).isEmpty();

    visit(page, "/zones/new");
    page.locator("#name").fill("Swapped");
    page.locator("#sourceDocument").fill("Order 12");
    page.locator("#latitude").fill("-29.76");
    page.locator("#longitude").fill("95.37");
    page.locator("#radiusMetres").fill("12");
    page.locator("button:has-text('Record the zone')").click();
    assertThat(page.locator("#confirmed-error").innerText())
        .contains("12 m", "km from the nearest other zone");
    check(page, "zone-confirm");
    // The browser says on its console that the form was not taken.
    forget();
    page.locator("label[for='confirmed']").click();
    page.locator("button:has-text('Record the zone')").click();
    page.waitForURL("**/zones/*?recorded=zone");
    page.context().close();
  }

  private void decide(Page page, String answer, String cause, String reason) {
    page.locator("label[for='answer-" + answer + "']").click();
    page.locator("#cause").selectOption(cause);
    page.locator("#reason").fill(reason);
    page.locator("button:has-text('Record the decision')").click();
  }

  private String finding(Scene.Somebody who, String kind) {
    // Judged while the scene was set, there may be one more that was taken back since.
    return jdbc.sql(
            """
            select finding_id from finding_now
            where kind = ? and enrolment_id = ? and change <> 'withdrawn'
            """)
        .params(kind, who.enrolment().value())
        .query((row, n) -> row.getString(1))
        .single();
  }

  private long decisions(Scene.Somebody who) {
    return jdbc.sql(
            """
            select count(*) from decision d
            where exists (select 1 from finding f
                          where f.finding_id = d.finding_id and f.enrolment_id = ?)
            """)
        .param(who.enrolment().value())
        .query(Long.class)
        .single();
  }
}
