package org.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.muster.domain.Observation;
import org.muster.domain.Position;

/** Which fixes can follow each other: however many of them are taken in one look. */
class Feature17PaceTest {
  private static Day day(String lines) {
    return Day.of(lines).since("07:00").until("07:30");
  }

  @Test
  void givenALeapBesideAMarkedFixAtHome_thenTheLeapIsNotBelieved() {
    assertThat(day("07:00 home\n07:01 out 50km\n07:02 home mock\n").timeline())
        .isEqualTo("07:00 Met\n");
    assertThat(day("07:00 home mock\n07:01 out 50km\n07:02 home\n07:03 out 50km\n").timeline())
        .startsWith("07:00 Unknown CoarseFix\n07:01 Unknown Unconfirmed\n");
  }

  @Test
  void givenALeapInAnyDirection_thenItIsNotBelieved() {
    int far = 5_000_000;
    for (int north : new int[] {-far, 0, far}) {
      for (int east : new int[] {-far, 0, far}) {
        Day day = day("07:00 home\n");
        day.add(fix("07:01", north, east));
        assertThat(day.timeline()).as("%d north, %d east", north, east).isEqualTo("07:00 Met\n");
      }
    }
  }

  @Test
  void givenFixesAsFastAsPolicyBelieves_thenTheyAreBelievedAndALittleFasterIsNot() {
    // Ninety metres a second for a minute, and two circles of ten metres: 5,420 m.
    for (String[] each : new String[][] {{"5400", "Unconfirmed"}, {"5450", "CoarseFix"}}) {
      Day day = day("07:00 out 200m\n07:01 out %dm\n".formatted(200 + Integer.parseInt(each[0])));
      String text = Said.of(day.until("11:00"));
      assertThat(text).contains(each[1].equals("CoarseFix") ? "too_fast" : "5600m");
    }
  }

  @Test
  void givenTheSameFixesWithABeatAtEach_thenNothingElseIsOtherwise() {
    for (long seed = 0; seed < 6; seed++) {
      RandomLife life = new RandomLife(seed);
      List<Observation> more = new ArrayList<>(life.observations);
      life.observations.stream()
          .filter(each -> each instanceof Observation.Fix)
          .forEach(each -> more.add(new Observation.Beat(each.observedAt())));
      assertThat(Engine.judge(life.supervision, life.period, more))
          .as("seed %d", seed)
          .isEqualTo(Engine.judge(life.supervision, life.period, life.observations));
    }
  }

  private static Observation fix(String at, int north, int east) {
    Instant instant = Day.at(at);
    Position place = new Position(Day.HOME.latitudeE7() + north, Day.HOME.longitudeE7() + east);
    return Observation.Fix.of(instant, place, OptionalDouble.of(10));
  }

  @Test
  void givenALeapFromOnePieceToTheNext_thenThePlaceBeforeIsRemembered() {
    // A piece of the folding ends at 06:13. In twelve minutes 65 km can be covered, not 100.
    Day leap =
        Day.of("06:00 home\n06:12 out 100km\n06:14 out 100km\n06:16 out 99km\n06:20 out 99km\n");
    assertThat(leap.since("06:00").until("06:30").timeline())
        .isEqualTo("06:00 Met\n06:14 NotMet\n");
    assertThat(Said.of(leap)).startsWith("OutsideZone NotMet 06:14- known 06:20\n");
    Day back = Day.of("06:00 home\n06:14 out 100km\n06:15 home\n").since("06:00").until("06:30");
    assertThat(back.timeline()).isEqualTo("06:00 Met\n");
    assertThat(Said.of(back)).isEmpty();
  }

  @Test
  void givenAPlaceThatIsRepeatedOverThePieces_thenItsFirstTimeIsRemembered() {
    StringBuilder lines = new StringBuilder();
    for (int minutes = 6 * 60; minutes <= 11 * 60; minutes += 20) {
      lines.append("%02d:%02d in 50m\n".formatted(minutes / 60, minutes % 60));
    }
    Day day = Day.of(lines.toString()).since("06:00").until("13:40");
    assertThat(day.timeline())
        .isEqualTo(
            "06:00 Met\n10:30 Unknown CoarseFix\n11:30 Unknown NoFix\n13:00 Unknown NoContact\n");
    assertThat(Said.of(day)).contains("fix 10:40 inside 50m of 10m stale_repeat\n");
  }

  @Test
  void givenFixesInColumns_thenTheyComeInOrderAndAreTheSameAsObservations() {
    long six = Day.at("06:00").toEpochMilli();
    int[] latitude = {Day.HOME.latitudeE7(), Day.northOfHome(300).latitudeE7()};
    int[] longitude = {Day.HOME.longitudeE7(), Day.HOME.longitudeE7()};
    double[] accuracy = {10, 10};
    for (long[] at : List.of(new long[] {six, six}, new long[] {six + 1, six})) {
      assertThatThrownBy(() -> Columns.ofFixes(at, latitude, longitude, accuracy))
          .hasMessageContaining("order of time");
    }
    Columns columns =
        Columns.ofFixes(new long[] {six, six + 60_000}, latitude, longitude, accuracy);
    Day day = Day.of("06:00 home\n06:01 out 200m\n");
    FoldState opening = FoldState.opening(Day.at("06:00"));
    Folded folded = Engine.fold(day.supervision(), opening, Day.at("07:00"), day.observations());
    assertThat(CompiledSupervision.of(day.supervision()).fold(opening, Day.at("07:00"), columns))
        .isEqualTo(folded);
  }
}
