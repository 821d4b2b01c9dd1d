package org.muster.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;

/** A member of staff whom the provider vouches for. The name is the one that decisions carry. */
class OidcStaff extends DefaultOidcUser {
  private static final long serialVersionUID = 1L;

  private final String displayName;

  OidcStaff(Role role, OidcIdToken token, @Nullable OidcUserInfo info, String nameClaim) {
    super(List.of(Staff.granted(role)), token, info, nameClaim);
    String fullName = getFullName();
    displayName = fullName == null || fullName.isBlank() ? getName() : fullName;
  }

  /** As people read it. */
  String displayName() {
    return displayName;
  }
}
