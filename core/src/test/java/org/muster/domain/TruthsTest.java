package org.muster.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.muster.domain.State.Cause;

/** The algebra over whole courses says what the logic says of each instant. */
class TruthsTest {
  private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");
  private static final int SECONDS = 40;
  private static final Interval PERIOD = between(0, SECONDS);
  private static final List<Truth> VALUES =
      List.of(
          new Truth.Yes(),
          new Truth.No(),
          new Truth.Unknown(Cause.NO_CONTACT),
          new Truth.Unknown(Cause.NO_RECORD),
          new Truth.Unknown(Cause.SYSTEM_FAULT));

  private static Interval between(long from, long to) {
    return new Interval(START.plusSeconds(from), START.plusSeconds(to));
  }

  private static Course<Truth> random(Random random) {
    List<Course.Part<Truth>> parts = new ArrayList<>();
    for (int at = 0; at < SECONDS; ) {
      int to = Math.min(SECONDS, at + 1 + random.nextInt(6));
      parts.add(new Course.Part<>(between(at, to), VALUES.get(random.nextInt(VALUES.size()))));
      at = to;
    }
    return new Course<>(PERIOD, parts);
  }

  /** Kleene's tables, written out; an unknown from two takes the stronger cause. */
  private static Truth slowOr(Truth a, Truth b) {
    if (a instanceof Truth.Yes || b instanceof Truth.Yes) {
      return new Truth.Yes();
    }
    if (a instanceof Truth.Unknown || b instanceof Truth.Unknown) {
      return new Truth.Unknown(strongest(List.of(a, b)).orElseThrow());
    }
    return new Truth.No();
  }

  private static Truth slowAnd(Truth a, Truth b) {
    if (a instanceof Truth.No || b instanceof Truth.No) {
      return new Truth.No();
    }
    if (a instanceof Truth.Unknown || b instanceof Truth.Unknown) {
      return new Truth.Unknown(strongest(List.of(a, b)).orElseThrow());
    }
    return new Truth.Yes();
  }

  private static Optional<Cause> strongest(List<Truth> truths) {
    for (Cause cause : List.of(Cause.SYSTEM_FAULT, Cause.NO_CONTACT, Cause.NO_RECORD)) {
      if (truths.contains(new Truth.Unknown(cause))) {
        return Optional.of(cause);
      }
    }
    return Optional.empty();
  }

  @Test
  void givenAnyTwoCourses_thenUnionIntersectionAndDifferenceAreTheLogicOfEachInstant() {
    Random random = new Random(1);
    for (int round = 0; round < 500; round++) {
      Course<Truth> one = random(random);
      Course<Truth> other = random(random);
      Course<Truth> union = Truths.union(one, other);
      Course<Truth> intersection = Truths.intersection(one, other);
      Course<Truth> difference = Truths.difference(one, other);
      for (int second = 0; second < SECONDS; second++) {
        Instant at = START.plusSeconds(second);
        assertThat(union.at(at)).isEqualTo(slowOr(one.at(at), other.at(at)));
        assertThat(intersection.at(at)).isEqualTo(slowAnd(one.at(at), other.at(at)));
        assertThat(difference.at(at)).isEqualTo(slowAnd(one.at(at), other.at(at).not()));
      }
      coalesced(union);
      assertThat(Truths.union(other, one)).isEqualTo(union);
      assertThat(Truths.not(Truths.not(one))).isEqualTo(one);
      assertThat(Truths.not(union))
          .isEqualTo(Truths.intersection(Truths.not(one), Truths.not(other)));
    }
  }

  private static void coalesced(Course<Truth> course) {
    for (int i = 1; i < course.parts().size(); i++) {
      assertThat(course.parts().get(i).value()).isNotEqualTo(course.parts().get(i - 1).value());
      assertThat(course.parts().get(i).interval().startsAt())
          .isEqualTo(course.parts().get(i - 1).interval().endsAt());
    }
  }

  @Test
  void givenAnyCourses_thenKOfThemIsSaidWhateverTheUnknownWere() {
    Random random = new Random(2);
    for (int round = 0; round < 300; round++) {
      List<Course<Truth>> courses = new ArrayList<>();
      for (int n = 1 + random.nextInt(5); n > 0; n--) {
        courses.add(random(random));
      }
      int k = random.nextInt(courses.size() + 2);
      Course<Truth> atLeast = Truths.atLeast(k, courses);
      for (int second = 0; second < SECONDS; second++) {
        Instant at = START.plusSeconds(second);
        List<Truth> truths = courses.stream().map(course -> course.at(at)).toList();
        assertThat(atLeast.at(at)).isEqualTo(slowAtLeast(k, truths));
      }
    }
  }

