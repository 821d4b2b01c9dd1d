package org.muster.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.muster.domain.Condition;
import org.muster.domain.ConditionId;
import org.muster.domain.Evidence.Otherwise;
import org.muster.domain.Evidence.Reading;
import org.muster.domain.Finding;
import org.muster.domain.Interval;
import org.muster.domain.Observation;
import org.muster.domain.Span;
import org.muster.domain.State;
import org.muster.domain.Supervision.Binding;
import org.muster.engine.Engine;
import org.muster.engine.FoldState;
import org.muster.engine.Judgement;
import org.muster.engine.RandomLife;

/** Of made-up lives, every span and every finding has an account, and what it says is so. */
class AccountsAgreeWithTheEngineTest {
  private static final int LIVES = 60;
  private static final Clauses CLAUSES = (policy, parameter) -> Optional.of("§ " + parameter);

  /** How often each change was tried, in full and in part. */
  private final Map<String, Integer> tried = new TreeMap<>();

  @Test
  void givenAnySpan_thenItsAccountNamesItsStateAndCitesWhatWasObserved() {
    for (long seed = 0; seed < 3 * LIVES; seed++) {
      RandomLife life = new RandomLife(seed);
      Judgement judgement = Engine.judge(life.supervision, life.period, life.observations);
      for (Binding binding : life.supervision.bindings()) {
        Stretch stretch = stretch(life, binding.id());
        for (Span span : judgement.timeline(binding.id()).spans()) {
          Account account = Accounts.of(stretch, span.startsAt(), CLAUSES);
          assertThat(account.about())
              .as("seed %d, condition %s", seed, binding.id())
              .isEqualTo(
                  new Account.About.OfSpan(
                      span, span.startsAt(), span.endsAt().equals(life.period.endsAt())));
          assertThat(account.because()).as("seed %d, %s", seed, span).isNotEmpty();
          cites(account, life.observations, seed + ", " + span);
        }
      }
    }
  }

  @Test
  void givenAnyFinding_thenItsAccountCitesWhatWasObserved() {
    for (long seed = 0; seed < LIVES; seed++) {
      RandomLife life = new RandomLife(seed);
      for (Finding finding :
          Engine.judge(life.supervision, life.period, life.observations).findings()) {
        Account account = Accounts.of(finding, condition(life, finding.condition()), CLAUSES);
        assertThat(finding.evidence().otherwise()).containsAll(account.otherwise());
        assertThat(account.because()).isNotEmpty();
        cites(account, life.observations, seed + ", " + finding.kind());
      }
    }
  }

  @Test
  void givenTheChangeThatASpansAccountNames_thenTheSpanIsOtherwiseAndNotWithALittleLess() {
    for (long seed = 0; seed < LIVES; seed++) {
      RandomLife life = new RandomLife(seed);
      for (Binding binding : life.supervision.bindings()) {
        Stretch stretch = stretch(life, binding.id());
        for (Span span : stretch.timeline().spans()) {
          spanIsOtherwise(stretch, span, span.startsAt(), seed);
          if (span.state() instanceof State.Excused || span.state() instanceof State.NotBinding) {
            long half = span.interval().duration().toMillis() / 2;
            spanIsOtherwise(stretch, span, span.startsAt().plusMillis(half), seed);
          }
        }
      }
    }
    wereTried(
        "Excused RecordedOtherwise",
        "Excused WithoutExcusals",
        "Met AgainstBefore",
        "Met AgainstBefore-",
        "Met ExcusalRecorded",
        "Met NotHeard",
        "Met NotHeard-",
        "Met OpenedBefore",
        "Met OpenedBefore-",
        "Met WithoutCheckIns",
        "Met WithoutCheckIns-",
        "Met WithoutFixes",
        "MetLate CheckedInBefore",
        "MetLate CheckedInBefore-",
        "MetLate WithoutCheckIns",
        "MetLate WithoutCheckIns-",
        "NotBinding Bound",
        "NotBinding Bound-",
        "NotMet CheckedInBefore",
        "NotMet CheckedInBefore-",
        "NotMet ClosedBefore",
        "NotMet ClosedBefore-",
        "NotMet ExcusalRecorded",
        "NotMet FixNearerBy",
        "NotMet FixNearerBy-",
        "NotMet LongerDwell",
        "NotMet LongerDwell-",
        "NotMet MoreConfirmations",
        "NotMet MoreConfirmations-",
        "NotMet RecordedOtherwise",
        "NotMet ReturnedBefore",
        "Unknown ChargedBefore",
        "Unknown ChargedBefore-",
        "Unknown CheckedInBefore",
        "Unknown CheckedInBefore-",
        "Unknown ClosedBefore",
        "Unknown ClosedBefore-",
        "Unknown ExcusalRecorded",
        "Unknown HeardBefore",
        "Unknown HeardBefore-",
        "Unknown LocatedBefore",
        "Unknown LocatedBefore-",
        "Unknown RecordedOtherwise");
  }

