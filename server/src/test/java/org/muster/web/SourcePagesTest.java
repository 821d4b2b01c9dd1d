package org.muster.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.domain.ReportSource;
import org.muster.domain.ReportSource.Link;
import org.muster.watch.ReportSources;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** How it stands with the brokers is seen by those who can do something about it. */
@Import(SourcePagesTest.AsIf.class)
class SourcePagesTest extends Browser {
  private static final String REVOKED =
      "The token of MUSTER_KAFKA_TOKEN is not known or was revoked: nothing more is fetched.";

  @Autowired private Made made;

  static final class Made implements ReportSources {
    private volatile List<ReportSource> sources = List.of();

    @Override
    public List<ReportSource> list() {
      return sources;
    }
  }

  static class AsIf {
    @Bean
    @Primary
    Made made() {
      return new Made();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {DESKTOP, PHONE})
  void eachSourceSaysHowItStandsAndTheStoppedOneIsToldOnEveryPage(int width) {
    made.sources = List.of();
    Page page = signedIn("supervisor", width);
    visit(page, "/refusals");
    page.locator("main a[href='/sources']").click();
    assertThat(page.locator("main").innerText()).contains("None is set", "MUSTER_MQTT_ADDRESS");
    check(page, "sources-none");

    Instant now = Instant.now();
    made.sources =
        List.of(
            source("mqtt-owntracks", Link.CONNECTED, now, Optional.of(now), 1_240, ""),
            source("mqtt-traccar", Link.AWAY, now, Optional.empty(), 0, "It does not answer."),
            source("kafka-traccar", Link.STOPPED, now, Optional.of(now), 3, REVOKED));
    visit(page, "/sources");
    assertThat(page.locator("main tbody tr").allInnerTexts().toString())
        .contains("1,240", "Connected", "Not reached; tried again", "none since the start")
        .contains("Stopped", "positions at broker:9092");
    assertThat(page.locator("main").innerText()).contains(REVOKED, "It does not answer.");
    check(page, "sources");

    assertThat(page.locator("main").innerText()).contains("2 messages are held");
    visit(page, "/policy");
    assertThat(page.locator("body").innerText())
        .contains("No reports come from kafka-traccar. " + REVOKED)
        // It may be started anew, and is reached again soon.
        .doesNotContain("No reports come from mqtt-traccar");
    made.sources =
        List.of(
            source(
                "mqtt-traccar",
                Link.AWAY,
                now.minus(Duration.ofMinutes(4)),
                Optional.empty(),
                0,
                "It does not answer."));
    visit(page, "/policy");
    assertThat(page.locator("body").innerText())
        .contains("No reports come from mqtt-traccar. It does not answer.");
    assertThat(page.request().get(address() + "/healthz").text())
        .contains("No reports come from mqtt-traccar.");
    page.context().close();
  }

  @Test
  void anOfficerDoesNotReachThePage() {
    Page page = signedIn("o.rivera", DESKTOP);
    assertThat(page.request().get(address() + "/sources").status()).isEqualTo(403);
    page.context().close();
  }

  private static ReportSource source(
      String name,
      Link link,
      Instant since,
      Optional<Instant> lastMessageAt,
      long waiting,
      String problem) {
    return new ReportSource(
        name,
        "positions at broker:9092",
        link,
        since,
        lastMessageAt,
        waiting,
        17,
        2,
        problem,
        waiting == 1_240 ? List.of("2 messages are held of devices, as bracelet-9.") : List.of());
  }
}
