package org.muster.web;

import java.util.Collection;
import java.util.List;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * A local account of the demo. All have the same password: they are reachable from this machine
 * only.
 */
record DemoAccount(String name, String displayName, Role role, boolean locked)
    implements UserDetails {
  static final String PASSWORD = "demo";

  static final List<DemoAccount> ALL =
      List.of(
          new DemoAccount("operator", "Olu Adeyemi", Role.OPERATOR, false),
          new DemoAccount("o.rivera", "Ana Rivera", Role.OFFICER, false),
          new DemoAccount("o.chen", "Wei Chen", Role.OFFICER, false),
          new DemoAccount("o.haddad", "Samir Haddad", Role.OFFICER, false),
          new DemoAccount("supervisor", "Ruth Salazar", Role.SUPERVISOR, false),
          new DemoAccount("auditor", "Jan Visser", Role.AUDITOR, false),
          new DemoAccount("admin", "Mira Shah", Role.ADMINISTRATOR, false));

  DemoAccount withLocked(boolean nowLocked) {
    return new DemoAccount(name, displayName, role, nowLocked);
  }

  @Override
  public Collection<? extends GrantedAuthority> getAuthorities() {
    return List.of(Staff.granted(role));
  }

  @Override
  public String getPassword() {
    return "{noop}" + PASSWORD;
  }

  @Override
  public String getUsername() {
    return name;
  }

  @Override
  public boolean isAccountNonLocked() {
    return !locked;
  }
}
