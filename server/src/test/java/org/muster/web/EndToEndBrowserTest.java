package org.muster.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.muster.domain.Device;
import org.muster.domain.Position;
import org.muster.domain.Technology;
import org.muster.figures.DailyRoll;
import org.muster.store.Devices;
import org.muster.store.Tokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A phone crosses a zone's edge; the finding stands on the worklist, is decided with a reason, and
 * the roll counts the person once. The phone speaks as Traccar Client and OwnTracks do.
 */
class EndToEndBrowserTest extends Browser {
  @Autowired private JdbcClient jdbc;
  @Autowired private Tokens tokens;
  @Autowired private Devices devices;
  @Autowired private DailyRoll roll;

  private final HttpClient phone = HttpClient.newHttpClient();

  @Test
  void aPhoneCrossesTheEdgeAndAnOfficerDecidesAndTheRollCountsThePersonOnce() throws Exception {
    Scene scene = new Scene(jdbc, Duration.ofMinutes(42));
    Scene.Somebody gina =
        scene.somebody(
            "Gina",
            "Park",
            scene.office("HOU", "Houston office", "America/Chicago"),
            "o.rivera",
            Technology.PHONE,
            1);
    Device device = devices.findByUniqueId(gina.device()).orElseThrow();
    String token = tokens.createForDevice(device.id(), "test").text();

    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    for (int minute = 40; minute > 20; minute -= 5) {
      traccarClient(token, gina.device(), now.minus(Duration.ofMinutes(minute)), Scene.place(20));
    }
    for (int minute = 20; minute > 8; minute -= 4) {
      traccarClient(
          token, gina.device(), now.minus(Duration.ofMinutes(minute)), Scene.place(2_000));
    }
    ownTracks(token, gina.device(), now.minus(Duration.ofMinutes(4)), Scene.place(2_050));
    ownTracks(token, gina.device(), now, Scene.place(2_100));

    Page page = signedIn("o.rivera", DESKTOP);
    // The list refreshes itself: nobody reloads the page.
    page.locator("a:has-text('Outside a zone to stay within')").first().click();
    assertThat(page.locator("h1").innerText()).startsWith("Outside “Home of Gina”");
    page.waitForSelector("#map[data-drawn=true]");
    check(page, "end-to-end-finding");

    page.locator("label[for=answer-Contacted]").click();
    page.locator("#cause").selectOption("true");
    page.locator("button:has-text('Record the decision')").click();
    assertThat(page.locator("#reason-problem").innerText()).startsWith("Write the reason");
    assertThat(page.locator("#answer-Contacted").isChecked()).isTrue();
    page.locator("#reason").fill("Called at once: on the way home from hospital.");
    page.locator("button:has-text('Record the decision')").click();
    assertThat(page.locator(".usa-alert[role=status]").innerText()).contains("Recorded");

    page.navigate(address() + "/");
    assertThat(page.locator("#worklist").innerText()).contains("1 decided", "= 0 open");
    check(page, "end-to-end-decided");

    roll.call();
    page.navigate(address() + "/roll");
    assertThat(page.locator("#count-IN_CONTACT").innerText()).isEqualTo("1");
    assertThat(page.locator("#roll-sum").innerText()).isEqualTo("1");
    page.locator("tr:has(#count-IN_CONTACT) a").click();
    page.waitForURL("**state=IN_CONTACT**");
    assertThat(page.locator("tbody a:has-text('Park, Gina')").count()).isEqualTo(1);
    check(page, "end-to-end-roll");
  }

  /** As Traccar Client (before 9) sends: a GET with everything in the query. */
  private void traccarClient(String token, String device, Instant at, Position place)
      throws IOException, InterruptedException {
    String query =
        String.format(
            Locale.ROOT,
            "id=%s&timestamp=%d&lat=%.7f&lon=%.7f&speed=0.0&bearing=0.0&altitude=12.0"
                + "&accuracy=15.0&batt=83.0",
            device,
            at.getEpochSecond(),
            place.latitude(),
            place.longitude());
    send(
        HttpRequest.newBuilder(URI.create(address() + "/intake/osmand/" + token + "?" + query))
            .GET());
  }

  /** As OwnTracks sends in HTTP mode: JSON, with user and password by Basic authentication. */
  private void ownTracks(String token, String device, Instant at, Position place)
      throws IOException, InterruptedException {
    String body =
        String.format(
            Locale.ROOT,
            """
            {"_type":"location","tid":"gp","topic":"owntracks/gina/%s","lat":%.7f,"lon":%.7f,\
            "tst":%d,"acc":14,"batt":82,"bs":1,"conn":"m","t":"u","m":1}""",
            device,
            place.latitude(),
            place.longitude(),
            at.getEpochSecond());
    String user =
        Base64.getEncoder().encodeToString((device + ":" + token).getBytes(StandardCharsets.UTF_8));
    send(
        HttpRequest.newBuilder(URI.create(address() + "/intake/owntracks"))
            .header("Authorization", "Basic " + user)
            .header("Content-Type", "application/json")
            .header("X-Limit-U", "gina")
            .header("X-Limit-D", device)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private void send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer = phone.send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }
}
