package org.muster.store;

import java.time.Instant;

/**
 * Something that became known, so that an enrolment was judged again.
 *
 * @param id of what it is, in its own table
 * @param speaksFrom the earliest instant that it speaks of
 * @param knownAt when it was received or recorded
 */
public record News(Kind kind, String id, Instant speaksFrom, Instant knownAt) {

  /** What became known. */
  public enum Kind {
    REPORT,
    ENROLMENT,
    ORDER,
    EXCUSAL,
    ASSIGNMENT,
    RECORD,
    INCIDENT,
    /** A recall withdrew it. */
    RECALL,
    /** A recall was undone that had withdrawn it. */
    RECALL_UNDONE
  }
}
