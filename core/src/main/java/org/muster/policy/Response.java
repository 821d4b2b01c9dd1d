package org.muster.policy;

import java.time.Duration;
import java.util.List;
import org.muster.domain.Refuse;

/** What policy asks of people for a kind of finding: how soon, in which steps, by which clause. */
public record Response(
    Severity severity, Duration dueWithin, List<String> suggestedSteps, String clause) {
  public Response {
    suggestedSteps = List.copyOf(suggestedSteps);
    Refuse.unless(dueWithin.isPositive(), "a due time is a positive duration");
    clause = Refuse.blank(clause, 200, "the clause");
  }
}
