package org.muster.web;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The way in: the demo's accounts, the programme's provider, or what has to be set first. */
@Controller
class SignInPage {
  /** The provider, as the page shows it. */
  record Provider(String issuer, String rolesClaim, String nameClaim, String startPath) {}

  private final Optional<OidcProvider> provider;

  SignInPage(ObjectProvider<OidcProvider> provider) {
    this.provider = Optional.ofNullable(provider.getIfAvailable());
  }

  @GetMapping(SignInWay.PAGE)
  String signIn(Model model, @RequestParam("refused") @Nullable String refused) {
    model.addAttribute("accounts", provider.isEmpty() ? DemoAccount.ALL : List.of());
    model.addAttribute("password", provider.isEmpty() ? DemoAccount.PASSWORD : "");
    provider.ifPresent(oidc -> add(model, oidc, refused));
    return "sign-in";
  }

  private static void add(Model model, OidcProvider oidc, @Nullable String refused) {
    OidcSettings settings = oidc.settings();
    model.addAttribute("missing", settings.missing());
    if (!settings.missing().isEmpty()) {
      return;
    }
    model.addAttribute(
        "provider",
        new Provider(
            settings.issuer(),
            settings.rolesClaim(),
            settings.nameClaim(),
            OidcSignIn.START + "/" + OidcProvider.ID));
    Optional<String> problem = oidc.findProblem();
    model.addAttribute("problem", problem.orElse(null));
    Optional.ofNullable(refused)
        .flatMap(SignInRefusal::find)
        // Said once: either it cannot be reached now, or it could not be then.
        .filter(why -> why != SignInRefusal.UNREACHABLE || problem.isEmpty())
        .ifPresent(why -> model.addAttribute("refusal", why.code()));
  }
}
