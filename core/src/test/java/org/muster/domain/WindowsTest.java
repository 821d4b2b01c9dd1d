package org.muster.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WindowsTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  @Test
  void givenAWindowOverMidnight_thenItEndsOnTheNextDay() {
    assertThat(windows(daily("21:00", "06:00"), "2026-06-01T12:00:00Z", "2026-06-02T12:00:00Z"))
        .containsExactly("2026-06-02T01:00:00Z/2026-06-02T10:00:00Z");
  }

  @Test
  void givenMoreHoursThanExceptionsMayHave_thenTheScheduleIsRefused() {
    assertThatThrownBy(() -> withExceptions(1, 25)).hasMessageContaining("at most 24 times");
    assertThatThrownBy(() -> withExceptions(101, 10)).hasMessageContaining("at most 1,000 times");
    assertThat(withExceptions(100, 10).exceptions()).hasSize(100);
  }

  private static Schedule.Weekly withExceptions(int days, int hoursEach) {
    SortedMap<LocalDate, List<Schedule.Hours>> exceptions = new TreeMap<>();
    for (int day = 0; day < days; day++) {
      exceptions.put(
          LocalDate.of(2026, 1, 1).plusDays(day),
          IntStream.range(0, hoursEach)
              .mapToObj(
                  i -> new Schedule.Hours(LocalTime.of(i / 2, i % 2 * 30), LocalTime.of(23, 45)))
              .toList());
    }
    return new Schedule.Weekly(NEW_YORK, List.of(), exceptions);
  }

  @Test
  void givenTheStretchBeginsInAWindow_thenItIsCutThere() {
    assertThat(windows(daily("21:00", "06:00"), "2026-06-01T05:00:00Z", "2026-06-01T12:00:00Z"))
        .containsExactly("2026-06-01T05:00:00Z/2026-06-01T10:00:00Z");
  }

  @Test
  void givenTheNightOfTheSpringChange_thenItIsAnHourShorter() {
    assertThat(windows(daily("21:00", "06:00"), "2026-03-08T00:00:00Z", "2026-03-08T20:00:00Z"))
        .containsExactly("2026-03-08T02:00:00Z/2026-03-08T10:00:00Z");
  }

  @Test
  void givenTheNightOfTheAutumnChange_thenItIsAnHourLonger() {
    assertThat(windows(daily("21:00", "06:00"), "2026-11-01T00:00:00Z", "2026-11-01T20:00:00Z"))
        .containsExactly("2026-11-01T01:00:00Z/2026-11-01T11:00:00Z");
  }

  @Test
  void givenAStartInTheSpringGap_thenItMovesOnByTheGap() {
    assertThat(windows(daily("02:30", "05:00"), "2026-03-08T04:00:00Z", "2026-03-08T20:00:00Z"))
        .containsExactly("2026-03-08T07:30:00Z/2026-03-08T09:00:00Z");
  }

  @Test
  void givenAWindowThatLiesInTheSpringGap_thenItsMovedStartAndEndKeepItsLength() {
    assertThat(windows(daily("02:10", "02:40"), "2026-03-08T04:00:00Z", "2026-03-08T20:00:00Z"))
        .containsExactly("2026-03-08T07:10:00Z/2026-03-08T07:40:00Z");
  }

  @Test
  void givenTheDoubledHour_thenAStartIsItsFirstAndAnEndItsSecond() {
    assertThat(windows(daily("01:15", "01:45"), "2026-11-01T04:00:00Z", "2026-11-01T20:00:00Z"))
        .containsExactly("2026-11-01T05:15:00Z/2026-11-01T06:45:00Z");
  }

  @Test
  void givenADatedException_thenItReplacesWhatStartsOnThatDate() {
    TreeMap<LocalDate, List<Schedule.Hours>> exceptions = new TreeMap<>();
    exceptions.put(LocalDate.of(2026, 6, 2), List.of());
    exceptions.put(LocalDate.of(2026, 6, 3), List.of(hours("22:00", "23:00")));
    Schedule schedule = new Schedule.Weekly(NEW_YORK, entries("21:00", "06:00"), exceptions);
    assertThat(windows(schedule, "2026-06-02T00:00:00Z", "2026-06-04T20:00:00Z"))
        .containsExactly(
            "2026-06-02T01:00:00Z/2026-06-02T10:00:00Z",
            "2026-06-04T02:00:00Z/2026-06-04T03:00:00Z");
  }

  @Test
  void givenWholeDays_thenTheyAreOneWindow() {
    assertThat(windows(daily("00:00", "00:00"), "2026-06-01T00:00:00Z", "2026-06-05T00:00:00Z"))
        .containsExactly("2026-06-01T00:00:00Z/2026-06-05T00:00:00Z");
  }

  private static Schedule daily(String from, String to) {
    return new Schedule.Weekly(NEW_YORK, entries(from, to), new TreeMap<>());
  }

  private static List<Schedule.Entry> entries(String from, String to) {
    List<Schedule.Entry> entries = new ArrayList<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      entries.add(new Schedule.Entry(day, hours(from, to)));
    }
    return entries;
  }

  private static Schedule.Hours hours(String from, String to) {
    return new Schedule.Hours(LocalTime.parse(from), LocalTime.parse(to));
  }

  private static List<String> windows(Schedule schedule, String from, String to) {
    Interval stretch = new Interval(Instant.parse(from), Instant.parse(to));
    return Windows.of(schedule, stretch).stream()
        .map(window -> window.startsAt() + "/" + window.endsAt())
        .toList();
  }

  @Test
  void givenFreeMovement_thenItBindsAtAllOtherTimes() {
    Schedule free = new Schedule.FreeMovement((Schedule.Weekly) daily("08:00", "17:00"));
    assertThat(windows(free, "2026-06-01T00:00:00Z", "2026-06-02T12:30:00Z"))
        .containsExactly(
            "2026-06-01T00:00:00Z/2026-06-01T12:00:00Z",
            "2026-06-01T21:00:00Z/2026-06-02T12:00:00Z");
    assertThat(windows(free, "2026-06-01T12:00:00Z", "2026-06-01T21:00:00Z")).isEmpty();
  }

  @Test
  void givenADateWithoutFreeMovement_thenItBindsAllThatDay() {
    TreeMap<LocalDate, List<Schedule.Hours>> exceptions = new TreeMap<>();
    exceptions.put(LocalDate.of(2026, 6, 1), List.of());
    exceptions.put(LocalDate.of(2026, 6, 2), List.of(hours("10:00", "11:00")));
    Schedule free =
        new Schedule.FreeMovement(
            new Schedule.Weekly(NEW_YORK, entries("08:00", "17:00"), exceptions));
    assertThat(windows(free, "2026-06-01T04:00:00Z", "2026-06-03T04:00:00Z"))
        .containsExactly(
            "2026-06-01T04:00:00Z/2026-06-02T14:00:00Z",
            "2026-06-02T15:00:00Z/2026-06-03T04:00:00Z");
  }

  @Test
  void givenAnHourThatComesTwice_thenFreeMovementHasBoth() {
    Schedule free = new Schedule.FreeMovement((Schedule.Weekly) daily("00:30", "01:30"));
    assertThat(windows(free, "2026-11-01T04:00:00Z", "2026-11-01T12:00:00Z"))
        .containsExactly(
            "2026-11-01T04:00:00Z/2026-11-01T04:30:00Z",
            "2026-11-01T06:30:00Z/2026-11-01T12:00:00Z");
  }

  @Test
  void givenWindowsOneByOne_thenThoseThatTouchStayApartAndAnOverlapIsCut() {
    List<Schedule.Entry> entries =
        List.of(
            monday("08:00", "12:00"),
            monday("10:00", "11:00"),
            monday("12:00", "13:00"),
            monday("12:30", "14:00"));
    Schedule.Weekly weekly = new Schedule.Weekly(ZoneId.of("UTC"), entries, new TreeMap<>());
    Interval day =
        new Interval(Instant.parse("2026-06-01T00:00:00Z"), Instant.parse("2026-06-02T00:00:00Z"));
    Interval late =
        new Interval(Instant.parse("2026-06-01T12:45:00Z"), Instant.parse("2026-06-01T13:30:00Z"));
    assertThat(Windows.each(weekly, day).stream().map(w -> w.startsAt() + "/" + w.endsAt()))
        .containsExactly(
            "2026-06-01T08:00:00Z/2026-06-01T12:00:00Z",
            "2026-06-01T12:00:00Z/2026-06-01T13:00:00Z",
            "2026-06-01T13:00:00Z/2026-06-01T14:00:00Z");
    assertThat(Windows.each(weekly, late)).isEqualTo(Windows.each(weekly, day).subList(1, 3));
  }

  private static Schedule.Entry monday(String from, String to) {
    return new Schedule.Entry(
        DayOfWeek.MONDAY, new Schedule.Hours(LocalTime.parse(from), LocalTime.parse(to)));
  }
}
