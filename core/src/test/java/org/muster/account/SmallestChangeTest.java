package org.muster.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SmallestChangeTest {
  private static final Instant START = Instant.parse("2026-03-10T07:00:00Z");

  @Test
  void givenFixesThatOverlap_thenTheFewestThatLeaveAGapAreNamed() {
    // Each carries half an hour: a lone one at minute 60 bridges to minute 85, and so does the
    // first from the start.
    assertThat(fewest(90, 0, 10, 20, 30, 40, 60, 85)).contains(run(60, 60, 1));
    assertThat(fewest(60, 0, 10, 20, 30)).contains(run(30, 30, 1));
    assertThat(fewest(40, 0, 5, 10, 15, 20, 25)).contains(run(0, 0, 1));
    assertThat(fewest(35, 0, 10, 10, 10, 15, 20)).contains(run(0, 0, 1));
  }

  @Test
  void givenNoneAloneLeavesAGap_thenSeveralAreNamed() {
    assertThat(fewest(31, -5, -4, -3, 10, 20)).contains(run(10, 20, 2));
    assertThat(fewest(20, -5, -4, -3)).contains(run(-5, -3, 3));
  }

  @Test
  void givenNothingCarriesIt_thenNothingIsNamed() {
    assertThat(fewest(20)).isEmpty();
  }

  private static Carriers.Run run(int first, int last, int count) {
    return new Carriers.Run(minute(first), minute(last), count);
  }

  private static Optional<Carriers.Run> fewest(int end, int... minutes) {
    Carriers.Gathering gathering = new Carriers.Gathering();
    for (int each : minutes) {
      gathering.add(minute(each), minute(each + 30));
    }
    return gathering.of(START, minute(end)).fewest();
  }

  private static Instant minute(int minute) {
    return START.plus(Duration.ofMinutes(minute));
  }
}
