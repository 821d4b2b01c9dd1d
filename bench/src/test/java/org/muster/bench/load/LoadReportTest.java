package org.muster.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LoadReportTest {
  private final Row bare = row(Measuring.BARE, Protocol.OSMAND, Measuring.CLOSED, 1_000, 1, 2);
  private final Row most = row(Measuring.OURS, Protocol.OSMAND, Measuring.CLOSED, 590, 2, 30);
  private final Row half = row(Measuring.OURS, Protocol.OSMAND, "295/s", 295, 2, 21);

  @Test
  void givenReportsOfTwoObservations_thenTheRatioIsOfReports() {
    Goal beside = Goal.of(List.of(bare, most)).getFirst();
    assertThat(beside.measured()).isEqualTo("59 %");
    assertThat(beside.kind()).isEqualTo(Goal.Verdict.MISSED);
    assertThat(most.acceptedPerSecond()).isEqualTo(1_180);
    Row enough = row(Measuring.OURS, Protocol.OSMAND, Measuring.CLOSED, 601, 2, 30);
    assertThat(Goal.of(List.of(bare, enough)).getFirst().kind()).isEqualTo(Goal.Verdict.REACHED);
  }

  @Test
  void givenNoBareServer_thenNothingIsSaidOfIt() {
    assertThat(Goal.of(List.of(most))).extracting(Goal::about).noneMatch(a -> a.contains("Netty"));
  }

  @Test
  void givenAnswersAtARate_thenTheirTimeIsHeldToTheGoal() {
    Goal slow = Goal.of(List.of(half)).getFirst();
    assertThat(slow.about()).contains("99 of 100", "295/s");
    assertThat(slow.kind()).isEqualTo(Goal.Verdict.MISSED);
  }

  @Test
  void givenARun_thenTableAndJsonSayTheSame() {
    Row seen = half.with(new EdgeCrossings.Measured(7, 1, 120, 450, 460, ""));
    List<Row> rows = List.of(bare, most, seen);
    LoadReport report =
        new LoadReport(
            Instant.parse("2026-03-01T12:00:00Z"),
            2,
            "25",
            0.5,
            2.5,
            64,
            1_000,
            100,
            true,
            rows,
            Goal.of(rows),
            Map.of("osmand 295/s", 1.5));
    JsonNode json = new JsonMapper().readTree(report.json());
    assertThat(json.get("startedAt").asString()).isEqualTo("2026-03-01T12:00:00Z");
    assertThat(json.get("rows")).hasSize(3);
    assertThat(json.get("rows").get(2).get("toWorklist").get("seen").asLong()).isEqualTo(7);
    assertThat(json.get("goals").get(0).get("measured").asString()).isEqualTo("59 %");
    assertThat(report.table())
        .contains("59 %", "p50 120 ms", "1 not within a minute", "all was judged 1.5 s later")
        .contains("5 of 503 Busy");
  }

  private static Row row(
      String server, Protocol protocol, String mode, int reports, int each, int milliseconds) {
    Tally tally = new Tally();
    for (int i = 0; i < reports; i++) {
      tally.countAnswer(milliseconds * 1_000_000L);
      tally.countAccepted(each);
    }
    tally.countRefused("503 Busy", 5);
    return Row.of(
        server,
        protocol.word(),
        mode,
        new Sender.Measured(tally, Duration.ofSeconds(1), 0.25),
        0.5);
  }
}
