package org.muster.domain;

/** How a participant is supervised, from the lightest to the heaviest that carries a device. */
public enum Technology {
  PHONE("Phone"),
  WRIST("Wrist device"),
  ANKLE("Ankle bracelet");

  private final String words;

  Technology(String words) {
    this.words = words;
  }

  /** As people read it. */
  public String words() {
    return words;
  }
}
