package org.muster.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptTest {
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  @Test
  void givenAnObservationAfterItWasReceived_thenTheClockIsAhead() {
    assertThat(received(Duration.ofMinutes(-10)).clockIsAhead()).isFalse();
    assertThat(received(Duration.ofMinutes(-10).minusMillis(1)).clockIsAhead()).isTrue();
    assertThat(received(Duration.ofHours(5)).clockIsAhead()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT30M", "PT1H", "PT5H", "PT5H45M", "PT14H"})
  void givenAClockThatWasSetToLocalTime_thenAllButTheFirstTwoOfItsReportsGiveItAway(
      Duration behind) {
    List<Receipt> live = new ArrayList<>();
    for (int minute = 0; minute < 30; minute++) {
      Instant now = NOON.plusSeconds(60L * minute);
      live.add(new Receipt(now.minus(behind), now.plusSeconds(1 + minute % 7)));
    }
    assertThat(behind(live)).isEqualTo(28);
  }

  @ParameterizedTest
  @CsvSource({"60, 1", "60, 5", "300, 1", "30, 0", "60, 30"})
  void givenReportsThatWereStoredAndComeLate_thenTheClockIsNotBlamed(int every, int sendEvery) {
    List<Receipt> stored = new ArrayList<>();
    for (int n = 0; n < 2_000; n++) {
      Instant observedAt = NOON.plusSeconds((long) every * n);
      Instant receivedAt = NOON.plus(Duration.ofDays(2)).plusSeconds((long) sendEvery * n);
      stored.add(new Receipt(observedAt, receivedAt));
    }
    assertThat(behind(stored)).isZero();
  }

  @Test
  void givenReportsInTime_thenTheClockIsNotBlamed() {
    List<Receipt> live = new ArrayList<>();
    for (int minute = 0; minute < 600; minute++) {
      Instant now = NOON.plusSeconds(60L * minute);
      live.add(new Receipt(now, now.plusSeconds(minute % 50)));
    }
    assertThat(behind(live)).isZero();
  }

  @Test
  void givenWhatADeviceSaysInOneReport_thenTheClockIsNotBlamed() {
    Receipt first = new Receipt(NOON, NOON.plus(Duration.ofHours(1)));
    Receipt earlier = new Receipt(NOON.minusSeconds(45), NOON.plusSeconds(3_555));
    assertThat(first.clockIsBehind(first, first)).isFalse();
    Receipt soon = new Receipt(NOON.plusSeconds(44), NOON.plusSeconds(3_644));
    assertThat(soon.clockIsBehind(first, earlier)).isFalse();
    Receipt later = new Receipt(NOON.plusSeconds(45), NOON.plusSeconds(3_645));
    assertThat(later.clockIsBehind(first, earlier)).isTrue();
    assertThat(later.clockIsBehind(first, first)).isFalse();
  }

  @Test
  void givenADelayThatIsNoDifferenceOfTimeZones_thenTheClockIsNotBlamed() {
    for (int seconds : new int[] {28 * 60 - 1, 32 * 60 + 1, 58 * 60 - 1, 14 * 3600 + 121}) {
      assertThat(steady(seconds)).as("%d s", seconds).isFalse();
    }
    for (int seconds : new int[] {28 * 60, 32 * 60, 58 * 60, 14 * 3600 + 120}) {
      assertThat(steady(seconds)).as("%d s", seconds).isTrue();
    }
  }

  private static boolean steady(int delaySeconds) {
    Receipt earlier = new Receipt(NOON, NOON.plusSeconds(delaySeconds));
    Instant next = NOON.plusSeconds(60);
    Receipt before = new Receipt(next, next.plusSeconds(delaySeconds));
    Instant last = NOON.plusSeconds(120);
    return new Receipt(last, last.plusSeconds(delaySeconds)).clockIsBehind(before, earlier);
  }

  private static long behind(List<Receipt> receipts) {
    long count = 0;
    for (int i = 2; i < receipts.size(); i++) {
      count += receipts.get(i).clockIsBehind(receipts.get(i - 1), receipts.get(i - 2)) ? 1 : 0;
    }
    return count;
  }

  private static Receipt received(Duration after) {
    return new Receipt(NOON, NOON.plus(after));
  }
}
