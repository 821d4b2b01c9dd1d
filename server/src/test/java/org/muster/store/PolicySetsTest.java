package org.muster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.muster.domain.Interval;
import org.muster.policy.Policies;
import org.muster.policy.PolicySet;
import org.muster.policy.StarterPolicy;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class PolicySetsTest {
  private final DataSource dataSource = TestDatabase.fresh();
  private final JdbcClient jdbc = JdbcClient.create(dataSource);
  private final PolicySets sets = new PolicySets(jdbc);

  @Test
  void givenNoPolicyYet_thenTheStarterPolicyIsInForceUnchanged() {
    assertThat(sets.policies().sets()).containsExactly(StarterPolicy.SET);
  }

  @Test
  void givenManyAskAtOnceAndThereIsNoPolicyYet_thenAllGetTheStarterPolicy() {
    TransactionTemplate transaction =
        new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    CountDownLatch together = new CountDownLatch(4);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Policies>> asked = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        asked.add(
            threads.submit(
                () -> {
                  together.countDown();
                  together.await();
                  return transaction.execute(status -> sets.policies());
                }));
      }
      assertThat(asked)
          .allSatisfy(one -> assertThat(one.get().sets()).containsExactly(StarterPolicy.SET));
    }
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
            starter.responses(),
            starter.devices());
    assertThatThrownBy(() -> sets.add(other)).isInstanceOf(DataIntegrityViolationException.class);
  }

  @Test
  void givenASetRecordedBeforeItSpokeOfDevices_thenItIsReadWithTheStartersRuleOfThem() {
    jdbc.sql(
            """
            insert into policy_set (policy_id, during, content)
            values ('old', tstzrange('2000-01-01Z', null), ?::jsonb - 'devices')
            """)
        .param(Json.write(StarterPolicy.SET))
        .update();
    assertThat(sets.policies().sets()).containsExactly(StarterPolicy.SET);
  }
}
