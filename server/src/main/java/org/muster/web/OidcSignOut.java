package org.muster.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.web.util.HtmlUtils;

/**
 * After a sign-out here, the provider is asked to sign the person out too, if it offers that;
 * otherwise the next one at the same screen would be let in under the old name.
 */
class OidcSignOut extends OidcClientInitiatedLogoutSuccessHandler {
  OidcSignOut(ClientRegistrationRepository providers) {
    super(providers);
    setDefaultTargetUrl(SignInWay.PAGE + "?out");
    setPostLogoutRedirectUri("{baseUrl}" + SignInWay.PAGE + "?out");
    setRedirectStrategy(OidcSignOut::sendOn);
  }

  /**
   * The policy for content lets forms lead to this server only, and browsers hold a redirect that
   * answers a form to it. So a page in between leads on.
   */
  private static void sendOn(HttpServletRequest request, HttpServletResponse response, String url)
      throws IOException {
    if (url.startsWith("/")) {
      response.sendRedirect(request.getContextPath() + url);
      return;
    }
    response.setHeader("Refresh", "0; url=" + url);
    response.setContentType(MediaType.TEXT_HTML_VALUE);
    response.setCharacterEncoding("UTF-8");
    response
        .getWriter()
        .write(
            "<!DOCTYPE html><html lang=\"en\"><head><title>Signed out – Muster</title></head>"
                + "<body>"
                + "<p>You are signed out of Muster. <a href=\""
                + HtmlUtils.htmlEscape(url)
                + "\">Sign out at your organization's sign-in too</a>.</p></body></html>");
  }
}
