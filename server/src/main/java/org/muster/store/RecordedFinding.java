package org.muster.store;

import java.time.Instant;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Finding;

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
