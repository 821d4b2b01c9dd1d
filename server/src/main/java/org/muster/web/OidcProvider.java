package org.muster.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistration.ClientSettings;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.stereotype.Component;

/**
 * The programme's OpenID Connect provider. It is asked about itself when somebody wants in, not at
 * the start: devices report and the roll is called also while it cannot be reached.
 */
@Component
@Profile("!demo")
class OidcProvider implements ClientRegistrationRepository {
  static final String ID = "oidc";
  static final String RETURN_PATH = "/sign-in/return";

  /** How long a good answer stands; the page that shows it can be loaded by anyone. */
  static final Duration ASKED_AGAIN_AFTER = Duration.ofSeconds(30);

  static final Duration TRIED_AGAIN_AFTER = Duration.ofSeconds(5);

  private static final Logger log = LoggerFactory.getLogger(OidcProvider.class);

  private final OidcSettings settings;
  private final InstantSource clock;
  private volatile @Nullable ClientRegistration known;
  private @Nullable String problem;
  private Instant askAgainAt = Instant.MIN;

  OidcProvider(OidcSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  OidcSettings settings() {
    return settings;
  }

  /** Why nobody can sign in just now, in words for the administrator. */
  synchronized Optional<String> findProblem() {
    if (!clock.instant().isBefore(askAgainAt)) {
      ask();
    }
    return Optional.ofNullable(problem);
  }

  @Override
  public @Nullable ClientRegistration findByRegistrationId(String id) {
    if (!id.equals(ID) || !settings.missing().isEmpty()) {
      return null;
    }
    if (known == null) {
      findProblem().ifPresent(OidcProvider::refuse);
    }
    return known;
  }

  private static void refuse(String problem) {
    throw new UnreachableProvider(problem);
  }

  private void ask() {
    String before = problem;
    try {
      problem = settings.findFault().orElse(null);
      if (problem == null) {
        known = registration(OidcCalls.describe(settings.issuer()));
      }
    } catch (RuntimeException e) {
      problem =
          "The provider at "
              + settings.issuer()
              + " does not answer as it should: "
              + e.getMessage();
    }
    if (problem != null && !problem.equals(before)) {
      log.warn("Nobody can sign in. {}", problem);
    }
    askAgainAt = clock.instant().plus(problem == null ? ASKED_AGAIN_AFTER : TRIED_AGAIN_AFTER);
  }

  private ClientRegistration registration(Map<String, Object> said) {
    if (!settings.issuer().equals(said.get("issuer"))) {
      throw new IllegalStateException(
          "it calls itself '" + said.get("issuer") + "'; MUSTER_OIDC_ISSUER must be exactly that.");
    }
    ClientRegistration.Builder builder =
        ClientRegistrations.fromOidcConfiguration(said)
            .registrationId(ID)
            .clientId(settings.clientId())
            .redirectUri("{baseUrl}" + RETURN_PATH)
            .scope(List.of(settings.scopes().split("\\s+")))
            .clientSettings(ClientSettings.builder().requireProofKey(true).build());
    if (settings.clientSecret().isBlank()) {
      builder.clientAuthenticationMethod(ClientAuthenticationMethod.NONE);
    } else {
      builder.clientSecret(settings.clientSecret());
    }
    return builder.build();
  }

  /** Said to the one who wants in while the provider cannot be asked. */
  static final class UnreachableProvider extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreachableProvider(String problem) {
      super(problem);
    }
  }
}
