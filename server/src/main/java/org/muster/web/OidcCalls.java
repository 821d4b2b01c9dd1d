package org.muster.web;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** The calls to the provider. None waits for long: a person waits behind each. */
final class OidcCalls {
  static final Duration CONNECT_MAX = Duration.ofSeconds(3);
  static final Duration ANSWER_MAX = Duration.ofSeconds(5);

  private OidcCalls() {}

  /** What the provider says of itself at its well-known address. */
  static Map<String, Object> describe(String issuer) {
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    @Nullable Map<String, Object> said =
        RestClient.builder()
            .requestFactory(timely())
            .build()
            .get()
            .uri(java.net.URI.create(base + "/.well-known/openid-configuration"))
            .retrieve()
            .body(new ParameterizedTypeReference<>() {});
    return said == null ? Map.of() : said;
  }

  /** Changes the code of a sign-in for its tokens. */
  static OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> tokens() {
    var client = new RestClientAuthorizationCodeTokenResponseClient();
    client.setRestClient(
        RestClient.builder()
            .requestFactory(timely())
            .configureMessageConverters(
                converters ->
                    converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
            .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
            .build());
    return client;
  }

  /** For the provider's keys and its answers about a person. */
  static RestTemplate plain() {
    return new RestTemplate(timely());
  }

  private static SimpleClientHttpRequestFactory timely() {
    var factory = new SimpleClientHttpRequestFactory();
    factory.setConnectTimeout(CONNECT_MAX);
    factory.setReadTimeout(ANSWER_MAX);
    return factory;
  }
}
