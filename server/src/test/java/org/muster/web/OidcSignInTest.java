package org.muster.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import okhttp3.mockwebserver.RecordedRequest;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.MusterServer;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.util.UriComponentsBuilder;

/** Staff sign in at a provider of another make than ours, over HTTP and with cookies. */
@NullMarked
@SpringBootTest(classes = MusterServer.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = WebTest.FreshDatabase.class)
class OidcSignInTest {
  private static final String START = "/sign-in/with/oidc";
  private static final MockOAuth2Server PROVIDER = new MockOAuth2Server();

  @LocalServerPort private int port;

  private Visitor visitor = new Visitor(0);

  @DynamicPropertySource
  static void provider(DynamicPropertyRegistry settings) {
    PROVIDER.start();
    settings.add("muster.oidc.issuer", () -> PROVIDER.issuerUrl("staff").toString());
    settings.add("muster.oidc.client-id", () -> "muster");
    settings.add("muster.oidc.client-secret", () -> "a secret");
  }

  @AfterAll
  static void stop() {
    PROVIDER.shutdown();
  }

  @BeforeEach
  void open() {
    visitor = new Visitor(port);
  }

  private static void willVouchFor(Map<String, Object> claims) {
    PROVIDER.enqueueCallback(
        new DefaultOAuth2TokenCallback("staff", "subject-7", "JWT", List.of("muster"), claims));
  }

  private HttpResponse<String> signIn(String name, String role) {
    willVouchFor(
        Map.of("preferred_username", name, "name", "Ana Rivera", "roles", List.of("other", role)));
    return visitor.followAll(visitor.get(START));
  }

  @Test
  void anOfficerSignsInAndSeesTheWorklistUnderTheNameOfTheClaim() {
    HttpResponse<String> worklist = signIn("a.rivera", "muster-officer");

    assertThat(worklist.statusCode()).isEqualTo(200);
    assertThat(worklist.uri().getPath()).isEqualTo("/");
    assertThat(worklist.body()).contains("Ana Rivera", "Supervising officer", "Sign out");
    assertThat(visitor.get("/sign-in").body()).contains("Ana Rivera");
  }

  @Test
  void whoAskedForAPageFirstComesToItAfterTheSignIn() {
    assertThat(Visitor.location(visitor.get("/roll"))).endsWith("/sign-in");
    assertThat(signIn("a.rivera", "officer").uri().getPath()).isEqualTo("/roll");
  }

  @Test
  void theWayToTheProviderCarriesAChallengeAndTheCodeIsChangedWithItsVerifier() {
    forgetRequests();
    String sentTo = Visitor.location(visitor.get(START));

    Map<String, String> asked =
        UriComponentsBuilder.fromUriString(sentTo).build().getQueryParams().toSingleValueMap();
    assertThat(sentTo).startsWith(PROVIDER.authorizationEndpointUrl("staff").toString());
    assertThat(asked)
        .containsEntry("code_challenge_method", "S256")
        .containsEntry("response_type", "code")
        .containsEntry("client_id", "muster")
        .containsKeys("code_challenge", "state", "nonce");
    assertThat(asked.get("redirect_uri")).endsWith(OidcProvider.RETURN_PATH);

    willVouchFor(Map.of("preferred_username", "a.rivera", "roles", "officer"));
    assertThat(visitor.followAll(visitor.get(sentTo)).statusCode()).isEqualTo(200);
    String exchange = bodyOfTheRequestTo("/staff/token");
    assertThat(exchange).contains("code_verifier=").doesNotContain("secret");
  }

  @Test
  void theSessionHasAnotherIdOnceSomebodyIsIn() {
    visitor.get("/roll");
    String before = visitor.sessionId().orElseThrow();
    signIn("a.rivera", "officer");
    assertThat(visitor.sessionId()).get().isNotEqualTo(before);
  }

  @Test
  void anAuditorIsRefusedWhatAnOfficerMaySend() {
    String nothing = "/participants/0/nothing";
    HttpResponse<String> page = signIn("a.auditor", "muster-auditor");
    assertThat(page.body()).contains("Auditor");
    assertThat(visitor.post(nothing, page.body()).statusCode()).isEqualTo(403);

    visitor = new Visitor(port);
    HttpResponse<String> officersPage = signIn("a.rivera", "MUSTER_OFFICER");
    assertThat(visitor.post(nothing, officersPage.body()).statusCode()).isEqualTo(404);
  }

