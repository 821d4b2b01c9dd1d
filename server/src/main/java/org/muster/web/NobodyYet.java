package org.muster.web;

import org.springframework.context.annotation.Profile;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;

/** Outside the demo there are no local accounts at all. */
@Component
@Profile("!demo")
class NobodyYet implements UserDetailsService {
  @Override
  public UserDetails loadUserByUsername(String name) {
    throw new UsernameNotFoundException("there are no local accounts");
  }
}