  private void spanIsOtherwise(Stretch stretch, Span span, Instant at, long seed) {
    for (Otherwise change : Accounts.of(stretch, at, CLAUSES).otherwise()) {
      Trial trial = new Trial(stretch, span.interval(), at, lateness(span, change));
      String what =
          "seed %d, condition %s at %s, %s: %s"
              .formatted(seed, stretch.condition(), at, span, change);
      String key = span.state().word() + " " + change.getClass().getSimpleName();
      trial.full(change).ifPresent(full -> holds(says(full, span, at), false, what, key));
      trial
          .almost(change)
          .ifPresent(almost -> holds(saysStill(almost, span, at, change), true, what, key + "-"));
    }
  }

  /** What makes a span that has a finding otherwise from its start on, does so at its instant. */
  private static Duration lateness(Span span, Otherwise change) {
    boolean fromTheStart =
        span.state() instanceof State.NotMet || change instanceof Otherwise.CheckedInBefore;
    return fromTheStart ? Duration.ofMillis(1) : Duration.ZERO;
  }

  private static boolean says(Stretch changed, Span span, Instant at) {
    return switch (span.state()) {
      case State.Excused(), State.NotBinding() -> changed.timeline().at(at).equals(span.state());
      default -> changed.says(span);
    };
  }

  private static boolean saysStill(Stretch changed, Span span, Instant at, Otherwise change) {
    return switch (change) {
      case Otherwise.MoreConfirmations more -> saysSomewhere(changed, span);
      case Otherwise.LongerDwell longer -> saysSomewhere(changed, span);
      case Otherwise.ReturnedBefore returned -> saysAtTheStart(changed, span);
      case Otherwise.CheckedInBefore checkedIn -> saysAtTheStart(changed, span);
      default -> says(changed, span, at);
    };
  }

  private static boolean saysAtTheStart(Stretch changed, Span span) {
    return changed.timeline().at(span.startsAt()).equals(span.state());
  }

  private static boolean saysSomewhere(Stretch changed, Span span) {
    return changed.timeline().spans().stream()
        .anyMatch(
            each -> each.state().equals(span.state()) && each.interval().overlaps(span.interval()));
  }

  @Test
  void givenTheChangeThatAFindingNames_thenItIsOtherwiseAndNotWithALittleLess() {
    for (long seed = 0; seed < LIVES; seed++) {
      RandomLife life = new RandomLife(seed);
      for (Binding binding : life.supervision.bindings()) {
        Stretch stretch = stretch(life, binding.id());
        for (Finding finding : stretch.findings()) {
          findingIsOtherwise(stretch, finding, seed);
        }
      }
    }
    wereTried(
        "ATTENDANCE_UNVERIFIED RecordedOtherwise",
        "BATTERY_LOW ChargedBefore",
        "BATTERY_LOW ChargedBefore-",
        "CHECK_IN_MISSED CheckedInBefore",
        "CHECK_IN_MISSED CheckedInBefore-",
        "CHECK_IN_UNVERIFIED CheckedInBefore",
        "CHECK_IN_UNVERIFIED CheckedInBefore-",
        "CHECK_IN_UNVERIFIED RecordedOtherwise",
        "CONTACT_OVERDUE HeardBefore",
        "CONTACT_OVERDUE HeardBefore-",
        "DEVICE_OPENED ClosedBefore",
        "DEVICE_OPENED ClosedBefore-",
        "INSIDE_ZONE FixNearerBy",
        "INSIDE_ZONE FixNearerBy-",
        "INSIDE_ZONE MoreConfirmations-",
        "NOT_ATTENDED RecordedOtherwise",
        "OUTSIDE_ZONE ExcusalRecorded",
        "OUTSIDE_ZONE FixNearerBy",
        "OUTSIDE_ZONE FixNearerBy-",
        "OUTSIDE_ZONE LongerDwell",
        "OUTSIDE_ZONE LongerDwell-",
        "OUTSIDE_ZONE MoreConfirmations",
        "OUTSIDE_ZONE MoreConfirmations-",
        "OUTSIDE_ZONE ReturnedBefore",
        "UNVERIFIED LocatedBefore",
        "UNVERIFIED LocatedBefore-");
  }

