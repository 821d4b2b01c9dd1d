package org.muster.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.converter.ClaimTypeConverter;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** What the sign-in through a provider needs and what it leaves behind: no token is kept. */
@Configuration
@Profile("!demo")
@EnableConfigurationProperties(OidcSettings.class)
class OidcSetup {

  /** Reads the provider's word about a person, signed by any of the ways that it says it signs. */
  @Bean
  JwtDecoderFactory<ClientRegistration> idTokens() {
    return registration -> {
      String keys =
          Objects.requireNonNull(
              registration.getProviderDetails().getJwkSetUri(), "a provider names its keys");
      NimbusJwtDecoder decoder =
          NimbusJwtDecoder.withJwkSetUri(keys)
              .jwsAlgorithms(ways -> addWays(ways, registration))
              .restOperations(OidcCalls.plain())
              .build();
      decoder.setJwtValidator(
          new DelegatingOAuth2TokenValidator<>(
              new JwtTimestampValidator(), new OidcIdTokenValidator(registration)));
      decoder.setClaimSetConverter(
          new ClaimTypeConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverters()));
      return decoder;
    };
  }

  private static void addWays(Set<SignatureAlgorithm> ways, ClientRegistration registration) {
    ways.add(SignatureAlgorithm.RS256);
    Object said =
        registration
            .getProviderDetails()
            .getConfigurationMetadata()
            .get("id_token_signing_alg_values_supported");
    if (said instanceof Collection<?> names) {
      for (Object name : names) {
        // Null for a way that is not by a public key, as "none" is; those are never taken.
        SignatureAlgorithm way = SignatureAlgorithm.from(String.valueOf(name));
        if (way != null) {
          ways.add(way);
        }
      }
    }
  }

  /** Muster asks nothing of others in a person's name, so it keeps nobody's access token. */
  @Bean
  OAuth2AuthorizedClientRepository noTokensKept() {
    return new OAuth2AuthorizedClientRepository() {
      // The interface is written so; nothing is cast, for nothing is given.
      @SuppressWarnings("TypeParameterUnusedInFormals")
      @Override
      public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
          String id, Authentication person, HttpServletRequest request) {
        return null;
      }

      @Override
      public void saveAuthorizedClient(
          OAuth2AuthorizedClient client,
          Authentication person,
          HttpServletRequest request,
          HttpServletResponse response) {}

      @Override
      public void removeAuthorizedClient(
          String id,
          Authentication person,
          HttpServletRequest request,
          HttpServletResponse response) {}
    };
  }
}
