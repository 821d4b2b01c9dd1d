package org.muster.domain;

/** How an enrolment ended: why, and where to. Both are required. */
public record Outcome(String reason, String destination) {
  public Outcome {
    reason = Refuse.blank(reason, 500, "the reason");
    destination = Refuse.blank(destination, 500, "the destination");
  }
}
