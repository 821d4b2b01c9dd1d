package org.muster.domain;

import java.util.Collection;
import java.util.Optional;
import org.muster.domain.State.Cause;

/**
 * What is said of an instant: yes, no, or that it is unknown and why. The strong logic of three
 * values (Kleene, Introduction to Metamathematics, 1952, § 64): an unknown decides nothing, and is
 * decided by whatever holds whether it were yes or no.
 */
public sealed interface Truth {

  record Yes() implements Truth {}

  record No() implements Truth {}

  record Unknown(Cause cause) implements Truth {}

  static Truth of(boolean holds) {
    return holds ? new Yes() : new No();
  }

  default Truth not() {
    return switch (this) {
      case Yes() -> new No();
      case No() -> new Yes();
      case Unknown unknown -> unknown;
    };
  }

  /** Yes when either is; of two unknowns, the one with the stronger cause. */
  default Truth or(Truth other) {
    return switch (this) {
      case Yes() -> new Yes();
      case No() -> other;
      case Unknown(Cause cause) ->
          switch (other) {
            case Yes() -> new Yes();
            case No() -> this;
            case Unknown(Cause another) -> new Unknown(stronger(cause, another));
          };
    };
  }

  /** No when either is; of two unknowns, the one with the stronger cause. */
  default Truth and(Truth other) {
    return not().or(other.not()).not();
  }

  /** This, and not the other. */
  default Truth minus(Truth other) {
    return and(other.not());
  }

  /**
   * Whether at least k of them hold: yes when so many do, no when so many could not, else unknown
   * with the strongest cause among them.
   */
  static Truth atLeast(int k, Collection<? extends Truth> truths) {
    int yes = 0;
    int unknown = 0;
    Optional<Cause> strongest = Optional.empty();
    for (Truth truth : truths) {
      switch (truth) {
        case Yes() -> yes++;
        case No() -> {}
        case Unknown(Cause cause) -> {
          unknown++;
          strongest = Optional.of(strongest.map(was -> stronger(was, cause)).orElse(cause));
        }
      }
    }
    if (yes >= k) {
      return new Yes();
    }
    return yes + unknown < k ? new No() : new Unknown(strongest.orElseThrow());
  }

  /** A system fault explains any other; else the first in the order of causes. */
  private static Cause stronger(Cause one, Cause other) {
    if (one == Cause.SYSTEM_FAULT || other == Cause.SYSTEM_FAULT) {
      return Cause.SYSTEM_FAULT;
    }
    return one.compareTo(other) <= 0 ? one : other;
  }
}
