package org.muster.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RollStateTest {
  private static final Duration QUIET = Duration.ofHours(4);
  private static final Duration LOST = Duration.ofDays(2);

  @Test
  void givenAnyFacts_thenThereIsExactlyOneStateAndEveryStateIsReached() {
    Set<RollState> reached = EnumSet.noneOf(RollState.class);
    for (RollQuestion facts : everyCombination()) {
      RollState state = RollState.of(facts);
      reached.add(state);
      // What each state claims is true of the facts; no two claims hold for the same ones.
      assertThat(List.of(RollState.values()).stream().filter(s -> claims(s, facts)))
          .as("%s", facts)
          .containsExactly(state);
    }
    assertThat(reached).containsExactlyInAnyOrder(RollState.values());
  }

  @Test
  void givenSilenceOfExactlyTheQuietLimit_thenThePersonIsInContact() {
    assertThat(RollState.of(silent(QUIET))).isEqualTo(RollState.IN_CONTACT);
    assertThat(RollState.of(silent(QUIET.plusMillis(1)))).isEqualTo(RollState.CONTACT_OVERDUE);
    assertThat(RollState.of(silent(LOST))).isEqualTo(RollState.CONTACT_OVERDUE);
    assertThat(RollState.of(silent(LOST.plusMillis(1)))).isEqualTo(RollState.LOST);
  }

  private static RollQuestion silent(Duration silence) {
    return new RollQuestion(
        false, false, false, true, Optional.of(silence), false, false, QUIET, LOST);
  }

  /** The definitions of the states, each on its own, as the public would word them. */
  private static boolean claims(RollState state, RollQuestion f) {
    boolean present = !f.ended() && !f.inCustody() && !f.contactExcused();
    boolean watched = present && f.deviceOrdered() && f.silentFor().isPresent();
    boolean quiet = watched && f.silentFor().get().compareTo(QUIET) > 0;
    boolean hisOwn = quiet && !f.systemFault();
    boolean undecided = hisOwn && !f.abscondedSinceHeard();
    boolean long_ = watched && f.silentFor().get().compareTo(LOST) > 0;
    return switch (state) {
      case ENDED_TODAY -> f.ended();
      case IN_CUSTODY -> !f.ended() && f.inCustody();
      case EXCUSED -> !f.ended() && !f.inCustody() && f.contactExcused();
      case NO_TECHNOLOGY -> present && !f.deviceOrdered();
      case ORDERED_NOT_INSTALLED -> present && f.deviceOrdered() && f.silentFor().isEmpty();
      case IN_CONTACT -> watched && !quiet;
      case SYSTEM_FAULT -> quiet && f.systemFault();
      case ABSCONDED -> hisOwn && f.abscondedSinceHeard();
      case LOST -> undecided && long_;
      case CONTACT_OVERDUE -> undecided && !long_;
    };
  }

  private static List<RollQuestion> everyCombination() {
    List<RollQuestion> all = new ArrayList<>();
    for (int bits = 0; bits < 64; bits++) {
      for (Optional<Duration> silence :
          List.of(
              Optional.<Duration>empty(),
              Optional.of(Duration.ofMinutes(5)),
              Optional.of(QUIET),
              Optional.of(Duration.ofHours(10)),
              Optional.of(Duration.ofHours(70)))) {
        all.add(
            new RollQuestion(
                (bits & 1) != 0,
                (bits & 2) != 0,
                (bits & 4) != 0,
                (bits & 8) != 0,
                silence,
                (bits & 16) != 0,
                (bits & 32) != 0,
                QUIET,
                LOST));
      }
    }
    return all;
  }
}
