package org.muster.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.muster.bench.load.Casework.Supervised;
import org.muster.bench.load.Ledger.Fix;

class LedgerTest {
  private static final Instant FROM = Instant.parse("2026-03-01T12:00:00Z");

  private final Ledger ledger =
      new Ledger(
          IntStream.range(0, 3)
              .mapToObj(
                  n ->
                      new Supervised(
                          n + 1, new Tracker("d-" + n, "t", "g", 385_000_000, -1_215_000_000)))
              .toList(),
          FROM);

  @Test
  void givenManyFixes_thenNoTwoAreTheSameAndNoneIsOfWhoLeaves() {
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < 5_000; i++) {
      Fix fix = ledger.next();
      assertThat(keys.add(fix.key())).isTrue();
      assertThat(fix.who()).isNotEqualTo(ledger.whoLeaves());
    }
    assertThat(ledger.all()).hasSize(5_000);
    assertThat(ledger.unacknowledged()).hasSize(5_000);
  }

  @Test
  void givenACrossing_thenItIsOneFindingFromTheFirstFixOutsideToTheFirstInside() {
    List<Fix> fixes = ledger.nextCrossing();
    ledger.nextCrossing();
    assertThat(fixes).extracting(Fix::at).isSorted();
    assertThat(ledger.expectedFindings())
        .containsExactly(
            fixes.get(1).at() + " to " + fixes.get(4).at(),
            "2026-03-01T12:18:00Z to 2026-03-01T12:27:00Z");
    double metres = (fixes.get(1).latitudeE7() - 385_000_000) / 1e7 * 111_000;
    assertThat(metres).isGreaterThan(Casework.ZONE_RADIUS_METRES + 100);
  }

  @Test
  void givenSomeAcknowledged_thenOnlyTheOthersAreLeft() {
    Fix first = ledger.next();
    Fix second = ledger.next();
    ledger.acknowledge(List.of(first));
    assertThat(ledger.acknowledged()).containsExactly(first.key());
    assertThat(ledger.unacknowledged()).containsExactly(second);
    assertThat(ledger.someAcknowledged(5)).containsExactly(first);
  }

  @Test
  void givenAFix_thenItsLineSaysItToTheLastDigit() {
    Fix fix = new Fix(ledger.whoLeaves(), 5, -1_215_000_001, FROM);
    assertThat(fix.line())
        .contains("\"latitude\":0.0000005,")
        .contains("\"longitude\":-121.5000001,")
        .contains("\"observedAt\":\"2026-03-01T12:00:00Z\"")
        .endsWith("}\n");
  }
}
