package org.muster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.muster.domain.Interval;
import org.muster.policy.PolicySet;
import org.muster.policy.StarterPolicy;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

class PolicySetsTest {
  private final DataSource dataSource = TestDatabase.fresh();
  private final PolicySets sets = new PolicySets(JdbcClient.create(dataSource));

  @Test
  void givenNoPolicyYet_thenTheStarterPolicyIsInForceUnchanged() {
    assertThat(sets.policies().sets()).containsExactly(StarterPolicy.SET);
  }

  @Test
  void givenAPolicyInForce_thenAnotherForTheSameTimeIsRefused() {
    sets.policies();
    PolicySet starter = StarterPolicy.SET;
    PolicySet other =
        new PolicySet(
            "other",
            starter.title(),
            starter.authority(),
            Interval.from(starter.effective().startsAt().plusSeconds(1)),
            starter.plans(),
            starter.clauses(),
            starter.responses());
    assertThatThrownBy(() -> sets.add(other)).isInstanceOf(DataIntegrityViolationException.class);
  }
}
