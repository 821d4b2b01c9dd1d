package org.muster.web;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A person's role, from what the provider says of the person.
 *
 * @param claim the name of a claim, or a path of names with dots between, as {@code
 *     realm_access.roles}
 */
record OidcRoles(String claim) {
  /** Whoever holds several has the first of these: each of the first three may do what follows. */
  static final List<Role> FIRST_OF =
      List.of(Role.SUPERVISOR, Role.OFFICER, Role.OPERATOR, Role.ADMINISTRATOR, Role.AUDITOR);

  // A Keycloak group begins with a slash; the prefix keeps our roles apart from those of others.
  private static final Pattern VALUE =
      Pattern.compile(
          "/?(?:muster[-_:/])?("
              + Arrays.stream(Role.values()).map(Role::name).collect(Collectors.joining("|"))
              + ")",
          Pattern.CASE_INSENSITIVE);

  /** Empty if none of the values is a role of ours. */
  Optional<Role> find(Map<String, Object> claims) {
    Set<Role> held = EnumSet.noneOf(Role.class);
    values(claims)
        .map(VALUE::matcher)
        .filter(Matcher::matches)
        .forEach(found -> held.add(Role.get(found.group(1))));
    return FIRST_OF.stream().filter(held::contains).findFirst();
  }

  private Stream<String> values(Map<String, Object> claims) {
    return switch (at(claims)) {
      case Collection<?> many -> many.stream().map(String::valueOf).map(String::strip);
      case String one -> Arrays.stream(one.strip().split("[\\s,]+"));
      case null, default -> Stream.empty();
    };
  }

  /** A claim may have dots in its own name, as an address has; that name goes before a path. */
  private @Nullable Object at(Map<String, Object> claims) {
    if (claims.containsKey(claim)) {
      return claims.get(claim);
    }
    Object here = claims;
    for (String step : claim.split("\\.", -1)) {
      here = here instanceof Map<?, ?> map ? map.get(step) : null;
    }
    return here;
  }
}
