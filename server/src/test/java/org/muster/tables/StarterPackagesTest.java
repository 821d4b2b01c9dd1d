package org.muster.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.policy.PolicySet;
import org.muster.policy.StarterPolicy;
import org.muster.tables.Defect.Weight;

/** The packages that come with the program: what a programme can begin with. */
class StarterPackagesTest {
  static PolicyPackage read(String id) throws Exception {
    PackageReading reading =
        PackageReading.of(PolicyFolder.read(Path.of("..", "policies").resolve(id)));
    assertThat(reading.defects()).isEmpty();
    return reading.policy().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"atd-supervision", "idaho-contacts-four-levels", "idaho-contacts-three-levels"})
  void givenAStarterPackage_thenNothingIsWrongWithItAndItsExamplesPass(String id) throws Exception {
    PolicyPackage policy = read(id);
    PackageCheck check = PackageCheck.of(policy);
    assertThat(check.defects()).filteredOn(one -> one.weight() != Weight.NOTE).isEmpty();
    assertThat(check.defects()).isEmpty();
    assertThat(check.ran()).hasSizeGreaterThan(4).allMatch(PackageCheck.Ran::isPassed);
    assertThat(policy.header().id()).isEqualTo(id);
  }

  @Test
  void givenTheSupervisionPackage_thenTheStarterPolicyComesOutOfItToTheLastValue()
      throws Exception {
    PolicySet starter = StarterPolicy.SET;
    PolicySet derived = Deriving.set(read("atd-supervision"), starter.id(), starter.effective());
    assertThat(derived.plans()).isEqualTo(starter.plans());
    assertThat(derived.clauses()).isEqualTo(starter.clauses());
    assertThat(derived.responses()).isEqualTo(starter.responses());
    assertThat(derived).isEqualTo(starter);
  }

  @Test
  void givenTheDatedChangeOfContactStandards_thenEachSideOfItHasItsOwn() throws Exception {
    PolicyPackage before = read("idaho-contacts-four-levels");
    PolicyPackage after = read("idaho-contacts-three-levels");
    // Midnight of 23 July 2020 in Boise, where daylight saving time was in force.
    Instant change = Instant.parse("2020-07-23T06:00:00Z");
    assertThat(before.header().until()).isEqualTo(Optional.of(change));
    assertThat(after.header().from()).isEqualTo(Optional.of(change));
    assertThat(after.header().supersedes()).contains(before.header().id());
    List<Value> meetings =
        List.of(contact(before, "high"), contact(after, "high"), contact(after, "medium"));
    assertThat(meetings).extracting(Value::words).containsExactly("30", "15", "45");
  }

  private static Value contact(PolicyPackage policy, String level) {
    Decided decided =
        Evaluator.of(policy, TableForm.CONTACT)
            .decide(
                java.util.Map.of(
                    "caseType", new Value.Word("general"),
                    "level", new Value.Word(level),
                    "requirement", new Value.Word("face to face")));
    return java.util.Objects.requireNonNull(decided.outputs().get("per"));
  }
}
