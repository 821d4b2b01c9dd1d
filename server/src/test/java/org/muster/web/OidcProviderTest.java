package org.muster.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.Objects;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.muster.web.OidcProvider.UnreachableProvider;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

@NullMarked
class OidcProviderTest {
  private Instant now = Instant.parse("2026-11-24T12:00:00Z");

  private OidcProvider provider(String issuer, String secret) {
    return new OidcProvider(new OidcSettings(issuer, "muster", secret, "", "", ""), () -> now);
  }

  @Test
  void aProviderThatComesUpLaterIsFoundAndOneThatGoesDownIsSaid() throws IOException {
    int port = freePort();
    String issuer = "http://localhost:" + port + "/staff";
    OidcProvider provider = provider(issuer, "");
    assertThat(provider.findProblem()).get().asString().contains(issuer, "does not answer");
    assertThatThrownBy(() -> provider.findByRegistrationId("oidc"))
        .isInstanceOf(UnreachableProvider.class);

    MockOAuth2Server server = new MockOAuth2Server();
    server.start(port);
    try {
      assertThat(provider.findProblem()).as("not asked at every load of the page").isPresent();
      now = now.plus(OidcProvider.TRIED_AGAIN_AFTER);
      assertThat(provider.findProblem()).isEmpty();
      assertThat(provider.findByRegistrationId("oidc")).isNotNull();
    } finally {
      server.shutdown();
    }

    now = now.plus(OidcProvider.ASKED_AGAIN_AFTER);
    assertThat(provider.findProblem()).isPresent();
    assertThat(provider.findByRegistrationId("oidc"))
        .as("who is on the way back from it is not lost")
        .isNotNull();
  }

  @Test
  void aClientWithoutASecretProvesItselfByPkceAlone() {
    MockOAuth2Server server = new MockOAuth2Server();
    server.start();
    try {
      var without = provider(server.issuerUrl("staff").toString(), "").findByRegistrationId("oidc");
      var with = provider(server.issuerUrl("staff").toString(), "s").findByRegistrationId("oidc");
      assertThat(Objects.requireNonNull(without).getClientAuthenticationMethod())
          .isEqualTo(ClientAuthenticationMethod.NONE);
      assertThat(Objects.requireNonNull(with).getClientAuthenticationMethod())
          .isEqualTo(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
      assertThat(with.getClientSettings().isRequireProofKey()).isTrue();
    } finally {
      server.shutdown();
    }
  }

  @Test
  void aProviderThatCallsItselfOtherwiseIsNotBelieved() {
    MockOAuth2Server server = new MockOAuth2Server();
    server.start();
    try {
      String issuer = server.issuerUrl("staff").toString();
      assertThat(provider(issuer + "/", "").findProblem())
          .get()
          .asString()
          .contains("calls itself '" + issuer + "'");
    } finally {
      server.shutdown();
    }
  }

  @Test
  void anIssuerThatOthersOnTheWayCouldReadIsRefused() {
    assertThat(provider("http://192.0.2.1/staff", "").findProblem())
        .get()
        .asString()
        .contains("must begin with https://");
    assertThat(provider("not an address", "").findProblem()).isPresent();
    assertThat(provider("ftp://localhost/", "").findProblem()).isPresent();
  }

  @Test
  void theSecretIsNotWrittenOut() {
    assertThat(new OidcSettings("https://i", "muster", "hush", "", "", "").toString())
        .doesNotContain("hush");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
