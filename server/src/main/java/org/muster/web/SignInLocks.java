package org.muster.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.AuthenticationFailureBadCredentialsEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.stereotype.Component;

/** Five failed sign-ins within 15 minutes lock a name for 15 minutes. */
@Component
class SignInLocks {
  static final int FAILURES_MAX = 5;
  static final Duration LOCKED_FOR = Duration.ofMinutes(15);
  static final int NAMES_MAX = 10_000;

  private record Failures(int count, Instant firstAt, Instant lastAt) {}

  private final InstantSource clock;
  // The oldest name gives way, so that made-up names cannot fill the memory.
  private final Map<String, Failures> failures =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > NAMES_MAX;
        }
      };

  SignInLocks(InstantSource clock) {
    this.clock = clock;
  }

  synchronized boolean isLocked(String name) {
    Failures known = failures.get(name);
    return known != null
        && known.count() >= FAILURES_MAX
        && clock.instant().isBefore(known.lastAt().plus(LOCKED_FOR));
  }

  @EventListener
  void failed(AuthenticationFailureBadCredentialsEvent event) {
    count(event.getAuthentication().getName());
  }

  @EventListener
  synchronized void succeeded(AuthenticationSuccessEvent event) {
    failures.remove(event.getAuthentication().getName());
  }

  synchronized void count(String name) {
    Instant now = clock.instant();
    Failures known = failures.get(name);
    if (known == null || !now.isBefore(known.firstAt().plus(LOCKED_FOR))) {
      failures.put(name, new Failures(1, now, now));
    } else {
      failures.put(name, new Failures(known.count() + 1, known.firstAt(), now));
    }
  }
}
