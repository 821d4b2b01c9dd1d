package org.muster.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.domain.ReportSource;
import org.muster.domain.ReportSource.Link;

class SourceWatchTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final SourceWatch watch =
      new SourceWatch(
          () ->
              List.of(
                  source(Link.CONNECTED, "", List.of("3 messages are held, as bracelet-9.")),
                  source(
                      Link.STOPPED, "The broker at mqtts://broker.county:8883 is shut", List.of())),
          () -> NOW);

  @Test
  void givenWhoIsSignedIn_thenTheBrokerAndWhatIsHeldAreNamed() {
    assertThat(watch.listProblems().toString())
        .contains("broker.county", "mqtt-traccar: 3 messages are held, as bracelet-9.");
  }

  @Test
  void givenAMonitorThatAnybodyMayBe_thenNeitherIs() {
    assertThat(watch.listForMonitors())
        .containsExactly(
            "No reports come from mqtt-traccar. The page \"Sources of reports\" says why.");
  }

  private static ReportSource source(Link link, String problem, List<String> notes) {
    return new ReportSource(
        "mqtt-traccar", "positions", link, NOW, Optional.empty(), 0, 0, 0, problem, notes);
  }
}
