package org.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.muster.domain.Condition;
import org.muster.domain.Evidence.Otherwise;
import org.muster.domain.Finding;
import org.muster.domain.State;

/** Strap, case and battery of a device. */
class Feature07CareTest {
  private static Day care(String lines) {
    return Day.of(lines).asks(new Condition.CareForDevice()).since("06:00").until("12:00");
  }

  @Test
  void givenAStrapThatClosesSoon_thenItIsSuspectedAndStillAFinding() {
    Day day =
        care(
            """
            07:00 strap open
            07:04 strap closed
            """);
    assertThat(day.timeline()).isEqualTo("06:00 Met\n07:00 Unknown Suspected\n07:04 Met\n");
    Finding finding = day.judged().findings().getFirst();
    assertThat(day.findings()).isEqualTo("DeviceOpened 07:00-07:04 known 07:00\n");
    assertThat(finding.state()).isEqualTo(new State.Unknown(State.Cause.SUSPECTED));
  }

  @Test
  void givenAStrapStillOpenWhenThePlanSaysSo_thenItIsNotMetFromThere() {
    Day day =
        care(
            """
            07:00 strap open
            07:05 strap closed
            08:00 strap open
            08:06 strap closed
            """);
    assertThat(day.timeline())
        .isEqualTo(
            """
            06:00 Met
            07:00 Unknown Suspected
            07:05 Met
            08:00 Unknown Suspected
            08:05 NotMet
            08:06 Met
            """);
    Finding confirmed = day.judged().findings().getLast();
    assertThat(confirmed.state()).isEqualTo(new State.NotMet());
    assertThat(confirmed.startsAt()).isEqualTo(Day.at("08:00"));
    assertThat(confirmed.evidence().otherwise())
        .contains(new Otherwise.ClosedBefore(Day.at("08:05")));
  }

  @Test
  void givenAnExcusalEndsWhileItIsOpen_thenItIsSuspectedAnew() {
    Day day = care("07:00 strap open").excused("06:30", "09:00");
    assertThat(day.timeline())
        .isEqualTo(
            """
            06:00 Met
            06:30 Excused
            09:00 Unknown Suspected
            09:05 NotMet
            """);
  }

  @Test
  void givenALowBatteryThatIsNotCharged_thenItIsUnknownAndNeverNotMet() {
    Day day =
        care(
            """
            07:00 battery 20
            08:00 battery 11
            10:00 battery 10 charging
            """);
    assertThat(day.timeline()).isEqualTo("06:00 Met\n09:00 Unknown LowBattery\n10:00 Met\n");
    assertThat(day.findings()).isEqualTo("BatteryLow 09:00-10:00 known 09:00\n");
  }

  @Test
  void givenALowBatteryThatIsChargedInTime_thenItIsMet() {
    Day day =
        care(
            """
            07:00 battery 15
            08:59 battery 21
            """);
    assertThat(day.timeline()).isEqualTo("06:00 Met\n");
    assertThat(day.findings()).isEmpty();
  }

  @Test
  void givenAnotherDeviceIsPutOn_thenTheLowBatteryOfTheOneBeforeEnds() {
    assertThat(care("07:00 battery 5").fitted("10:00").timeline())
        .isEqualTo("06:00 Met\n09:00 Unknown LowBattery\n10:00 Met\n");
  }
}
