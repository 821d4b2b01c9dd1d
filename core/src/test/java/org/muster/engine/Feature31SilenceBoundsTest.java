package org.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.muster.domain.AssignmentId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Interval;
import org.muster.domain.SystemIncident;
import org.muster.domain.SystemIncident.Member;
import org.muster.domain.WatchedDevice;
import org.muster.policy.SilenceRule;

/** The rule of mass silence to the minute: its lengths, its counts, and who belongs to it. */
class Feature31SilenceBoundsTest {
  private static List<SystemIncident> find(String asOf, String[] first, String... second) {
    return Feature30MassSilenceTest.find(asOf, Feature30MassSilenceTest.concat(first, second));
  }

  private static String[] outage(String from, String to, int devices) {
    return Feature30MassSilenceTest.outage("A", from, to, devices);
  }

  private static String[] heard(int devices) {
    String[] lines = new String[devices];
    Arrays.fill(lines, "A north");
    return lines;
  }

  @Test
  void givenQuietsOfExactlyTheLength_thenTheyAreNoneYet() {
    assertThat(find("03-09 00:00", outage("12:00", "12:45", 6))).isEmpty();
    assertThat(find("03-09 00:00", outage("12:00", "12:46", 6))).hasSize(1);
    assertThat(find("03-08 12:45", outage("12:00", "?", 6))).isEmpty();
    assertThat(find("03-08 12:46", outage("12:00", "?", 6))).hasSize(1);
    assertThat(find("03-08 12:00", outage("12:00", "14:00", 6))).isEmpty();
    assertThat(find("03-08 11:00", outage("12:00", "14:00", 6))).isEmpty();
  }

  @Test
  void givenTheLastWentQuietExactlyWithinTheTime_thenTheyWentQuietTogether() {
    String[] four = outage("12:00", "14:00", 4);
    assertThat(find("03-09 00:00", four, "A north 03-08 12:30-14:00")).hasSize(1);
    assertThat(find("03-09 00:00", four, "A north 03-08 12:31-14:00")).isEmpty();
    String[] late = {"A north 03-08 12:31-14:00", "A north 03-08 12:32-14:00"};
    SystemIncident later =
        find(
                "03-09 00:00",
                new String[] {"A north 03-08 12:00-14:00"},
                Feature30MassSilenceTest.concat(late, outage("12:40", "14:00", 3)))
            .getFirst();
    assertThat(later.interval()).isEqualTo(interval("03-08 12:31-14:00"));
    assertThat(later.members()).hasSize(5);
    assertThat(later.watched()).isEqualTo(5);
  }

  @Test
  void givenExactlyTheShare_thenItIsAnIncident() {
    assertThat(find("03-09 00:00", outage("12:00", "14:00", 6), heard(9))).hasSize(1);
    assertThat(find("03-09 00:00", outage("12:00", "14:00", 6), heard(10))).isEmpty();
  }

  @Test
  void givenAQuietThatBeginsWhenTheIncidentEnds_thenItIsNotOfIt() {
    String[] five = outage("12:00", "14:00", 5);
    SystemIncident ends = find("03-09 00:00", five, "A north 03-08 14:00-16:00").getFirst();
    assertThat(ends.members()).hasSize(5);
    assertThat(ends.watched()).isEqualTo(6);
    SystemIncident goesOn = find("03-09 00:00", five, "A north 03-08 13:59-16:00").getFirst();
    assertThat(goesOn.members()).hasSize(6);
    assertThat(goesOn.interval()).isEqualTo(interval("03-08 12:00-14:00"));
    assertThat(goesOn.members().getLast().covered()).contains(interval("03-08 13:59-14:45"));
  }

  @Test
  void givenDevicesThatWereQuietWhenItBegan_thenTheyWereNotWatched() {
    // Of fifteen devices six are the share. The last one decides by when it was quiet.
    String[] six = outage("12:00", "14:00", 6);
    for (String each : List.of("03-08 11:00-12:00", "03-08 12:00-12:40")) {
      assertThat(find("03-09 00:00", six, plus(heard(9), "A north " + each))).as(each).isEmpty();
    }
    for (String each : List.of("03-08 11:00-12:01", "03-08 11:59-12:01")) {
      assertThat(find("03-09 00:00", six, plus(heard(9), "A north " + each)))
          .as(each)
          .hasSize(1)
          .allSatisfy(one -> assertThat(one.watched()).isEqualTo(15));
    }
  }

  @Test
  void givenADeviceThatWasNotYetHeardOrAssigned_thenItWasNotWatched() {
    Instant at = interval("03-08 12:00-14:00").startsAt();
    assertThat(watched(Interval.from(at.minusSeconds(60)), at)).isEqualTo(6);
    assertThat(watched(Interval.from(at), at)).isEqualTo(6);
    assertThat(watched(Interval.from(at), at.plusMillis(1))).isEqualTo(5);
    assertThat(watched(new Interval(at.minusSeconds(60), at), at.minusSeconds(9))).isEqualTo(5);
  }

  private static int watched(Interval assigned, Instant firstHeardAt) {
    List<WatchedDevice> devices = new ArrayList<>();
    Interval quiet = interval("03-08 12:00-14:00");
    Interval always = Interval.from(Instant.parse("2026-03-01T00:00:00Z"));
    for (int i = 1; i <= 5; i++) {
      devices.add(device(i, always, always.startsAt(), List.of(quiet)));
    }
    devices.add(device(6, assigned, firstHeardAt, List.of()));
    Instant asOf = quiet.endsAt().plus(Duration.ofDays(1));
    return MassSilence.find(devices, SilenceRule.STARTER, asOf).getFirst().watched();
  }

