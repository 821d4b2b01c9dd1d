package org.muster.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/**
 * Who may read the measures. Where a request comes from says nothing: behind a proxy all come from
 * this machine.
 */
final class MetricsReaders implements AuthorizationManager<RequestAuthorizationContext> {
  /** A shorter token could be found by trying. */
  static final int TOKEN_LENGTH_MIN = 20;

  private static final String BEARER = "Bearer ";
  private static final Set<String> STAFF =
      Stream.of(Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR)
          .map(Role::authority)
          .collect(Collectors.toSet());

  private final byte[] token;

  /** An empty token lets no monitor in. */
  MetricsReaders(String token) {
    if (!token.isEmpty() && token.length() < TOKEN_LENGTH_MIN) {
      throw new IllegalStateException(
          "MUSTER_METRICS_TOKEN has fewer than %d characters: take a longer one, by chance"
              .formatted(TOKEN_LENGTH_MIN));
    }
    this.token = token.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public @Nullable AuthorizationResult authorize(
      Supplier<? extends @Nullable Authentication> authentication,
      RequestAuthorizationContext context) {
    return new AuthorizationDecision(
        showsToken(context.getRequest()) || isStaff(authentication.get()));
  }

  private boolean showsToken(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    return token.length > 0
        && header != null
        && header.startsWith(BEARER)
        && MessageDigest.isEqual(
            token, header.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isStaff(@Nullable Authentication authentication) {
    return authentication != null
        && authentication.getAuthorities().stream()
            .map(GrantedAuthority::getAuthority)
            .anyMatch(STAFF::contains);
  }

  static void askForToken(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
      throws IOException {
    response.setStatus(HttpStatus.UNAUTHORIZED.value());
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    response.setContentType("text/plain");
    response
        .getWriter()
        .write(
            "Send Authorization: Bearer with the token that MUSTER_METRICS_TOKEN names, or sign in"
                + " as supervisor, auditor or administrator.\n");
  }
}
