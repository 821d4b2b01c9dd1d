package org.muster.web;

import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * Who is signed in.
 *
 * @param name what decisions are signed with, and what an enrolment names as its officer
 * @param displayName as people read it
 */
public record Staff(String name, String displayName, Role role) {

  /** Whoever signed in, by whichever way; refuses one without a role of ours. */
  static Staff of(Authentication authentication) {
    List<Role> roles =
        authentication.getAuthorities().stream()
            .map(GrantedAuthority::getAuthority)
            .flatMap(
                given ->
                    List.of(Role.values()).stream().filter(role -> role.authority().equals(given)))
            .sorted()
            .toList();
    if (roles.isEmpty()) {
      throw new IllegalStateException("the one signed in has no role");
    }
    String displayName =
        switch (authentication.getPrincipal()) {
          case DemoAccount account -> account.displayName();
          case OidcStaff staff -> staff.displayName();
          case null, default -> authentication.getName();
        };
    return new Staff(authentication.getName(), displayName, roles.getFirst());
  }

  /** Whether he or she may confirm a breach. */
  public boolean mayConfirm() {
    return role == Role.OFFICER || role == Role.SUPERVISOR;
  }

  /** Whether he or she may answer findings at all. */
  public boolean mayDecide() {
    return mayConfirm() || role == Role.OPERATOR;
  }

  static SimpleGrantedAuthority granted(Role role) {
    return new SimpleGrantedAuthority(role.authority());
  }
}
