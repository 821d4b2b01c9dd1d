package org.muster.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.muster.domain.Evidence.Otherwise;
import org.muster.domain.Evidence.Reading;
import org.muster.domain.Plan;
import org.muster.policy.PlanParameter;

/** An account as it is gathered. */
final class Draft {
  /** Of many readings, so many of the first and so many of the last are shown. */
  private static final int SHOWN = 12;

  private final Clauses clauses;
  private final List<Because> because = new ArrayList<>();
  private final List<Given> given = new ArrayList<>();
  private final List<Otherwise> otherwise = new ArrayList<>();
  private List<Reading> readings = List.of();
  private long readingCount;

  Draft(Clauses clauses) {
    this.clauses = clauses;
  }

  void because(Because one) {
    because.add(one);
  }

  void otherwise(Otherwise one) {
    otherwise.add(one);
  }

  void otherwise(List<Otherwise> all) {
    otherwise.addAll(all);
  }

  /** The values that it turns on, of the plan in force at an instant. */
  void given(Stretch stretch, Instant at, PlanParameter... parameters) {
    given(stretch.planOf(at), stretch.planAt(at).policyId(), parameters);
  }

  void given(Plan plan, String policyId, PlanParameter... parameters) {
    for (PlanParameter parameter : parameters) {
      given.add(
          new Given(
              parameter, Amount.of(parameter, plan), policyId, clauses.find(policyId, parameter)));
    }
  }

  void readings(List<Reading> listed, long count) {
    readings = listed;
    readingCount = count;
  }

  /** The first and the last of many. */
  void readings(List<Reading> all) {
    int count = all.size();
    readings(
        count <= 2 * SHOWN
            ? all
            : Stream.concat(
                    all.subList(0, SHOWN).stream(), all.subList(count - SHOWN, count).stream())
                .toList(),
        count);
  }

  Account account(Account.About about, Account.Asked asked) {
    return new Account(about, asked, because, given, readings, readingCount, otherwise);
  }
}