  private static WatchedDevice device(
      int id, Interval assigned, Instant firstHeardAt, List<Interval> quiets) {
    return new WatchedDevice(
        new AssignmentId(id), new EnrolmentId(id), "A", "north", assigned, firstHeardAt, quiets);
  }

  @Test
  void givenAHabitOfExactlyThisLength_thenItIsUsualAndAMinuteMoreIsNot() {
    String four = "A north 03-04 12:00-14:00 03-05 12:00-14:00 03-06 12:00-14:00 03-07 12:00-14:00";
    assertThat(last(four + " 03-08 12:00-14:00")).isEqualTo("03-07T12");
    assertThat(last(four + " 03-08 12:00-14:01")).isEqualTo("03-08T12");
    // The days before begin so many days before, to the minute, and end when the next begins.
    assertThat(last(four + " 03-11 12:00-14:00")).isEqualTo("03-07T12");
    assertThat(last(four + " 03-11 12:01-14:01")).isEqualTo("03-11T12");
    assertThat(last(four + " 03-07 14:00-16:00")).isEqualTo("03-07T12");
    // The fourth longest counts, whatever the three above it.
    String shorter = four.replace("03-05 12:00-14:00", "03-05 12:00-13:59");
    assertThat(last(shorter + " 03-08 12:00-14:00")).isEqualTo("03-08T12");
    assertThat(last(four.replace("north", "north 03-03 12:00-18:00"))).isEqualTo("03-06T12");
  }

  /** When the last incident begins of five devices that have these quiets. */
  private static String last(String line) {
    List<SystemIncident> found = find("03-20 00:00", five(line));
    return found.getLast().interval().startsAt().toString().substring(5, 13);
  }

  private static String[] five(String line) {
    return Collections.nCopies(5, line).toArray(new String[0]);
  }

  @Test
  void givenTwoIncidentsOfOneDay_thenBothAreFoundInOrder() {
    String both = "A north 03-08 12:00-13:00 03-08 15:00-17:00";
    List<SystemIncident> found = find("03-09 00:00", five(both), outage("15:10", "16:00", 1));
    assertThat(found)
        .extracting(SystemIncident::interval)
        .containsExactly(interval("03-08 12:00-13:00"), interval("03-08 15:00-17:00"));
    assertThat(found).extracting(one -> one.members().size()).containsExactly(5, 6);
    assertThat(found)
        .as("both are the vendor's, and nothing is left to explain")
        .extracting(one -> one.scope().kind())
        .containsOnly(SystemIncident.Kind.VENDOR);
  }

  @Test
  void givenARuleThatLooksBackFarther_thenWhatIsExplainedIsNotCountedAgain() {
    SilenceRule far =
        new SilenceRule(
            Duration.ofMinutes(45), Duration.ofHours(2), 5, 0.1, 7, 4, Duration.ofHours(24), "§");
    Interval always = Interval.from(Instant.parse("2026-03-01T00:00:00Z"));
    List<WatchedDevice> devices = new ArrayList<>();
    for (int i = 1; i <= 9; i++) {
      Interval quiet = interval(i <= 5 ? "03-08 12:00-12:50" : "03-08 13:00-14:00");
      devices.add(device(i, always, always.startsAt(), List.of(quiet)));
    }
    List<SystemIncident> found =
        MassSilence.find(devices, far, always.startsAt().plus(Duration.ofDays(9)));
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().members()).hasSize(5);
    devices.subList(0, 3).clear();
    SystemIncident late =
        MassSilence.find(devices, far, always.startsAt().plus(Duration.ofDays(9))).getFirst();
    assertThat(late.members())
        .as("two of noon, and those that made it an incident though half were back")
        .hasSize(6);
  }

  @Test
  void givenADeviceThatWentQuietTwiceInIt_thenItsQuietsStandInOrderOfTime() {
    String[] lines =
        Feature30MassSilenceTest.concat(
            new String[] {"A north 03-08 12:10-13:00 03-08 13:10-15:00"},
            outage("12:00", "14:00", 5));
    List<Member> members = find("03-09 00:00", lines).getFirst().members();
    assertThat(members)
        .extracting(member -> member.assignment().value())
        .containsExactly(1L, 1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(members.getFirst().silent()).isEqualTo(interval("03-08 12:10-13:00"));
    assertThat(members.get(1).silent()).isEqualTo(interval("03-08 13:10-15:00"));
  }

  @Test
  void givenIncidentsThatBeginTogether_thenTheyStandInOrderOfTheirScopes() {
    List<SystemIncident> found =
        find(
            "03-09 00:00",
            Feature30MassSilenceTest.outage("B", "12:00", "14:00", 5),
            outage("12:00", "14:00", 5));
    assertThat(found).extracting(one -> one.scope().name()).containsExactly("A", "B");
  }

  @Test
  void givenInstantsAddedOneByOne_thenTheLowerHalfIsTheLargerOne() {
    LowerHalf half = new LowerHalf();
    assertThatThrownBy(half::greatest).hasMessage("nothing was added yet");
    String expected = "";
    for (int each : new int[] {5, 9, 1, 7, 3, 8, 2}) {
      half.add(Instant.ofEpochSecond(each));
      expected += half.greatest().getEpochSecond();
    }
    assertThat(expected).isEqualTo("5555555");
    half.add(Instant.ofEpochSecond(0));
    assertThat(half.greatest()).isEqualTo(Instant.ofEpochSecond(3));
  }

  private static String[] plus(String[] lines, String line) {
    return Feature30MassSilenceTest.concat(lines, new String[] {line});
  }

  private static Interval interval(String text) {
    return Feature30MassSilenceTest.interval(text);
  }
}
