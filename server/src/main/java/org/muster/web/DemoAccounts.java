package org.muster.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;

/** The demo's accounts. They exist only where nobody but this machine can reach them. */
@Component
@Profile("demo")
class DemoAccounts implements UserDetailsService {
  private final SignInLocks locks;

  DemoAccounts(SignInLocks locks, @Value("${server.address:}") String address) {
    this.locks = locks;
    refuseUnlessLoopback(address);
  }

  static void refuseUnlessLoopback(String address) {
    boolean loopback;
    try {
      loopback = !address.isBlank() && InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      loopback = false;
    }
    if (!loopback) {
      throw new IllegalStateException(
          "The demo has accounts that anyone can use, so it listens on this machine only. Set"
              + " server.address to 127.0.0.1 (it is '"
              + address
              + "'), or run 'muster serve' with your own sign-in.");
    }
  }

  @Override
  public UserDetails loadUserByUsername(String name) {
    return DemoAccount.ALL.stream()
        .filter(account -> account.name().equals(name))
        .findFirst()
        .map(account -> account.withLocked(locks.isLocked(name)))
        .orElseThrow(() -> new UsernameNotFoundException("no account has that name"));
  }
}
