package org.muster.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.authorization.AuthorizationDeniedException;

/** Who holds a gateway's token writes for every device of a vendor: few may handle one. */
public final class GatewayTokens {
  private GatewayTokens() {}

  /** Pages and API ask this alike, beside the roles that may handle a device's token. */
  public static void refuseUnlessMayHandle(HttpServletRequest who) {
    if (!who.isUserInRole(Role.SUPERVISOR.name()) && !who.isUserInRole(Role.ADMINISTRATOR.name())) {
      throw new AuthorizationDeniedException("a gateway's token");
    }
  }
}
