package org.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.muster.domain.Condition;
import org.muster.domain.ConditionKind;
import org.muster.domain.Finding;
import org.muster.domain.FindingKind;
import org.muster.domain.Interval;
import org.muster.domain.Span;
import org.muster.domain.State;
import org.muster.domain.Supervision.Binding;
import org.muster.domain.Timeline;

class Feature22SlowJudgeTest {
  /** {@code bench/run slow} asks for 100,000. */
  private static final long LIVES = Long.getLong("muster.days", 180) / RandomLife.DAYS;

  private static final long FIRST_SEED = Long.getLong("muster.seed", 0);

  /** In fewer, not all comes up that is looked for; {@code bench/run mutants} asks for a few. */
  private static final long LIVES_ENOUGH = 60;

  @Test
  void givenAnyDays_thenTheEngineSaysWhatTheDefinitionsSay() {
    Set<String> met = new TreeSet<>();
    LifeIngredients ingredients = new LifeIngredients();
    for (long seed = FIRST_SEED; seed < FIRST_SEED + LIVES; seed++) {
      agree(new RandomLife(seed), seed, met, ingredients);
    }
    if (LIVES < LIVES_ENOUGH) {
      return;
    }
    ingredients.assertAllOccurAmong(LIVES);
    // Days in which something never happens would prove nothing of it.
    assertThat(met)
        .contains(
            "CareForDevice NotMet",
            "CareForDevice Unknown LowBattery",
            "CareForDevice Unknown Suspected",
            "CheckIn Met",
            "CheckIn MetLate",
            "CheckIn NotMet",
            "CheckIn Unknown Awaited",
            "CheckIn Unknown CutShort",
            "CheckIn Unknown DeviceOff",
            "CheckIn Unknown NoContact",
            "CheckIn Unknown NoRecord",
            "CheckIn Unknown SystemFault",
            "Attend Met",
            "Attend NotMet",
            "Attend Unknown Contradicted",
            "Attend Unknown NoRecord");
  }

  @Test
  void givenACheckInThatIsDecidedBeforeAnEarlierOne_thenItsFindingDoesNotWait() {
    agree(new RandomLife(68), 68, new TreeSet<>(), new LifeIngredients());
  }

  @Test
  void givenARowThatWaitsSinceAnIncident_thenTheTimeAfterTheIncidentIsFoundAlready() {
    agree(new RandomLife(20_055), 20_055, new TreeSet<>(), new LifeIngredients());
  }

  private static void agree(
      RandomLife life, long seed, Set<String> met, LifeIngredients ingredients) {
    if (life.supervision.plans().isEmpty()) {
      return;
    }
    ingredients.count(life);
    Judgement judgement = Engine.judge(life.supervision, life.period, life.observations);
    for (Binding binding : life.supervision.bindings()) {
      SlowJudge judge =
          new SlowJudge(life.supervision, binding, life.period, life.observations, life.step());
      Timeline slow = sampled(life, judge);
      String kind = ConditionKind.of(binding.condition()).word();
      slow.spans().forEach(span -> met.add(kind + " " + Day.words(span.state())));
      // The span at which they part says more than the whole of both.
      List<Span> fast = judgement.timeline(binding.id()).spans();
      for (int i = 0; i < fast.size(); i++) {
        assertThat(fast.get(i))
            .as("seed %d, condition %s, span %d", seed, binding.id(), i)
            .isEqualTo(slow.spans().get(i));
      }
      assertThat(said(judgement, binding, life))
          .as("findings of seed %d, condition %s", seed, binding.id())
          .isEqualTo(expected(slow, binding, life, judge));
    }
  }

  /** Starts and ends of what is against and of what is unknown, as it stands in findings. */
  private record Said(FindingKind kind, boolean notMet, Interval interval) {}

  private static List<Said> said(Judgement judgement, Binding binding, RandomLife life) {
    List<Said> all = new ArrayList<>();
    for (Finding finding : judgement.findings()) {
      if (finding.condition().equals(binding.id())) {
        Instant end = finding.endsAt().orElse(life.period.endsAt());
        add(
            all,
            new Said(
                finding.kind(),
                finding.state() instanceof State.NotMet,
                new Interval(finding.startsAt(), end)));
      }
    }
    return all;
  }

