package org.muster.domain;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Many devices went quiet together: the fault of a system, and nobody's blame.
 *
 * @param interval from when the first of them went quiet until half of them were heard again; open
 *     while it goes on
 * @param watched how many devices of the scope were in contact when it began
 * @param members those that went quiet, in order of assignment
 */
public record SystemIncident(Scope scope, Interval interval, int watched, List<Member> members) {

  /** What the devices have in common. */
  public record Scope(Kind kind, String name) implements Comparable<Scope> {
    public Scope {
      name = Refuse.blank(name, 200, "the name of the scope");
    }

    @Override
    public int compareTo(Scope other) {
      int byKind = kind.compareTo(other.kind);
      return byKind != 0 ? byKind : name.compareTo(other.name);
    }
  }

  /** The kinds of scope, in the order in which they are asked. */
  public enum Kind {
    VENDOR("vendor"),
    OFFICE("office"),
    PROGRAMME("programme");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    public static Optional<Kind> find(String word) {
      return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    /** The word that formats and the database use. */
    public String word() {
      return word;
    }
  }

  /**
   * A device that went quiet with the others.
   *
   * @param silent from when it was last heard until it was heard again
   * @param covered the part of that which the incident explains; empty when it began too late
   */
  public record Member(
      AssignmentId assignment,
      EnrolmentId enrolment,
      Interval silent,
      Optional<Interval> covered) {}

  public SystemIncident {
    members = List.copyOf(members);
    Refuse.unless(!members.isEmpty(), "an incident has members");
    Refuse.unless(members.size() <= watched, "members were watched");
  }

  /** The same for the same scope and start: 32 hexadecimal digits of SHA-256. */
  public String id() {
    return Fingerprint.of(
        scope.kind().word() + "|" + scope.name() + "|" + interval.startsAt().toEpochMilli());
  }
}
