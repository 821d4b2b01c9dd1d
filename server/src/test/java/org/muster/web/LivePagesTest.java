package org.muster.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.muster.domain.Device;
import org.muster.domain.Position;
import org.muster.domain.Technology;
import org.muster.figures.DailyRoll;
import org.muster.store.Devices;
import org.muster.store.Tokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Open pages show what happens without being reloaded; only the stream tells them the count. */
class LivePagesTest extends Browser {
  @Autowired private JdbcClient jdbc;
  @Autowired private Tokens tokens;
  @Autowired private Devices devices;
  @Autowired private DailyRoll roll;
  @Autowired private LiveConnections connections;

  private final HttpClient phone = HttpClient.newHttpClient();

  @AfterAll
  void hangUp() {
    phone.close();
  }

  @Test
  void aCrossingShowsOnOpenPagesAndNothingIsReplacedUnderWhoReadsOrTypes() throws Exception {
    Scene scene = new Scene(jdbc, Duration.ofMinutes(42));
    Scene.Somebody gina =
        scene.somebody(
            "Gina",
            "Live",
            scene.office("LIV", "Live office", "America/Chicago"),
            "o.rivera",
            Technology.PHONE,
            1);
    Device device = devices.findByUniqueId(gina.device()).orElseThrow();
    String token = tokens.createForDevice(device.id(), "test").text();
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    send(token, gina.device(), now.minusSeconds(1_500), Scene.place(20));

    Page list = signedIn("o.rivera", DESKTOP);
    assertThat(list.locator("#worklist").innerText()).contains("Nothing is open here");
    Page person = list.context().newPage();
    person.setDefaultTimeout(60_000);
    visit(person, "/participants/" + gina.enrolment());
    person.evaluate("window.kept = document.getElementById('map').firstElementChild");
    list.waitForCondition(() -> connections.count() == 2);

    send(token, gina.device(), now.minusSeconds(1_200), Scene.place(2_000));
    send(token, gina.device(), now.minusSeconds(900), Scene.place(2_000));
    send(token, gina.device(), now.minusSeconds(600), Scene.place(2_000));
    list.waitForSelector("a:has-text('Outside a zone to stay within')");
    list.waitForSelector("#live-status:has-text('1 change since')");
    assertThat(list.locator("#live-status").getAttribute("aria-live")).isEqualTo("polite");
    person.waitForSelector("#live-findings a:has-text('Outside a zone to stay within')");
    assertThat(person.evaluate("window.kept === document.getElementById('map').firstElementChild"))
        .isEqualTo(true);
    check(list, "live-worklist");
    check(person, "live-person");

    Page finding = list.context().newPage();
    finding.setDefaultTimeout(60_000);
    finding.navigate(
        address() + list.locator("a:has-text('Outside a zone')").first().getAttribute("href"));
    finding.locator("#reason").fill("I am about to");
    finding.locator("#history").evaluate("e => getSelection().selectAllChildren(e)");
    finding.waitForCondition(() -> connections.count() == 3);
    // Back inside: the finding ends while somebody reads its history and has typed a reason.
    finding.locator("#reason").focus();
    finding.locator("#history").evaluate("e => getSelection().selectAllChildren(e)");
    send(token, gina.device(), now, Scene.place(20));
    finding.waitForSelector("#live-status:has-text('not shown while you read here')");
    assertThat(finding.locator("#live-history ol > li").count()).isEqualTo(1);
    assertThat(finding.locator("#reason").inputValue()).isEqualTo("I am about to");
    check(finding, "live-finding-held");
    finding.locator("#live-show").click();
    finding.waitForSelector("#live-history ol > li:nth-child(2)");
    assertThat(finding.locator("#reason").inputValue()).isEqualTo("I am about to");

    Page rollPage = list.context().newPage();
    rollPage.setDefaultTimeout(60_000);
    visit(rollPage, "/roll?office=LIV");
    rollPage.waitForCondition(() -> connections.count() == 4);
    roll.call();
    rollPage.waitForSelector("#count-IN_CONTACT:has-text('1')");

    list.locator("button:has-text('Sign out')").click();
    list.waitForURL("**/sign-in**");
    // Nobody is told anything any more, though three pages are still open.
    list.waitForCondition(() -> connections.count() == 0);
    list.context().close();
    forget();
  }

  private void send(String token, String device, Instant at, Position place) throws Exception {
    String query =
        String.format(
            Locale.ROOT,
            "id=%s&timestamp=%d&lat=%.7f&lon=%.7f&accuracy=15.0",
            device,
            at.getEpochSecond(),
            place.latitude(),
            place.longitude());
    HttpResponse<String> answer =
        phone.send(
            HttpRequest.newBuilder(URI.create(address() + "/intake/osmand/" + token + "?" + query))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }
}
