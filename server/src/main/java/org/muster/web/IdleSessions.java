package org.muster.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a session after 15 minutes in which nobody did anything. A page that refreshes itself says
 * so in a header, and does not count as somebody.
 */
class IdleSessions extends OncePerRequestFilter {
  static final Duration IDLE_MAX = Duration.ofMinutes(15);
  static final String REFRESH_HEADER = "X-Muster-Refresh";
  private static final String LAST_ACTED_AT = "muster.lastActedAt";

  private final InstantSource clock;

  IdleSessions(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    HttpSession session = request.getSession(false);
    if (session != null) {
      Instant now = clock.instant();
      if (session.getAttribute(LAST_ACTED_AT) instanceof Instant last
          && !now.isBefore(last.plus(IDLE_MAX))) {
        session.invalidate();
      } else if (isByAPerson(request)) {
        session.setAttribute(LAST_ACTED_AT, now);
      }
    }
    chain.doFilter(request, response);
  }

  private static boolean isByAPerson(HttpServletRequest request) {
    return request.getHeader(REFRESH_HEADER) == null
        && !request.getRequestURI().startsWith(LivePages.PATH);
  }

  /** Whether somebody did something so short a time ago that the session goes on. */
  static boolean goesOn(HttpSession session, Instant now) {
    try {
      return !(session.getAttribute(LAST_ACTED_AT) instanceof Instant last)
          || now.isBefore(last.plus(IDLE_MAX));
    } catch (IllegalStateException ended) {
      return false;
    }
  }
}
