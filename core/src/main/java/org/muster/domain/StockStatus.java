package org.muster.domain;

/**
 * Where a device is, as far as the programme knows. That it is assigned is said by its assignment
 * alone; all else is recorded by people.
 */
public enum StockStatus {
  IN_STOCK("In stock"),
  ASSIGNED("Assigned"),
  IN_REPAIR("In repair"),
  LOST("Lost"),
  RETIRED("Retired");

  private final String words;

  StockStatus(String words) {
    this.words = words;
  }

  /** As people read it. */
  public String words() {
    return words;
  }

  /** Whether a person records it, and no assignment says it. */
  public boolean isRecorded() {
    return this != ASSIGNED;
  }
}
