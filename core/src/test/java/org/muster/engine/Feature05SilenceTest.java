package org.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.domain.Condition;
import org.muster.domain.FindingKind;
import org.muster.domain.State;

/** What is said when nothing is heard, or no position. */
class Feature05SilenceTest {
  @Test
  void givenBeatsWithoutAPosition_thenUnknownNoFix() {
    Day day =
        Day.of(
                """
                07:00 home
                08:00 beat
                09:00 battery
                10:00 checkin
                """)
            .since("07:00");
    assertThat(day.timeline()).isEqualTo("07:00 Met\n07:30 Unknown NoFix\n");
    assertThat(day.findings()).isEqualTo("Unverified 07:30- known 10:30\n");
  }

  @Test
  void givenTheDeviceSaidThatItSwitchesOff_thenThatIsTheCause() {
    Day day =
        Day.of(
                """
                07:00 home
                07:10 off
                """)
            .since("07:00");
    assertThat(day.timeline())
        .isEqualTo(
            """
            07:00 Met
            07:30 Unknown NoFix
            09:10 Unknown DeviceOff
            """);
  }

  @Test
  void givenNothingIsHeard_thenUnknownNoContact() {
    Day day = Day.of("07:00 home").since("07:00");
    assertThat(day.timeline())
        .isEqualTo("07:00 Met\n07:30 Unknown NoFix\n09:00 Unknown NoContact\n");
    assertThat(day.findings()).isEqualTo("Unverified 07:30- known 10:30\n");
    assertThat(day.judged().findings().getFirst().state())
        .isEqualTo(new State.Unknown(State.Cause.NO_CONTACT));
  }

  @Test
  void givenASystemFault_thenItStandsInPlaceOfTheCauseAndNobodyIsAsked() {
    Day day = Day.of("07:00 home").incident("06:00", "11:00").since("07:00");
    assertThat(day.timeline())
        .isEqualTo(
            """
            07:00 Met
            07:30 Unknown SystemFault
            11:00 Unknown NoContact
            """);
    assertThat(day.findings()).isEmpty();
  }

  @Test
  void givenSilenceBeyondTheQuietLimit_thenContactIsOverdueAndNeverNotMet() {
    Day day =
        Day.of(
                """
                03:00 beat
                06:00 off
                09:00 beat
                """)
            .asks(new Condition.KeepContact())
            .since("00:00")
            .until("23:00");
    assertThat(day.timeline())
        .isEqualTo(
            """
            00:00 Unknown NoContact
            03:00 Met
            05:00 Unknown NoContact
            06:00 Met
            08:00 Unknown DeviceOff
            09:00 Met
            11:00 Unknown NoContact
            """);
    assertThat(day.judged().findings())
        .hasSize(4)
        .allMatch(finding -> finding.kind() == FindingKind.CONTACT_OVERDUE)
        .allMatch(finding -> finding.state() instanceof State.Unknown);
    // The device has its quiet limit from the start of the order to be heard for the first time.
    assertThat(day.judged().findings().getFirst().startsAt()).isEqualTo(Day.at("02:00"));
    assertThat(day.judged().findings().get(1).evidence().lastHeardAt()).contains(Day.at("03:00"));
  }

  @Test
  void givenAStrapThatClosedByItself_thenItIsStillAFinding() {
    Day day =
        Day.of(
                """
                07:00 strap open
                07:03 strap closed
                08:00 case
                """)
            .asks(new Condition.CareForDevice())
            .since("06:00")
            .until("09:00");
    assertThat(day.timeline())
        .isEqualTo(
            """
            06:00 Met
            07:00 Unknown Suspected
            07:03 Met
            08:00 Unknown Suspected
            08:05 NotMet
            """);
    assertThat(day.findings())
        .isEqualTo("DeviceOpened 07:00-07:03 known 07:00\nDeviceOpened 08:00- known 08:05\n");
  }

  @Test
  void givenAnotherDeviceIsPutOn_thenTheOpenStrapOfTheOneBeforeEnds() {
    Day day =
        Day.of(
                """
                07:00 strap open
                08:30 beat
                """)
            .asks(new Condition.CareForDevice())
            .fitted("06:00")
            .fitted("08:00")
            .since("06:00")
            .until("09:00");
    assertThat(day.timeline())
        .isEqualTo("06:00 Met\n07:00 Unknown Suspected\n07:05 NotMet\n08:00 Met\n");
    assertThat(day.findings()).isEqualTo("DeviceOpened 07:00-08:00 known 07:05\n");
  }

  @Test
  void givenARowThatWaitsWhenAnIncidentBegins_thenTheRunBeforeEndsWithItsBeginning() {
    Day day =
        Day.of(
                """
                07:00 out 5m
                07:25 out 5m
                07:50 out 5m
                08:15 out 5m
                08:40 out 5m
                09:05 out 5m
                09:30 out 5m
                09:55 out 5m
                10:05 out 200m
                """)
            .incident("10:10", "10:30")
            .since("07:00")
            .until("10:20");
    assertThat(day.timeline())
        .isEqualTo(
            """
            07:00 Unknown CoarseFix
            10:05 Unknown Unconfirmed
            10:10 Unknown SystemFault
            """);
    assertThat(day.findings()).isEqualTo("Unverified 07:00-10:10 known 10:00\n");
  }

  @Test
  void givenARowThatWaitsOverIncidents_thenTheTimeBetweenAndAfterThemIsFoundAlready() {
    Day day =
        Day.of(
                """
                07:00 home
                07:45 out 200m
                08:10 out 200m
                """)
            .plan(
                PlanWith.of(Map.of("unverifiedAfter", Duration.ofMinutes(10), "confirmations", 9)))
            .incident("07:40", "07:50")
            .incident("08:00", "08:05")
            .since("07:00")
            .until("08:16");
    assertThat(day.findings())
        .isEqualTo(
            """
            Unverified 07:30-07:40 known 07:40
            Unverified 07:50-08:00 known 08:00
            Unverified 08:05- known 08:15
            """);
    // When the row has come to nothing, the same is said of it.
    assertThat(day.until("09:00").findings())
        .isEqualTo(
            """
            Unverified 07:30-07:40 known 07:40
            Unverified 07:50-08:00 known 08:00
            Unverified 08:05- known 08:15
            """);
  }
}
