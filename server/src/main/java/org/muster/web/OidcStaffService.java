package org.muster.web;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestTemplate;

/** Makes a member of staff of what the provider says, or refuses one without a name or a role. */
@Component
@Profile("!demo")
class OidcStaffService implements OAuth2UserService<OidcUserRequest, OidcUser> {
  /** As long as the columns are that keep who did something. */
  static final int NAME_LENGTH_MAX = 100;

  private static final Logger log = LoggerFactory.getLogger(OidcStaffService.class);

  private final OidcSettings settings;
  private final OidcRoles roles;
  private final OidcUserService provider = new OidcUserService();

  OidcStaffService(OidcSettings settings) {
    this.settings = settings;
    roles = new OidcRoles(settings.rolesClaim());
    RestTemplate calls = OidcCalls.plain();
    calls.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
    var people = new DefaultOAuth2UserService();
    people.setRestOperations(calls);
    provider.setOauth2UserService(people);
  }

  @Override
  public OidcUser loadUser(OidcUserRequest request) {
    OidcUser person = provider.loadUser(request);
    Map<String, Object> claims = person.getClaims();
    if (!(claims.get(settings.nameClaim()) instanceof String name)
        || name.isBlank()
        || name.length() > NAME_LENGTH_MAX) {
      log.info(
          "Sign-in refused: subject {} has no usable claim {}.",
          person.getSubject(),
          settings.nameClaim());
      throw SignInRefusal.NO_NAME.exception();
    }
    Role role =
        roles
            .find(claims)
            .orElseThrow(
                () -> {
                  log.info(
                      "Sign-in refused: {} has no role of Muster in claim {}.",
                      name,
                      settings.rolesClaim());
                  return SignInRefusal.NO_ROLE.exception();
                });
    return new OidcStaff(role, person.getIdToken(), person.getUserInfo(), settings.nameClaim());
  }
}
