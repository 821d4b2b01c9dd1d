package org.muster.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.stereotype.Component;

/**
 * Staff sign in at the programme's provider: Authorization Code with PKCE. Spring Security checks
 * state and nonce, and changes the session's id once somebody is in.
 */
@Component
@Profile("!demo")
class OidcSignIn implements SignInWay {
  static final String START = "/sign-in/with";

  private static final Logger log = LoggerFactory.getLogger(OidcSignIn.class);

  private final OidcProvider provider;

  OidcSignIn(OidcProvider provider) {
    this.provider = provider;
  }

  @Override
  public void open(HttpSecurity http) throws Exception {
    if (!provider.settings().missing().isEmpty()) {
      http.exceptionHandling(
          on -> on.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint(PAGE)));
      return;
    }
    http.oauth2Login(
            login ->
                login
                    .loginPage(PAGE)
                    .loginProcessingUrl(OidcProvider.RETURN_PATH)
                    .authorizationEndpoint(start -> start.baseUri(START))
                    .tokenEndpoint(tokens -> tokens.accessTokenResponseClient(OidcCalls.tokens()))
                    .failureHandler(OidcSignIn::failed)
                    .defaultSuccessUrl("/", false)
                    .withObjectPostProcessor(sayingWhyNobodyIsSentOff()))
        .logout(out -> out.logoutSuccessHandler(new OidcSignOut(provider)));
  }

  /** A provider that cannot be reached is said on the sign-in page, not by a server error. */
  private static ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter>
      sayingWhyNobodyIsSentOff() {
    return new ObjectPostProcessor<>() {
      @Override
      public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
        filter.setAuthenticationFailureHandler(OidcSignIn::failed);
        return filter;
      }
    };
  }

  private static void failed(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
      throws IOException {
    SignInRefusal why = SignInRefusal.of(refused);
    if (why == SignInRefusal.UNREACHABLE || why == SignInRefusal.FAILED) {
      // What came with the answer may hold anything; it must not begin a line of the log.
      log.warn(
          "Sign-in failed: {}", String.valueOf(refused.getMessage()).replaceAll("\\p{C}", " "));
    }
    response.sendRedirect(request.getContextPath() + PAGE + "?refused=" + why.code());
  }
}
