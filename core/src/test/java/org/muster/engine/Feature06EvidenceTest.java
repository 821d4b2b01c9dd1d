package org.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.muster.domain.Evidence;
import org.muster.domain.Evidence.Otherwise;
import org.muster.domain.Finding;
import org.muster.domain.Interval;

/** A finding carries what is needed to check it by hand. */
class Feature06EvidenceTest {
  private static final String LINES =
      """
      07:00 out 200m acc 20
      07:03 out 60m acc 25
      07:06 out 300m acc 20
      07:10 out 900m acc 20
      07:20 out 400m acc 20
      07:25 home
      """;

  private static Finding finding() {
    Day day = Day.of(LINES).within(Day.hours("06:00", "09:00")).since("06:00").until("08:00");
    return day.judged().findings().getFirst();
  }

  @Test
  void givenAFinding_thenItListsTheFixesThatCount() {
    Evidence evidence = finding().evidence();
    assertThat(evidence.readings().stream().map(Evidence.Reading::observedAt))
        .containsExactly(
            Day.at("07:00"),
            Day.at("07:03"),
            Day.at("07:06"),
            Day.at("07:10"),
            Day.at("07:20"),
            Day.at("07:25"));
    assertThat(evidence.readings().get(3).distanceMetres()).isCloseTo(900, within(0.05));
    assertThat(evidence.readings().getLast().side()).isEqualTo(Evidence.Side.CLEAR_INSIDE);
    assertThat(evidence.readingCount()).isEqualTo(5);
    assertThat(evidence.zone()).contains(Day.zone(Day.HOME_AREA).id());
    assertThat(evidence.window()).contains(new Interval(Day.at("06:00"), Day.at("09:00")));
    assertThat(evidence.plan()).isEqualTo(Day.PLAN);
  }

  @Test
  void givenAFinding_thenItSaysWhatWouldHaveMadeItOtherwise() {
    List<Otherwise> otherwise = finding().evidence().otherwise();
    Otherwise.FixNearerBy nearer = (Otherwise.FixNearerBy) otherwise.getFirst();
    assertThat(nearer.observedAt()).isEqualTo(Day.at("07:03"));
    assertThat(nearer.metres()).isCloseTo(35, within(0.05));
    assertThat(otherwise.subList(1, otherwise.size()))
        .containsExactly(
            new Otherwise.ReturnedBefore(Day.at("07:06")),
            new Otherwise.MoreConfirmations(6),
            new Otherwise.LongerDwell(Duration.ofMinutes(20)),
            new Otherwise.ExcusalRecorded());
  }

  @Test
  void givenTheNearestFixHadBeenThatMuchNearer_thenTheFindingIsOtherwise() {
    Day nearer = Day.of(LINES.replace("out 60m", "out 24.9m")).since("06:00").until("08:00");
    assertThat(nearer.judged().findings())
        .noneMatch(finding -> finding.id().equals(finding().id()));
  }

  @Test
  void givenAFinding_thenItsIdentityFollowsFromConditionKindAndStart() {
    assertThat(finding().id().value()).isEqualTo("7952090ed277aa428ee0d6a0f14181e0");
  }

  @Test
  void givenAnAbsenceFromBeforeTheWindow_thenTheLastFixBeforeItIsListedToo() {
    Day day =
        Day.of(
                """
                06:40 out 100m
                06:50 out 200m
                07:00 out 300m
                """)
            .within(Day.hours("06:55", "08:00"))
            .since("06:00")
            .until("07:10");
    Evidence evidence = day.judged().findings().getFirst().evidence();
    assertThat(evidence.readings().stream().map(Evidence.Reading::observedAt))
        .containsExactly(Day.at("06:50"), Day.at("07:00"));
    assertThat(evidence.readingCount()).isEqualTo(1);
  }

  @Test
  void givenTimeThatCouldNotBeChecked_thenTheFixesThatDidNotSayAreListedAndTheOneThatDid() {
    Day day =
        Day.of(
                """
                07:00 beat
                07:20 out 5m acc 20
                08:00 out 9m acc 600
                08:10 out 1km mock
                10:40 home
                """)
            .since("07:00");
    Evidence evidence = day.judged().findings().getFirst().evidence();
    assertThat(evidence.readings().stream().map(Evidence.Reading::observedAt))
        .containsExactly(Day.at("07:20"), Day.at("08:10"), Day.at("10:40"));
    assertThat(evidence.readings().get(1).mark()).isEqualTo(Evidence.Mark.MOCK);
    assertThat(evidence.readingCount()).isEqualTo(3);
    assertThat(evidence.otherwise()).contains(new Otherwise.LocatedBefore(Day.at("10:00")));
  }
}
