package org.muster.store;

import java.time.Instant;
import java.util.Optional;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Finding;
import org.muster.domain.RecallId;

/**
 * One version of a finding as it was recorded.
 *
 * @param late the evidence reached us long after the time it speaks of
 * @param because what had become known, so that there is this version
 * @param asOf the instant up to which everything known was judged
 */
public record RecordedFinding(
    Finding finding,
    int version,
    Change change,
    EnrolmentId enrolment,
    boolean late,
    Because because,
    Instant asOf,
    Instant recordedAt) {

  /** Whether a recall withdrew it. */
  public boolean isRecalled() {
    return recall().isPresent();
  }

  /** The recall that withdrew it. */
  public Optional<RecallId> recall() {
    return change == Change.WITHDRAWN
        ? because.news().stream()
            .filter(one -> one.kind() == News.Kind.RECALL)
            .map(one -> new RecallId(Long.parseLong(one.id())))
            .findFirst()
        : Optional.empty();
  }

  /** What a version did. */
  public enum Change {
    RAISED("raised"),
    AMENDED("amended"),
    /** It went on and came to its end; nothing else that it says is different. */
    ENDED("ended"),
    WITHDRAWN("withdrawn");

    private final String word;

    Change(String word) {
      this.word = word;
    }

    /** As it stands in the database and on pages. */
    public String word() {
      return word;
    }

    static Change of(String word) {
      for (Change change : values()) {
        if (change.word.equals(word)) {
          return change;
        }
      }
      throw new IllegalStateException("no change is called " + word);
    }
  }
}
