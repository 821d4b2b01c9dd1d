package org.muster.web;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who checks the names of staff, as {@code docs/sign-in.md} says.
 *
 * @param clientSecret empty for a client that has none and proves itself by PKCE alone
 * @param rolesClaim the claim, or a path of claims with dots between, that names a person's roles
 * @param nameClaim the claim with the name that decisions are signed with
 * @param scopes what is asked of the provider, with spaces between
 */
@ConfigurationProperties("muster.oidc")
record OidcSettings(
    @DefaultValue("") String issuer,
    @DefaultValue("") String clientId,
    @DefaultValue("") String clientSecret,
    @DefaultValue("") String rolesClaim,
    @DefaultValue("") String nameClaim,
    @DefaultValue("") String scopes) {

  /** An empty setting stands for its default, as an environment often passes it on. */
  OidcSettings {
    rolesClaim = rolesClaim.isBlank() ? "roles" : rolesClaim.strip();
    nameClaim = nameClaim.isBlank() ? "preferred_username" : nameClaim.strip();
    scopes = scopes.isBlank() ? "openid profile" : scopes.strip();
    issuer = issuer.strip();
    clientId = clientId.strip();
  }

  /** What must be set still; nobody can sign in before. */
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    if (issuer.isEmpty()) {
      missing.add("MUSTER_OIDC_ISSUER");
    }
    if (clientId.isEmpty()) {
      missing.add("MUSTER_OIDC_CLIENT_ID");
    }
    return missing;
  }

  /** What is wrong with the issuer's address as it is written, if anything. */
  Optional<String> findFault() {
    URI uri;
    try {
      uri = URI.create(issuer);
    } catch (IllegalArgumentException e) {
      return Optional.of("MUSTER_OIDC_ISSUER is not an address: " + issuer);
    }
    if ("https".equals(uri.getScheme()) && uri.getHost() != null) {
      return Optional.empty();
    }
    if ("http".equals(uri.getScheme()) && uri.getHost() != null && isLoopback(uri.getHost())) {
      return Optional.empty();
    }
    return Optional.of(
        "MUSTER_OIDC_ISSUER must begin with https:// (http:// only for a provider on this"
            + " machine): "
            + issuer);
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** As it may stand in a log: without the secret. */
  @Override
  public String toString() {
    return "OidcSettings[issuer=" + issuer + ", clientId=" + clientId + "]";
  }
}
