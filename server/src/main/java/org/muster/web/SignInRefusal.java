package org.muster.web;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.muster.web.OidcProvider.UnreachableProvider;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;

/** Why a sign-in through the provider led to nothing. The sign-in page says it in words. */
enum SignInRefusal {
  NO_ROLE,
  NO_NAME,
  STALE,
  DENIED,
  UNREACHABLE,
  FAILED;

  /** As it stands in the address of the sign-in page. */
  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  OAuth2AuthenticationException exception() {
    return new OAuth2AuthenticationException(new OAuth2Error(code()));
  }

  static Optional<SignInRefusal> find(String code) {
    return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
  }

  static SignInRefusal of(AuthenticationException refused) {
    if (refused instanceof OAuth2AuthenticationException answer) {
      String code = answer.getError().getErrorCode();
      switch (code) {
        case "authorization_request_not_found", "invalid_state_parameter" -> {
          return STALE;
        }
        case "access_denied" -> {
          return DENIED;
        }
        default -> {
          Optional<SignInRefusal> ours = find(code);
          if (ours.isPresent()) {
            return ours.get();
          }
        }
      }
    }
    return isUnreachable(refused) ? UNREACHABLE : FAILED;
  }

  private static boolean isUnreachable(Throwable refused) {
    for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException || cause instanceof UnreachableProvider) {
        return true;
      }
    }
    return false;
  }
}
