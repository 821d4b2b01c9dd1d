package org.muster.domain;

import java.util.Arrays;
import java.util.Optional;

/** How a check-in is made. */
public enum Channel {
  /** By an app on the participant's device, which reports it by itself. */
  APP("App", "By app"),
  /** By a call, which a person records. */
  PHONE("Phone", "By phone call"),
  /** At the office, which a person records. */
  OFFICE("Office", "At the office");

  private final String word;
  private final String words;

  Channel(String word, String words) {
    this.word = word;
    this.words = words;
  }

  /** The channel that formats call by this word. */
  public static Optional<Channel> find(String word) {
    return Arrays.stream(values()).filter(channel -> channel.word.equals(word)).findFirst();
  }

  /** The word that formats and the API use. */
  public String word() {
    return word;
  }

  /** As people read it. */
  public String words() {
    return words;
  }

  /** Whether nobody knows of it unless a person writes it down. */
  public boolean isRecordedByPeople() {
    return this != APP;
  }
}