  private static Timeline sampled(RandomLife life, SlowJudge judge) {
    List<Span> spans = new ArrayList<>();
    Duration step = life.step();
    Instant end = life.period.endsAt();
    for (Instant at = life.period.startsAt(); at.isBefore(end); at = at.plus(step)) {
      spans.add(new Span(new Interval(at, at.plus(step)), judge.at(at.plusSeconds(30))));
    }
    return new Timeline(life.period, spans);
  }

  /** What the spans ask for, by the definition of findings. */
  private static List<Said> expected(
      Timeline timeline, Binding binding, RandomLife life, SlowJudge judge) {
    List<Said> all = new ArrayList<>();
    for (Span span : timeline.spans()) {
      if (span.state() instanceof State.NotMet) {
        add(all, new Said(kind(binding.condition(), true), true, span.interval()));
      } else if (span.state() instanceof State.Unknown(State.Cause cause)) {
        asked(judge, binding.condition(), span, cause).ifPresent(each -> add(all, each));
      }
    }
    boolean zone =
        binding.condition() instanceof Condition.StayWithin
            || binding.condition() instanceof Condition.StayOutOf;
    all.removeIf(said -> zone && !said.notMet() && !reaches(said.interval(), life));
    return all;
  }

  /** What is asked of an unknown span, if anything. */
  private static Optional<Said> asked(
      SlowJudge judge, Condition condition, Span span, State.Cause cause) {
    Optional<Interval> interval =
        switch (cause) {
          case SYSTEM_FAULT, AWAITED, CUT_SHORT -> Optional.empty();
          case NO_RECORD ->
              Optional.of(span.interval())
                  .filter(
                      each ->
                          !(condition instanceof Condition.Attend attend)
                              || judge.duties().asksForRecord(attend, each));
          default ->
              condition instanceof Condition.KeepContact
                  ? Interval.between(
                      later(span.startsAt(), judge.overdueNoSoonerThan(span.startsAt())),
                      span.endsAt())
                  : Optional.of(span.interval());
        };
    FindingKind kind =
        switch (cause) {
          case SUSPECTED -> FindingKind.DEVICE_OPENED;
          case LOW_BATTERY -> FindingKind.BATTERY_LOW;
          default -> kind(condition, false);
        };
    return interval.map(each -> new Said(kind, false, each));
  }

  private static FindingKind kind(Condition condition, boolean notMet) {
    return switch (condition) {
      case Condition.StayWithin w -> notMet ? FindingKind.OUTSIDE_ZONE : FindingKind.UNVERIFIED;
      case Condition.StayOutOf o -> notMet ? FindingKind.INSIDE_ZONE : FindingKind.UNVERIFIED;
      case Condition.KeepContact k -> FindingKind.CONTACT_OVERDUE;
      case Condition.CareForDevice c -> FindingKind.DEVICE_OPENED;
      case Condition.CheckIn c ->
          notMet ? FindingKind.CHECK_IN_MISSED : FindingKind.CHECK_IN_UNVERIFIED;
      case Condition.Attend a ->
          notMet ? FindingKind.NOT_ATTENDED : FindingKind.ATTENDANCE_UNVERIFIED;
    };
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static boolean reaches(Interval unknown, RandomLife life) {
    Duration unverifiedAfter =
        life.supervision.plans().stream()
            .filter(p -> p.inForce().contains(unknown.startsAt()))
            .findFirst()
            .orElseThrow()
            .plan()
            .unverifiedAfter();
    return unknown.duration().compareTo(unverifiedAfter) >= 0;
  }

  private static void add(List<Said> all, Said next) {
    if (!all.isEmpty()
        && all.getLast().kind() == next.kind()
        && all.getLast().interval().endsAt().equals(next.interval().startsAt())) {
      Said last = all.removeLast();
      Interval both = new Interval(last.interval().startsAt(), next.interval().endsAt());
      all.add(new Said(next.kind(), last.notMet() || next.notMet(), both));
    } else {
      all.add(next);
    }
  }
}