  /** Tries each unknown as yes and as no. */
  private static Truth slowAtLeast(int k, List<Truth> truths) {
    List<Integer> unknown = new ArrayList<>();
    for (int i = 0; i < truths.size(); i++) {
      if (truths.get(i) instanceof Truth.Unknown) {
        unknown.add(i);
      }
    }
    boolean can = false;
    boolean must = true;
    for (int guess = 0; guess < 1 << unknown.size(); guess++) {
      long yes = truths.stream().filter(truth -> truth instanceof Truth.Yes).count();
      boolean holds = yes + Integer.bitCount(guess) >= k;
      can |= holds;
      must &= holds;
    }
    return can == must ? Truth.of(can) : new Truth.Unknown(strongest(truths).orElseThrow());
  }

  @Test
  void givenAnyCourse_thenDurationsByValueAddUpToThePeriod() {
    Random random = new Random(3);
    for (int round = 0; round < 300; round++) {
      Course<Truth> course = random(random);
      Map<Truth, Duration> slow = new LinkedHashMap<>();
      for (int second = 0; second < SECONDS; second++) {
        slow.merge(course.at(START.plusSeconds(second)), Duration.ofSeconds(1), Duration::plus);
      }
      assertThat(new ArrayList<>(course.lasting().entrySet()))
          .isEqualTo(new ArrayList<>(slow.entrySet()));
    }
  }

  @Test
  void givenAnyCourse_thenTheFirstTimeItHeldForSoLongIsTheFirstSuchInstant() {
    Random random = new Random(4);
    for (int round = 0; round < 500; round++) {
      Course<Truth> course = random(random);
      int seconds = 1 + random.nextInt(12);
      Duration duration = Duration.ofSeconds(seconds);
      assertThat(Truths.firstTrueFor(course, duration))
          .isEqualTo(slowFirst(course, seconds, false));
      assertThat(Truths.firstPossiblyTrueFor(course, duration))
          .isEqualTo(slowFirst(course, seconds, true));
    }
  }

  private static Optional<Instant> slowFirst(Course<Truth> course, int seconds, boolean possibly) {
    for (int from = 0; from + seconds <= SECONDS; from++) {
      boolean all = true;
      for (int second = from; second < from + seconds; second++) {
        Truth truth = course.at(START.plusSeconds(second));
        all &= truth instanceof Truth.Yes || (possibly && truth instanceof Truth.Unknown);
      }
      if (all) {
        return Optional.of(START.plusSeconds(from));
      }
    }
    return Optional.empty();
  }

  @Test
  void givenIntervalsInAnyOrder_thenItIsTrueInThemAndFalseInTheRest() {
    Random random = new Random(5);
    for (int round = 0; round < 300; round++) {
      List<Interval> intervals = new ArrayList<>();
      for (int n = random.nextInt(6); n > 0; n--) {
        int from = random.nextInt(SECONDS + 10) - 10;
        intervals.add(between(from, from + 1 + random.nextInt(12)));
      }
      Course<Truth> course = Truths.in(PERIOD, intervals);
      for (int second = 0; second < SECONDS; second++) {
        Instant at = START.plusSeconds(second);
        boolean inside = intervals.stream().anyMatch(each -> each.contains(at));
        assertThat(course.at(at)).isEqualTo(Truth.of(inside));
      }
      coalesced(course);
    }
  }

  @Test
  void givenPartsWithAHoleOrAnotherPeriod_thenTheyAreRefused() {
    List<Course.Part<Truth>> parts =
        List.of(
            new Course.Part<>(between(0, 2), new Truth.Yes()),
            new Course.Part<>(between(3, SECONDS), new Truth.No()));
    assertThatThrownBy(() -> new Course<>(PERIOD, parts)).hasMessageContaining("touch");
    Course<Truth> shorter = Course.always(between(0, 2), new Truth.Yes());
    Course<Truth> whole = Course.always(PERIOD, new Truth.Yes());
    assertThatThrownBy(() -> Truths.union(whole, shorter)).hasMessageContaining("one period");
  }

  @Test
  void givenATimeline_thenWhatIsUnknownInItStaysUnknownWithItsCause() {
    Timeline timeline =
        new Timeline(
            PERIOD,
            List.of(
                new Span(between(0, 10), new State.MetLate()),
                new Span(between(10, 30), new State.Unknown(Cause.NO_RECORD)),
                new Span(between(30, SECONDS), new State.NotMet())));
    Course<Truth> met =
        timeline.truth(
            state ->
                switch (state) {
                  case State.Met(), State.MetLate(), State.Excused() -> new Truth.Yes();
                  case State.NotMet() -> new Truth.No();
                  case State.Unknown(Cause cause) -> new Truth.Unknown(cause);
                  case State.NotBinding() -> new Truth.Yes();
                });
    Course<Truth> lateHalf = Truths.in(PERIOD, List.of(between(20, SECONDS)));
    assertThat(Truths.intersection(met, lateHalf).parts())
        .containsExactly(
            new Course.Part<>(between(0, 20), new Truth.No()),
            new Course.Part<>(between(20, 30), new Truth.Unknown(Cause.NO_RECORD)),
            new Course.Part<>(between(30, SECONDS), new Truth.No()));
    assertThat(timeline.lasting())
        .containsEntry(new State.Unknown(Cause.NO_RECORD), Duration.ofSeconds(20));
  }
}
