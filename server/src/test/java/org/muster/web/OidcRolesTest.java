package org.muster.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class OidcRolesTest {
  private final OidcRoles roles = new OidcRoles("roles");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "officer",
        "Officer",
        "muster-officer",
        "MUSTER_OFFICER",
        "muster:officer",
        "/muster/officer"
      })
  void eachWayToWriteARoleIsRead(String value) {
    assertThat(roles.find(Map.of("roles", List.of("x", value)))).contains(Role.OFFICER);
    assertThat(roles.find(Map.of("roles", "x " + value))).contains(Role.OFFICER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "officers", "chief-officer", "musterofficer", "other-officer", "admin"})
  void whatOnlyLooksLikeARoleIsNone(String value) {
    assertThat(roles.find(Map.of("roles", List.of(value)))).isEmpty();
  }

  @Test
  void whoeverHoldsSeveralHasTheFirstOfTheWrittenOrder() {
    assertThat(roles.find(Map.of("roles", List.of("officer", "supervisor", "administrator"))))
        .contains(Role.SUPERVISOR);
    assertThat(roles.find(Map.of("roles", List.of("auditor", "operator")))).contains(Role.OPERATOR);
  }

  @Test
  void everyRoleHasItsPlaceInThatOrder() {
    assertThat(OidcRoles.FIRST_OF).containsExactlyInAnyOrder(Role.values());
  }

  @Test
  void aPathOfClaimsIsFollowedUnlessAClaimHasThatVeryName() {
    Map<String, Object> nested = Map.of("realm_access", Map.of("roles", List.of("officer")));
    assertThat(new OidcRoles("realm_access.roles").find(nested)).contains(Role.OFFICER);
    assertThat(new OidcRoles("realm_access.none.roles").find(nested)).isEmpty();
    assertThat(
            new OidcRoles("https://muster.example/roles")
                .find(Map.of("https://muster.example/roles", "auditor")))
        .contains(Role.AUDITOR);
  }

  @Test
  void aClaimThatIsAbsentOrOfAnotherKindGivesNoRole() {
    assertThat(roles.find(Map.of())).isEmpty();
    assertThat(roles.find(Map.of("roles", 7))).isEmpty();
  }
}