  @Test
  void anAnswerWithAStateThatWasNotGivenOutIsRefused() {
    HttpResponse<String> answer = visitor.follow(visitor.get(START));
    String forged = Visitor.location(answer).replaceAll("state=[^&]*", "state=forged");

    HttpResponse<String> page = visitor.followAll(visitor.get(forged));
    assertThat(page.body()).contains("not begun here, or took too long");
    assertThat(visitor.get("/").statusCode()).isEqualTo(302);
  }

  @Test
  void anAnswerThatAnotherVisitorAskedForIsRefused() {
    String answer = Visitor.location(visitor.follow(visitor.get(START)));
    Visitor other = new Visitor(port);
    assertThat(other.followAll(other.get(answer)).body()).contains("not begun here");
    assertThat(other.get("/").statusCode()).isEqualTo(302);
  }

  @Test
  void aTokenForAnotherClientIsRefused() {
    willVouchFor(
        Map.of("preferred_username", "a.rivera", "roles", "officer", "aud", List.of("another")));
    assertThat(visitor.followAll(visitor.get(START)).body()).contains("could not be accepted");
    assertThat(visitor.get("/").statusCode()).isEqualTo(302);
  }

  @Test
  void aPersonWithoutARoleOfOursReadsWhatTheAdministratorHasToSet() {
    HttpResponse<String> page = signIn("a.rivera", "accountant");
    assertThat(page.body())
        .contains("Your account has no role in Muster", "<code>roles</code>", "muster-officer");
    assertThat(visitor.get("/").statusCode()).isEqualTo(302);
  }

  @Test
  void aPersonWithoutANameIsRefusedInPlainWords() {
    willVouchFor(Map.of("roles", List.of("officer")));
    HttpResponse<String> page = visitor.followAll(visitor.get(START));
    assertThat(page.body())
        .contains("no name that Muster can use", "<code>preferred_username</code>");
    assertThat(visitor.get("/").statusCode()).isEqualTo(302);
  }

  @Test
  void aSignOutEndsTheSessionHereAndLeadsOnToTheProvider() {
    HttpResponse<String> page = signIn("a.rivera", "officer");
    HttpResponse<String> out = visitor.post("/sign-out", page.body());

    assertThat(out.statusCode()).isEqualTo(200);
    assertThat(out.headers().firstValue("Refresh"))
        .get()
        .asString()
        .startsWith("0; url=" + PROVIDER.endSessionEndpointUrl("staff"))
        .contains("id_token_hint=", "post_logout_redirect_uri=");
    assertThat(visitor.get("/").statusCode()).isEqualTo(302);
    String leadsTo =
        out.headers().firstValue("Refresh").orElseThrow().substring("0; url=".length());
    assertThat(visitor.followAll(visitor.get(leadsTo)).body()).contains("You are signed out.");
  }

  @Test
  void thereIsNoFormForPasswords() {
    String page = visitor.get("/sign-in").body();
    assertThat(page).contains(START).doesNotContain("<form", "refused", "role=\"alert\"");
    assertThat(visitor.post("/sign-in", page).statusCode()).isIn(302, 403, 405);
    assertThat(visitor.get("/").statusCode()).isEqualTo(302);
  }

  private static void forgetRequests() {
    try {
      while (true) {
        PROVIDER.takeRequest(1, TimeUnit.MILLISECONDS);
      }
    } catch (RuntimeException none) {
      assertThat(none).hasMessageContaining("no request found");
    }
  }

  private static String bodyOfTheRequestTo(String path) {
    RecordedRequest request = PROVIDER.takeRequest(2, TimeUnit.SECONDS);
    while (!URI.create(Objects.requireNonNull(request.getPath())).getPath().equals(path)) {
      request = PROVIDER.takeRequest(2, TimeUnit.SECONDS);
    }
    return request.getBody().readUtf8();
  }
}
