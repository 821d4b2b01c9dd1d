package org.muster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.muster.domain.Evidence;
import org.muster.domain.Interval;
import org.muster.domain.Plan;
import org.muster.domain.Position;
import org.muster.domain.Technology;
import org.muster.policy.Policies;
import org.muster.policy.PolicySet;
import org.muster.policy.StarterPolicy;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class PolicySetsTest {
  /** What a plan did not say in the first version. */
  private static final List<String> LATER =
      List.of(
          "repeatBelievedFor",
          "networkAccuracyMetresMin",
          "networkUnstatedMetres",
          "standsWithinMetres",
          "driftMetresMax",
          "driftFor",
          "checkInGrace",
          "presenceMargin",
          "recordWithin",
          "openConfirmedAfter",
          "batteryLowPercent",
          "chargeWithin");

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
  void givenAPolicyInForce_thenAnotherThatNobodySignedIsNotRecorded() {
    sets.policies();
    sets.add(beginningAt("other", "2026-06-01T00:00:00Z"));
    assertThat(sets.policies().sets()).containsExactly(StarterPolicy.SET);
  }

  @Test
  void givenASetThatWouldBeginBeforeItIsRecorded_thenTheDatabaseRefusesIt() {
    sets.policies();
    Instant now = Instant.parse("2026-06-01T00:00:00Z");
    assertThatThrownBy(() -> sets.add(beginningAt("past", "2026-05-31T23:59:59Z"), 1, now))
        .isInstanceOf(DataIntegrityViolationException.class)
        .hasMessageContaining("policy_set_starts_later");
    // One that begins later needs a signature.
    assertThatThrownBy(() -> sets.add(beginningAt("unsigned", "2026-06-01T00:00:01Z"), 1, now))
        .isInstanceOf(DataIntegrityViolationException.class)
        .hasMessageContaining("policy_set_is_signed");
    assertThat(sets.policies().sets()).containsExactly(StarterPolicy.SET);
  }

  @Test
  void givenADatabaseFromBeforePackages_thenItsSetGoesOnUnchanged() {
    String url = TestDatabase.freshUrlAt("65");
    DataSource old = new DriverManagerDataSource(url, "postgres", "");
    JdbcClient.create(old)
        .sql(
            """
            insert into policy_set (policy_id, during, content)
            values (?, tstzrange('2000-01-01Z', null), ?::jsonb)
            """)
        .params(StarterPolicy.SET.id(), Json.write(StarterPolicy.SET))
        .update();
    Flyway.configure().dataSource(old).load().migrate();
    assertThat(new PolicySets(JdbcClient.create(old)).policies().sets())
        .containsExactly(StarterPolicy.SET);
  }

  private static PolicySet beginningAt(String id, String startsAt) {
    PolicySet starter = StarterPolicy.SET;
    return new PolicySet(
        id,
        starter.title(),
        starter.authority(),
        Interval.from(Instant.parse(startsAt)),
        starter.plans(),
        starter.clauses(),
        starter.responses(),
        starter.devices());
  }

  @Test
  void givenASetOfTheFirstMuster_thenItIsReadAndJudgesAsItDid() {
    ObjectNode old = Json.read(Json.write(StarterPolicy.SET), ObjectNode.class);
    old.remove("devices");
    for (JsonNode plan : old.get("plans")) {
      ((ObjectNode) plan).remove(LATER);
    }
    ((ObjectNode) old.get("clauses"))
        .remove(List.of("DRIFT_FOR", "DRIFT_MAX", "STANDS_WITHIN", "CHARGE_WITHIN"));
    ((ObjectNode) old.get("responses")).remove("BATTERY_LOW");
    assertThat(old.toString()).doesNotContain("driftFor").doesNotContain("BATTERY_LOW\":{");
    jdbc.sql(
            """
            insert into policy_set (policy_id, during, content)
            values ('old', tstzrange('2000-01-01Z', null), ?::jsonb)
            """)
        .param(old.toString())
        .update();

    PolicySet read = sets.policies().sets().getFirst();
    Plan plan = read.planFor(Technology.ANKLE);
    Plan starter = StarterPolicy.plan();
    assertThat(plan.driftFor()).isZero();
    assertThat(plan.repeatBelievedFor()).isEqualTo(Plan.GRACE_MAX);
    assertThat(plan.networkAccuracyMetresMin()).isZero();
    assertThat(plan.networkUnstatedMetres()).isEqualTo(starter.unstatedAccuracyMetres());
    assertThat(plan.chargeWithin()).isEqualTo(starter.chargeWithin());
    assertThat(plan.freshness()).isEqualTo(starter.freshness());
    assertThat(read.responses()).isEqualTo(StarterPolicy.SET.responses());
    assertThat(read.clauses()).isEqualTo(StarterPolicy.SET.clauses());
  }

  @Test
  void givenEvidenceOfAnEarlierMuster_thenItIsReadAsItWas() {
    Evidence now =
        new Evidence(
            List.of(
                reading(OptionalDouble.of(8), Evidence.RadiusRule.STATED),
                reading(OptionalDouble.empty(), Evidence.RadiusRule.UNSTATED)),
            2,
            Optional.empty(),
            Optional.empty(),
            StarterPolicy.plan(),
            Optional.empty(),
            List.of());
    ObjectNode old = Json.read(Json.write(now), ObjectNode.class);
    ((ObjectNode) old.get("plan")).remove(LATER);
    for (JsonNode reading : old.get("readings")) {
      ((ObjectNode) reading).remove("radiusBy");
    }

    Evidence read = Json.read(old.toString(), Evidence.class);
    assertThat(read.readings()).isEqualTo(now.readings());
    assertThat(read.plan().driftFor()).isZero();
    // What is written now is read as it is.
    assertThat(Json.read(Json.write(now), Evidence.class)).isEqualTo(now);
  }

  private static Evidence.Reading reading(OptionalDouble stated, Evidence.RadiusRule by) {
    return new Evidence.Reading(
        Instant.parse("2026-03-01T00:00:00Z"),
        Position.ofDegrees(47.6, -122.3),
        stated,
        16,
        by,
        100,
        false,
        Evidence.Side.CLEAR_OUTSIDE,
        Evidence.Mark.BELIEVED);
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
