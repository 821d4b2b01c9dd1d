package org.muster.worklist;

import java.util.Arrays;
import java.util.List;
import org.muster.domain.Answer;

/** A named person, and what he or she may answer. */
public record Decider(String name, Authority authority) {

  /** What a role may answer. */
  public enum Authority {
    /** Reads only. */
    NONE,
    /** First contact, and handing over: the question stays open for an officer. */
    FIRST_CONTACT,
    /** Everything, the adverse answers too. */
    FULL;

    public boolean mayGive(Answer answer) {
      return switch (this) {
        case NONE -> false;
        case FIRST_CONTACT -> !answer.settles();
        case FULL -> true;
      };
    }
  }

  /** The answers that he or she may give. */
  public List<Answer> answers() {
    return Arrays.stream(Answer.values()).filter(authority::mayGive).toList();
  }
}