  private void findingIsOtherwise(Stretch stretch, Finding finding, long seed) {
    Interval interval = new Interval(finding.startsAt(), finding.endsAt().orElse(stretch.endsAt()));
    Trial trial = new Trial(stretch, interval, finding.startsAt(), Duration.ofMillis(1));
    List<Otherwise> changes =
        Accounts.of(finding, stretch.binding().condition(), CLAUSES).otherwise();
    for (Otherwise change : changes) {
      boolean all =
          change instanceof Otherwise.MoreConfirmations || change instanceof Otherwise.LongerDwell;
      Predicate<Stretch> same =
          changed ->
              changed.findings().stream()
                  .filter(each -> each.kind() == finding.kind())
                  .filter(
                      each ->
                          each.state() instanceof State.NotMet
                              == finding.state() instanceof State.NotMet)
                  .anyMatch(
                      each ->
                          all
                              ? overlaps(each, interval)
                              : each.startsAt().equals(finding.startsAt()));
      String what =
          "seed %d, %s of condition %s from %s to %s: %s"
              .formatted(
                  seed,
                  finding.kind(),
                  stretch.condition(),
                  finding.startsAt(),
                  finding.endsAt(),
                  change);
      String key = finding.kind() + " " + change.getClass().getSimpleName();
      trial.full(change).ifPresent(full -> holds(same.test(full), false, what, key));
      trial.almost(change).ifPresent(almost -> holds(same.test(almost), true, what, key + "-"));
    }
  }

  private static boolean overlaps(Finding finding, Interval interval) {
    return finding.startsAt().isBefore(interval.endsAt())
        && finding.endsAt().orElse(Interval.FOREVER).isAfter(interval.startsAt());
  }

  private void holds(boolean same, boolean should, String what, String key) {
    assertThat(same).as("%s: %s", key, what).isEqualTo(should);
    tried.merge(key, 1, Integer::sum);
  }

  /** Each so often that it is no chance; with a minus, all but a little of the change. */
  private void wereTried(String... keys) {
    for (String key : keys) {
      assertThat(tried.getOrDefault(key, 0)).as(key).isGreaterThan(3);
    }
  }

  private static void cites(Account account, List<Observation> observations, String where) {
    List<Instant> instants = observations.stream().map(Observation::observedAt).toList();
    assertThat(account.because().stream().flatMap(each -> each.cited().stream()).toList())
        .as(where)
        .isSubsetOf(instants);
    for (Reading reading : account.readings()) {
      assertThat(observations)
          .as(where)
          .anyMatch(
              each ->
                  each instanceof Observation.Fix fix
                      && fix.observedAt().equals(reading.observedAt())
                      && fix.position().equals(reading.position()));
    }
  }

  private static Condition condition(RandomLife life, ConditionId id) {
    return life.supervision.bindings().stream()
        .filter(binding -> binding.id().equals(id))
        .findFirst()
        .orElseThrow()
        .condition();
  }

  private static Stretch stretch(RandomLife life, ConditionId condition) {
    return new Stretch(
        condition,
        life.supervision,
        FoldState.opening(life.period.startsAt()),
        life.period.endsAt(),
        life.observations);
  }
}
