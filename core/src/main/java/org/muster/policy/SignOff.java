package org.muster.policy;

import java.time.Instant;
import java.util.Optional;
import org.muster.domain.Refuse;

/**
 * Somebody asks that a package binds from an instant on, and another answers.
 *
 * @param hash of the package
 * @param writtenBy who brought the package in
 */
public record SignOff(
    long id,
    String hash,
    String packageId,
    String title,
    String writtenBy,
    Instant bindsFrom,
    String note,
    String askedBy,
    Instant askedAt,
    Optional<Answer> answer,
    Optional<Retirement> retirement) {
  public static final int REASON_LENGTH_MAX = 2_000;

  public SignOff {
    Refuse.unless(id > 0, "a sign-off has a number");
    Refuse.unless(askedAt.isBefore(bindsFrom), "a policy binds from an instant that is to come");
    answer.ifPresent(
        one ->
            Refuse.unless(
                one.kind() == Kind.TAKEN_BACK
                    || (!one.by().equals(askedBy) && !one.by().equals(writtenBy)),
                "nobody signs what they wrote or asked for"));
  }

  /** What came of it, by whom and why. */
  public record Answer(Kind kind, String reason, String by, Instant at) {}

  /** It was signed and then taken back before it began. */
  public record Retirement(String reason, String by, Instant at) {}

  /** What can come of it. */
  public enum Kind {
    SIGNED("signed", "Signed"),
    REFUSED("refused", "Refused"),
    TAKEN_BACK("taken back", "Taken back");

    private final String word;
    private final String words;

    Kind(String word, String words) {
      this.word = word;
      this.words = words;
    }

    /** As the store calls it. */
    public String word() {
      return word;
    }

    /** As people read it. */
    public String words() {
      return words;
    }

    public static Kind of(String word) {
      for (Kind kind : values()) {
        if (kind.word.equals(word)) {
          return kind;
        }
      }
      throw new IllegalArgumentException("no answer is called " + word);
    }
  }

  public boolean isOpen() {
    return answer.isEmpty();
  }

  public boolean isSigned() {
    return answer.filter(one -> one.kind() == Kind.SIGNED).isPresent() && retirement.isEmpty();
  }

  /** Whether this person may sign or refuse it. */
  public boolean mayBeAnsweredBy(String person) {
    return isOpen() && !person.equals(askedBy) && !person.equals(writtenBy);
  }

  /** The name of the set that comes of it. */
  public String setId() {
    return packageId + "@" + hash.substring(0, 12) + "/" + id;
  }
}
