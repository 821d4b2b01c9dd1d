package org.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.domain.Attendance;
import org.muster.domain.Channel;
import org.muster.domain.Condition;
import org.muster.domain.Interval;
import org.muster.domain.Occasion;
import org.muster.domain.Recorded;

/**
 * The bounds of a hearing: the margin of presence, the time for the record, the end of the order.
 */
class Feature14AttendBoundsTest {
  private static final Recorded FAILED = new Recorded.Attended(Day.CONDITION, Attendance.FAILED);

  private static Day hearing(String lines) {
    return Day.of(lines)
        .asks(
            new Condition.Attend(
                Occasion.HEARING,
                new Interval(Day.at("09:00"), Day.at("10:00")),
                Optional.of(Day.zone(Day.HOME_AREA))))
        .since("06:00")
        .until("15:00");
  }

  @Test
  void givenAFixAtTheVeryStartOfTheMargin_thenItContradictsAndAMillisecondBeforeItDoesNot() {
    Day there = hearing("08:30 home\n").recorded(FAILED);
    assertThat(there.timeline())
        .isEqualTo("06:00 NotBinding\n09:00 Unknown Contradicted\n10:00 NotBinding\n");
    assertThat(Said.of(there))
        .isEqualTo(
            """
            AttendanceUnverified Unknown Contradicted 09:00-10:00 known 09:00
              fix 08:30 inside 100m of 10m believed
              of 1, window 09:00-10:00
              or RecordedOtherwise
              or ExcusalRecorded
            """);
    assertThat(Said.of(hearing("08:29:59.999 home\n").recorded(FAILED)))
        .isEqualTo(
            """
            NotAttended NotMet 09:00-10:00 known 10:30
              of 0, window 09:00-10:00
              or RecordedOtherwise
              or ExcusalRecorded
            """);
  }

  @Test
  void givenAFixAtTheVeryEndOfTheMargin_thenItSaysNothing() {
    assertThat(hearing("10:30 home\n").recorded(FAILED).timeline()).contains("09:00 NotMet");
    Day within = hearing("10:29:59.999 home\n").recorded(FAILED);
    assertThat(within.timeline()).contains("09:00 Unknown Contradicted");
    assertThat(Said.of(within)).contains("known 10:29:59");
    assertThat(Said.of(hearing("10:30 home\n"))).contains("  of 0,");
    assertThat(Said.of(hearing("10:29:59.999 home\n"))).contains("  of 1,");
  }

  @Test
  void givenFixesInAndOutOfThePlace_thenTheFirstInsideAndTheLastOutsideAreListedInOrder() {
    Day day =
        hearing(
                """
                08:40 out 300m
                08:50 out 400m
                09:10 home
                09:20 in 50m
                09:30 home mock
                """)
            .recorded(FAILED);
    assertThat(Said.of(day))
        .isEqualTo(
            """
            AttendanceUnverified Unknown Contradicted 09:00-10:00 known 09:10
              fix 08:50 outside 400m of 10m believed
              fix 09:10 inside 100m of 10m believed
              of 2, window 09:00-10:00
              or RecordedOtherwise
              or ExcusalRecorded
            """);
    assertThat(Said.of(hearing("09:10 home\n09:20 out 300m\n09:30 out 5m\n")))
        .isEqualTo(
            """
            AttendanceUnverified Unknown NoRecord 09:00-10:00 known 14:00
              fix 09:10 inside 100m of 10m believed
              fix 09:20 outside 300m of 10m believed
              of 2, window 09:00-10:00
              or RecordedOtherwise
              or ExcusalRecorded
            """);
  }

  @Test
  void givenAFixWhileItsTimeGoesOn_thenItIsKnownFromThatFix() {
    Day day = hearing("09:40 home\n").recorded(FAILED);
    assertThat(hearing("").recorded(FAILED).until("09:41").timeline())
        .endsWith("09:00 Unknown Awaited\n");
    assertThat(day.until("09:41").timeline()).endsWith("09:00 Unknown Contradicted\n");
    assertThat(day.findings()).isEqualTo("AttendanceUnverified 09:00- known 09:40\n");
    assertThat(day.until("15:00").findings())
        .isEqualTo("AttendanceUnverified 09:00-10:00 known 09:40\n");
  }

