package org.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.muster.domain.Charging;
import org.muster.domain.Condition;
import org.muster.domain.Observation;

/** The bounds of care and of contact: devices put on at the very instant, the end of an order. */
class Feature16CareBoundsTest {
  private static Day care(String lines) {
    return Day.of(lines).asks(new Condition.CareForDevice()).since("04:00").until("12:00");
  }

  @Test
  void givenADeviceIsPutOnAtTheVeryInstantOfAnOpenStrap_thenTheStrapIsItsOwn() {
    assertThat(care("07:00 strap open\n").fitted("07:00").timeline())
        .isEqualTo("04:00 Met\n07:00 Unknown Suspected\n07:05 NotMet\n");
    assertThat(care("07:00 strap open\n").fitted("07:00:00.001").timeline())
        .isEqualTo("04:00 Met\n07:00 Unknown Suspected\n07:00 Met\n");
  }

  @Test
  void givenALowDeviceIsPutOnAnew_thenItHasItsTimeToBeCharged() {
    Day day = care("04:00 battery 15\n07:00 battery 15\n").fitted("07:00");
    assertThat(day.timeline())
        .isEqualTo(
            """
            04:00 Met
            06:00 Unknown LowBattery
            07:00 Met
            09:00 Unknown LowBattery
            """);
    assertThat(Said.of(day))
        .isEqualTo(
            """
            BatteryLow Unknown LowBattery 06:00-07:00 known 06:00
              of 0, heard 04:00
              or ChargedBefore 06:00
              or ExcusalRecorded
            BatteryLow Unknown LowBattery 09:00- known 09:00
              of 0, heard 07:00
              or ChargedBefore 09:00
              or ExcusalRecorded
            """);
  }

  @Test
  void givenALevelOfNothingOrOfExactlyTheLimit_thenItIsLow() {
    assertThat(care("07:00 battery 0\n").timeline()).endsWith("09:00 Unknown LowBattery\n");
    assertThat(care("07:00 battery 20\n").timeline()).endsWith("09:00 Unknown LowBattery\n");
    assertThat(care("07:00 battery 21\n").timeline()).isEqualTo("04:00 Met\n");
    assertThat(care("07:00 battery 20\n08:00 battery 20 charging\n").timeline())
        .isEqualTo("04:00 Met\n");
  }

  @Test
  void givenABatteryThatSaysNothing_thenItIsAsLowAsItWas() {
    Observation silent =
        new Observation.Battery(Day.at("08:00"), OptionalInt.empty(), Charging.UNPLUGGED);
    assertThat(care("07:00 battery 10\n").add(silent).timeline())
        .isEqualTo("04:00 Met\n09:00 Unknown LowBattery\n");
    assertThat(care("07:00 battery 90\n").add(silent).timeline()).isEqualTo("04:00 Met\n");
  }

  @Test
  void givenPolicyConfirmsAtOnce_thenNobodyCouldHaveClosedItBefore() {
    Day day = care("07:00 case\n07:20 strap closed\n");
    assertThat(Said.of(day.plan(PlanWith.of("openConfirmedAfter", Duration.ZERO))))
        .isEqualTo(
            """
            DeviceOpened NotMet 07:00-07:20 known 07:00
              of 0
              or ExcusalRecorded
            """);
    assertThat(Said.of(care("07:00 case\n07:20 strap closed\n")))
        .isEqualTo(
            """
            DeviceOpened NotMet 07:00-07:20 known 07:05
              of 0
              or ClosedBefore 07:05
              or ExcusalRecorded
            """);
  }

  @Test
  void givenTheOrderEndsWhileItIsOpenAndLow_thenTheFindingsEndThere() {
    // Thirty pieces of thirteen minutes after the start, the order ends.
    Day open = care("07:00 strap open\n11:00 beat\n").inForce("00:00", "10:30");
    assertThat(Said.of(open))
        .isEqualTo(
            """
            DeviceOpened NotMet 07:00-10:30 known 07:05
              of 0
              or ClosedBefore 07:05
              or ExcusalRecorded
            """);
    Day low = care("07:00 battery 10\n11:00 beat\n").inForce("00:00", "10:30");
    assertThat(Said.of(low))
        .isEqualTo(
            """
            BatteryLow Unknown LowBattery 09:00-10:30 known 09:00
              of 0, heard 07:00
              or ChargedBefore 09:00
              or ExcusalRecorded
            """);
  }

  @Test
  void givenTheOrderEndsInSilence_thenTheFindingEndsThere() {
    Day contact = Day.of("05:00 beat\n11:00 beat\n").asks(new Condition.KeepContact());
    contact.since("04:00").until("12:00").inForce("00:00", "10:30");
    assertThat(contact.timeline())
        .isEqualTo(
            """
            04:00 Unknown NoContact
            05:00 Met
            07:00 Unknown NoContact
            10:30 NotBinding
            """);
    assertThat(Said.of(contact))
        .isEqualTo(
            """
            ContactOverdue Unknown NoContact 07:00-10:30 known 07:00
              of 0, heard 05:00
              or HeardBefore 07:00
              or ExcusalRecorded
            """);
    Day zone = Day.of("05:00 beat\n11:00 beat\n").since("04:00").until("12:00");
    assertThat(Said.of(zone.inForce("00:00", "10:30")))
        .isEqualTo(
            """
            Unverified Unknown NoContact 04:00-10:30 known 07:00
              of 0
              or LocatedBefore 07:00
              or ExcusalRecorded
            """);
  }

  @Test
  void givenABeatAtTheVeryQuietLimit_thenContactWasKept() {
    Day day = Day.of("05:00 beat\n07:00 beat\n07:30 off\n08:00 home\n10:00:00.001 home\n");
    day.asks(new Condition.KeepContact()).since("05:00").until("10:30");
    assertThat(day.timeline()).isEqualTo("05:00 Met\n10:00 Unknown NoContact\n10:00 Met\n");
    assertThat(Said.of(day))
        .isEqualTo(
            """
            ContactOverdue Unknown NoContact 10:00-10:00 known 10:00
              of 0, heard 08:00
              or HeardBefore 10:00
              or ExcusalRecorded
            """);
  }

  @Test
  void givenAnIncidentFromTheVeryStartOfSilence_thenItExplainsAllOfItsTime() {
    Day day = Day.of("07:00 home\n").incident("08:00", "08:10").incident("07:30", "07:40");
    assertThat(day.since("07:00").until("08:30").timeline())
        .isEqualTo(
            """
            07:00 Met
            07:30 Unknown SystemFault
            07:40 Unknown NoFix
            08:00 Unknown SystemFault
            08:10 Unknown NoFix
            """);
    assertThat(Said.of(day)).isEmpty();
  }

  @Test
  void givenAFixAfterWhatWasReported_thenWhatWasReportedIsRemembered() {
    Day low = care("04:01 battery 10\n04:02 home\n");
    assertThat(low.timeline()).isEqualTo("04:00 Met\n06:01 Unknown LowBattery\n");
    assertThat(Said.of(low)).startsWith("BatteryLow Unknown LowBattery 06:01- known 06:01\n");
    Day open = care("04:12 strap open\n04:12 home\n");
    assertThat(Said.of(open)).startsWith("DeviceOpened NotMet 04:12- known 04:17\n");
  }
}
