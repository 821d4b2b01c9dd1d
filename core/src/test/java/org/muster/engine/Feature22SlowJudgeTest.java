package org.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.muster.domain.Condition;
import org.muster.domain.Finding;
import org.muster.domain.Interval;
import org.muster.domain.Span;
import org.muster.domain.State;
import org.muster.domain.Supervision.Binding;
import org.muster.domain.Timeline;

class Feature22SlowJudgeTest {
  private static final long SEEDS = Long.getLong("muster.seeds", 40);

  @Test
  void givenAnyDays_thenTheEngineSaysWhatTheDefinitionsSay() {
    for (long seed = 0; seed < SEEDS; seed++) {
      RandomLife life = new RandomLife(seed);
      if (life.supervision.plans().isEmpty()) {
        continue;
      }
      Judgement judgement = Engine.judge(life.supervision, life.period, life.observations);
      for (Binding binding : life.supervision.bindings()) {
        Timeline slow = sampled(life, binding);
        // The span at which they part says more than the whole of both.
        List<Span> fast = judgement.timeline(binding.id()).spans();
        for (int i = 0; i < fast.size(); i++) {
          assertThat(fast.get(i))
              .as("seed %d, condition %s, span %d", seed, binding.id(), i)
              .isEqualTo(slow.spans().get(i));
        }
        assertThat(said(judgement, binding, life))
            .as("findings of seed %d, condition %s", seed, binding.id())
            .isEqualTo(expected(slow, binding, life));
      }
    }
  }

  /** Starts and ends of what is against and of what is unknown, as it stands in findings. */
  private record Said(boolean notMet, Interval interval) {}

  private static List<Said> said(Judgement judgement, Binding binding, RandomLife life) {
    List<Said> all = new ArrayList<>();
    for (Finding finding : judgement.findings()) {
      if (finding.condition().equals(binding.id())) {
        Instant end = finding.endsAt().orElse(life.period.endsAt());
        add(
            all,
            new Said(
                finding.state() instanceof State.NotMet, new Interval(finding.startsAt(), end)));
      }
    }
    return all;
  }

  private static Timeline sampled(RandomLife life, Binding binding) {
    SlowJudge judge = new SlowJudge(life.supervision, binding, life.period, life.observations);
    List<Span> spans = new ArrayList<>();
    Duration step = Duration.ofMinutes(1);
    Instant end = life.period.endsAt();
    for (Instant at = life.period.startsAt(); at.isBefore(end); at = at.plus(step)) {
      spans.add(new Span(new Interval(at, at.plus(step)), judge.at(at.plusSeconds(30))));
    }
    return new Timeline(life.period, spans);
  }

  /** What the spans ask for, by the definition of findings. */
  private static List<Said> expected(Timeline timeline, Binding binding, RandomLife life) {
    boolean contact = binding.condition() instanceof Condition.KeepContact;
    SlowJudge judge = new SlowJudge(life.supervision, binding, life.period, life.observations);
    List<Said> all = new ArrayList<>();
    for (Span span : timeline.spans()) {
      if (span.state() instanceof State.NotMet) {
        add(all, new Said(true, span.interval()));
      } else if (span.state() instanceof State.Unknown(State.Cause cause)
          && cause != State.Cause.SYSTEM_FAULT) {
        Instant from =
            contact
                ? later(span.startsAt(), judge.overdueNoSoonerThan(span.startsAt()))
                : span.startsAt();
        Interval.between(from, span.endsAt()).ifPresent(said -> add(all, new Said(false, said)));
      }
    }
    all.removeIf(said -> !said.notMet() && !contact && !reaches(said.interval(), life));
    return all;
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
        && all.getLast().notMet() == next.notMet()
        && all.getLast().interval().endsAt().equals(next.interval().startsAt())) {
      Instant start = all.removeLast().interval().startsAt();
      all.add(new Said(next.notMet(), new Interval(start, next.interval().endsAt())));
    } else {
      all.add(next);
    }
  }
}
