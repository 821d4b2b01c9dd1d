package org.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.muster.domain.AssignmentId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Interval;
import org.muster.domain.SystemIncident;
import org.muster.domain.SystemIncident.Kind;
import org.muster.domain.SystemIncident.Member;
import org.muster.domain.WatchedDevice;
import org.muster.policy.SilenceRule;

/** A device is a line: its vendor, its office, and when it was quiet on the days from 1 March. */
class Feature30MassSilenceTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final SilenceRule RULE = SilenceRule.STARTER;
  private static final long ROUNDS = Long.getLong("muster.seeds", 300);

  @Test
  void givenADeviceVendorStops_thenOneIncidentFromTheFirstQuietToTheReturnOfHalf() {
    List<SystemIncident> found =
        find(
            "03-09 00:00",
            "A north 03-08 12:00-14:00",
            "A north 03-08 12:05-14:10",
            "A south 03-08 12:10-14:20",
            "A south 03-08 12:12-14:30",
            "A south 03-08 12:20-17:00",
            "B north",
            "B south 03-08 12:06-13:30");
    assertThat(found).hasSize(1);
    SystemIncident incident = found.getFirst();
    assertThat(incident.scope()).isEqualTo(new SystemIncident.Scope(Kind.VENDOR, "A"));
    assertThat(incident.interval()).isEqualTo(interval("03-08 12:00-14:20"));
    assertThat(incident.watched()).isEqualTo(5);
    assertThat(incident.members()).hasSize(5);
    assertThat(incident.members().getLast().covered())
        .as("who stays quiet long after the others are back is on his or her own")
        .contains(interval("03-08 12:20-15:05"));
  }

  @Test
  void givenItGoesOn_thenItIsOpen() {
    List<SystemIncident> found = find("03-08 13:30", outage("A", "12:00", "?", 6));
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().interval().isOpen()).isTrue();
  }

  @Test
  void givenTheyWereNotQuietLongEnoughYet_thenThereIsNoIncident() {
    assertThat(find("03-08 12:40", outage("A", "12:00", "?", 6))).isEmpty();
  }

  @Test
  void givenFewerThanTheRuleAsks_thenThereIsNoIncident() {
    assertThat(find("03-09 00:00", outage("A", "12:00", "14:00", 4))).isEmpty();
  }

  @Test
  void givenManyOthersOfTheVendorAreHeard_thenThereIsNoIncident() {
    String[] heard = new String[10];
    Arrays.fill(heard, "A north");
    String[] all = concat(outage("A", "12:00", "14:00", 5), heard);
    assertThat(find("03-09 00:00", all)).isEmpty();
    assertThat(find("03-09 00:00", Arrays.copyOf(all, 12))).hasSize(1);
  }

  @Test
  void givenDevicesThatGoQuietOneByOne_thenThereIsNoIncident() {
    assertThat(
            find(
                "03-09 00:00",
                "A north 03-08 10:00-18:00",
                "A north 03-08 11:00-18:00",
                "A north 03-08 12:00-18:00",
                "A north 03-08 13:00-18:00",
                "A north 03-08 14:00-18:00",
                "A north 03-08 15:00-18:00"))
        .isEmpty();
  }

  @Test
  void givenDevicesOfManyVendorsAtOneOffice_thenTheIncidentIsTheOffices() {
    List<SystemIncident> found =
        find(
            "03-09 00:00",
            "A north 03-08 12:00-14:00",
            "B north 03-08 12:05-14:00",
            "C north 03-08 12:05-14:00",
            "D north 03-08 12:05-14:00",
            "E north 03-08 12:10-14:00",
            "A south",
            "B south",
            "C south",
            "D south",
            "E south");
    assertThat(found)
        .extracting(SystemIncident::scope)
        .containsExactly(new SystemIncident.Scope(Kind.OFFICE, "north"));
  }

  @Test
  void givenDevicesThatAreQuietEveryNight_thenTheNextNightIsNoIncident() {
    String[] sleepers = new String[6];
    for (int i = 0; i < sleepers.length; i++) {
      StringBuilder line = new StringBuilder("A north");
      for (int night = 1; night <= 6; night++) {
        line.append(" 03-0%d 22:0%d-06:0%d".formatted(night, i, 6 - i));
      }
      sleepers[i] = line.toString();
    }
    List<SystemIncident> found = find("03-08 00:00", sleepers);
    assertThat(found)
        .as("the first nights are new to everybody, the later ones are a habit")
        .extracting(incident -> incident.interval().startsAt().toString().substring(0, 10))
        .containsExactly("2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04");
  }

  @Test
  void givenADeviceThatWasSilentBefore_thenItIsNoMember() {
    List<SystemIncident> found =
        find(
            "03-09 00:00",
            concat(outage("A", "12:00", "14:00", 5), new String[] {"A north 03-08 03:00-?"}));
    assertThat(found.getFirst().members()).hasSize(5);
    assertThat(found.getFirst().watched()).isEqualTo(5);
  }

  @Test
  void givenItLastsLongerThanItMayExplain_thenWhatIsCoveredEnds() {
    SystemIncident incident = find("03-20 00:00", outage("A", "12:00", "?", 6)).getFirst();
    assertThat(incident.interval().isOpen()).isTrue();
    assertThat(incident.members())
        .extracting(Member::covered)
        .allSatisfy(
            covered ->
                assertThat(covered.map(Interval::endsAt))
                    .contains(incident.interval().startsAt().plus(RULE.coversMax())));
  }

  @Test
  void whateverTheOrderOfTheDevices_theIncidentsAreTheSame() {
    Random random = new Random(20260308);
    for (int round = 0; round < ROUNDS; round++) {
      List<WatchedDevice> devices = new ArrayList<>();
      int count = 5 + random.nextInt(40);
      for (int i = 0; i < count; i++) {
        devices.add(random(random, i));
      }
      Instant asOf = START.plus(Duration.ofHours(random.nextInt(300)));
      List<SystemIncident> found = MassSilence.find(devices, RULE, asOf);
      Collections.shuffle(devices, random);
      assertThat(MassSilence.find(devices, RULE, asOf)).isEqualTo(found);
      long members = found.stream().mapToLong(incident -> incident.members().size()).sum();
      assertThat(
              found.stream()
                  .flatMap(incident -> incident.members().stream())
                  .map(member -> member.assignment() + "/" + member.silent())
                  .distinct()
                  .count())
          .as("each silence is explained once")
          .isEqualTo(members);
    }
  }

  private static WatchedDevice random(Random random, int i) {
    List<Interval> quiets = new ArrayList<>();
    long minute = 0;
    while (true) {
      minute += random.nextInt(2_000);
      long lasts = 46L + random.nextInt(600);
      if (minute + lasts > 20_000) {
        break;
      }
      // Half of them begin in the same quarter of an hour.
      long from = random.nextBoolean() ? minute / 720 * 720 + random.nextInt(15) : minute;
      Instant startsAt = START.plus(Duration.ofMinutes(Math.max(from, minute - 700)));
      Instant last = quiets.isEmpty() ? START : quiets.getLast().endsAt();
      if (startsAt.isAfter(last)) {
        quiets.add(new Interval(startsAt, startsAt.plus(Duration.ofMinutes(lasts))));
        minute = Duration.between(START, quiets.getLast().endsAt()).toMinutes();
      }
    }
    return device(i, "V" + random.nextInt(3), "O" + random.nextInt(2), quiets);
  }

  static String[] outage(String vendor, String from, String to, int devices) {
    String[] lines = new String[devices];
    Arrays.fill(lines, vendor + " north 03-08 " + from + "-" + to);
    return lines;
  }

  static String[] concat(String[] first, String[] second) {
    String[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  static List<SystemIncident> find(String asOf, String... lines) {
    List<WatchedDevice> devices = new ArrayList<>();
    for (int i = 0; i < lines.length; i++) {
      String[] words = lines[i].split(" ", -1);
      List<Interval> quiets = new ArrayList<>();
      for (int w = 2; w < words.length; w += 2) {
        quiets.add(interval(words[w] + " " + words[w + 1]));
      }
      devices.add(device(i, words[0], words[1], quiets));
    }
    return MassSilence.find(devices, RULE, at(asOf));
  }

  private static WatchedDevice device(int i, String vendor, String office, List<Interval> quiets) {
    return new WatchedDevice(
        new AssignmentId(i + 1L),
        new EnrolmentId(i + 1L),
        vendor,
        office,
        Interval.from(START),
        START,
        quiets);
  }

  /** "03-08 12:00-14:00"; an end before the start is on the next day, and "?" is open. */
  static Interval interval(String text) {
    String day = text.substring(0, 5);
    Instant startsAt = at(day + " " + text.substring(6, 11));
    String to = text.substring(12);
    Optional<Instant> endsAt = to.equals("?") ? Optional.empty() : Optional.of(at(day + " " + to));
    return endsAt
        .map(end -> end.isAfter(startsAt) ? end : end.plus(Duration.ofDays(1)))
        .map(end -> new Interval(startsAt, end))
        .orElse(Interval.from(startsAt));
  }

  private static Instant at(String dayAndTime) {
    return Instant.parse("2026-" + dayAndTime.replace(' ', 'T') + ":00Z");
  }
}
