package org.muster.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.muster.MusterServer;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;

/** The server starts and serves also while nobody can sign in, and the sign-in page says why. */
@NullMarked
class OidcNotReadyTest {

  @Nested
  @SpringBootTest(
      classes = MusterServer.class,
      webEnvironment = WebEnvironment.RANDOM_PORT,
      // Port 9 discards: nothing of ours ever listens there.
      properties = {"muster.oidc.issuer=http://localhost:9/staff", "muster.oidc.client-id=muster"})
  @ContextConfiguration(initializers = WebTest.FreshDatabase.class)
  class GivenAProviderThatIsDown {
    @LocalServerPort private int port;

    @Test
    void thenTheServerIsUpAndTheSignInPageSaysThatNobodyGetsIn() {
      Visitor visitor = new Visitor(port);
      assertThat(visitor.get("/healthz").statusCode()).isEqualTo(200);
      assertThat(visitor.followAll(visitor.get("/")).body())
          .contains("Nobody can sign in just now", "http://localhost:9/staff")
          .doesNotContain("Sign in</a>");
    }

    @Test
    void thenTheWayToTheProviderLeadsBackToThatPage() {
      Visitor visitor = new Visitor(port);
      HttpResponse<String> page = visitor.followAll(visitor.get("/sign-in/with/oidc"));
      assertThat(page.uri().getPath()).isEqualTo("/sign-in");
      assertThat(page.body()).contains("Nobody can sign in just now");
    }
  }

  @Nested
  @SpringBootTest(
      classes = MusterServer.class,
      webEnvironment = WebEnvironment.RANDOM_PORT,
      properties = {"muster.oidc.issuer=https://provider.example", "muster.oidc.client-id="})
  @ContextConfiguration(initializers = WebTest.FreshDatabase.class)
  class GivenHalfOfTheSettings {
    @LocalServerPort private int port;

    @Test
    void thenTheSignInPageSaysWhatToSet() {
      Visitor visitor = new Visitor(port);
      assertThat(visitor.followAll(visitor.get("/")).body())
          .contains("Sign-in is not set up yet")
          .contains("Not set yet: <code>MUSTER_OIDC_CLIENT_ID</code><span>.</span>");
      assertThat(visitor.get("/sign-in/with/oidc").statusCode()).isIn(302, 404);
    }
  }
}