  @Test
  void givenTheOrderEndsWithinTheMargin_thenTheRecordStandsFromThere() {
    Day day = hearing("").recorded(FAILED).inForce("00:00", "10:10");
    assertThat(day.findings()).isEqualTo("NotAttended 09:00-10:00 known 10:10\n");
    assertThat(Said.of(day)).contains("or RecordedOtherwise\n  or ExcusalRecorded\n");
    Day inIt = hearing("").recorded(FAILED).inForce("00:00", "09:37");
    assertThat(inIt.timeline()).isEqualTo("06:00 NotBinding\n09:00 NotMet\n09:37 NotBinding\n");
    assertThat(Said.of(inIt)).startsWith("NotAttended NotMet 09:00-09:37 known 09:37\n");
  }

  @Test
  void givenNoRecord_thenItIsAskedForAtTheVeryEndOfItsTimeAndOnce() {
    assertThat(hearing("").until("13:59:59.999").findings()).isEmpty();
    assertThat(Said.of(hearing("").until("14:00")))
        .isEqualTo(
            """
            AttendanceUnverified Unknown NoRecord 09:00-10:00 known 14:00
              of 0, window 09:00-10:00
              or RecordedOtherwise
              or ExcusalRecorded
            """);
    assertThat(Said.of(hearing(""))).isEqualTo(Said.of(hearing("").until("14:00")));
    Day atOnce = hearing("").plan(PlanWith.of("recordWithin", Duration.ZERO));
    assertThat(atOnce.findings()).isEqualTo("AttendanceUnverified 09:00-10:00 known 10:00\n");
  }

  @Test
  void givenAnExcusalInItsTime_thenTheRecordIsOnlyMissedAfterIt() {
    Day after = hearing("").excused("09:10", "09:20");
    assertThat(after.timeline())
        .isEqualTo(
            """
            06:00 NotBinding
            09:00 Unknown NoRecord
            09:10 Excused
            09:20 Unknown NoRecord
            10:00 NotBinding
            """);
    assertThat(Said.of(after)).contains("09:20-10:00 known 14:00\n");
    assertThat(Said.of(hearing("").excused("12:00", "12:10"))).isEmpty();
  }

  @Test
  void givenPolicyShortensTheTimeForTheRecordMeanwhile_thenItIsAskedAtOnceAndOnlyOnce() {
    Day before = hearing("");
    Day after = hearing("").plan(PlanWith.of("recordWithin", Duration.ofMinutes(10)));
    FoldState opening = FoldState.opening(Day.at("06:00"));
    Folded first = Engine.fold(before.supervision(), opening, Day.at("12:00"), List.of());
    Instant end = Day.at("13:00");
    Folded second = Engine.fold(after.supervision(), first.closing(), end, List.of());
    assertThat(second.settledFindings()).hasSize(1);
    assertThat(second.settledFindings().getFirst().knownAt()).isEqualTo(Day.at("10:10"));
    assertThat(second.settled().get(Day.CONDITION))
        .allSatisfy(span -> assertThat(span.startsAt()).isEqualTo(Day.at("12:00")));
  }

  @Test
  void givenACheckInRecordedForIt_thenThatIsNoOutcome() {
    Day day =
        hearing("")
            .recorded(new Recorded.CheckedIn(Day.CONDITION, Day.at("09:30"), Channel.OFFICE))
            .recorded(new Recorded.Attended(Day.CONDITION, Attendance.ATTENDED));
    assertThat(day.timeline()).contains("09:00 Met\n");
  }

  @Test
  void givenAllIsDecided_thenAllOfItIsSettledAndOtherwiseNothingOfIt() {
    Day day = hearing("09:40 home\n").recorded(FAILED);
    assertThat(settledUpTo(day, "12:00")).isEqualTo(Day.at("12:00"));
    assertThat(settledUpTo(day, "09:41")).isEqualTo(Day.at("09:41"));
    assertThat(settledUpTo(hearing("").recorded(FAILED), "09:40")).isEqualTo(Day.at("09:00"));
  }

  private static Instant settledUpTo(Day day, String end) {
    FoldState opening = FoldState.opening(Day.at("06:00"));
    Instant to = Day.at(end);
    Folded folded =
        Engine.fold(
            day.supervision(),
            opening,
            to,
            day.observations().stream().filter(o -> o.observedAt().isBefore(to)).toList());
    return Objects.requireNonNull(folded.settled().get(Day.CONDITION)).getLast().endsAt();
  }
}
