package org.muster.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.casework.Tokening;
import org.muster.domain.IssuedToken;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The tokens by which devices and gateways are let in: making, listing and revoking them. */
@Controller
class TokenPages {
  private final Tokening tokening;

  TokenPages(Tokening tokening) {
    this.tokening = tokening;
  }

  @GetMapping("/devices/tokens")
  @PreAuthorize("hasAnyRole('SUPERVISOR','AUDITOR','ADMINISTRATOR')")
  String tokens(@RequestParam(defaultValue = "false") boolean revoked, Model model) {
    return show(new Form(Map.of()), revoked, model);
  }

  /** The answer is the page itself and no redirect: the token is shown once and kept nowhere. */
  @PostMapping("/devices/tokens")
  @PreAuthorize("hasAnyRole('SUPERVISOR','ADMINISTRATOR')")
  String make(
      @RequestParam Map<String, String> typed,
      Model model,
      Principal who,
      HttpServletResponse response) {
    Form form = new Form(typed);
    form.took(tokening.makeForGateway(form.value("vendor"), who.getName()))
        .ifPresentOrElse(
            made -> {
              response.setHeader("Cache-Control", "no-store");
              model.addAttribute("made", made);
            },
            () -> response.setStatus(422));
    return show(form, false, model);
  }

  private String show(Form form, boolean revoked, Model model) {
    model.addAttribute("form", form);
    model.addAttribute("vendors", tokening.vendors());
    model.addAttribute("tokens", tokening.list(revoked));
    model.addAttribute("listedMax", Tokening.LISTED_MAX);
    model.addAttribute("revoked", revoked);
    model.addAttribute("utc", ZoneId.of("UTC"));
    return "tokens";
  }

  /** What will be when it is revoked, and the question why. */
  @GetMapping("/devices/tokens/{id:\\d+}/revoke")
  @PreAuthorize("hasAnyRole('OFFICER','SUPERVISOR','ADMINISTRATOR')")
  String ask(@PathVariable long id, Model model, HttpServletRequest who) {
    return ask(get(id, who), new Form(Map.of()), model);
  }

  @PostMapping("/devices/tokens/{id:\\d+}/revoke")
  @PreAuthorize("hasAnyRole('OFFICER','SUPERVISOR','ADMINISTRATOR')")
  String revoke(
      @PathVariable long id,
      @RequestParam Map<String, String> typed,
      Model model,
      HttpServletRequest who,
      HttpServletResponse response) {
    IssuedToken token = get(id, who);
    Form form = new Form(typed);
    if (form.value("reason").isBlank()) {
      form.refuse("reason", "Enter the reason.");
    } else if (form.took(tokening.revoke(id, form.value("reason"), who.getRemoteUser()))
        .isPresent()) {
      return token
          .device()
          .map(device -> "redirect:/devices/" + device + "?recorded=revoked")
          .orElse("redirect:/devices/tokens");
    }
    response.setStatus(422);
    return ask(token, form, model);
  }

  /** What a rotation does, and the question for how long both are to let in. */
  @GetMapping("/devices/tokens/{id:\\d+}/rotate")
  @PreAuthorize("hasAnyRole('OFFICER','SUPERVISOR','ADMINISTRATOR')")
  String askToRotate(@PathVariable long id, Model model, HttpServletRequest who) {
    String hours = Long.toString(Tokening.OVERLAP.toHours());
    return askToRotate(get(id, who), new Form(Map.of("overlap", hours)), null, model);
  }

  /** The answer is the page itself and no redirect: the token is shown once and kept nowhere. */
  @PostMapping("/devices/tokens/{id:\\d+}/rotate")
  @PreAuthorize("hasAnyRole('OFFICER','SUPERVISOR','ADMINISTRATOR')")
  String rotate(
      @PathVariable long id,
      @RequestParam Map<String, String> typed,
      Model model,
      HttpServletRequest who,
      HttpServletResponse response) {
    IssuedToken token = get(id, who);
    Form form = new Form(typed);
    Optional<Duration> overlap = hours(form);
    Optional<Tokening.Made> made =
        overlap.flatMap(one -> form.took(tokening.rotate(id, one, who.getRemoteUser())));
    if (made.isEmpty()) {
      response.setStatus(422);
      return askToRotate(token, form, null, model);
    }
    response.setHeader("Cache-Control", "no-store");
    return askToRotate(get(id, who), form, made.get(), model);
  }

  private static Optional<Duration> hours(Form form) {
    String hours = form.value("overlap").strip();
    if (!hours.matches("[0-9]{1,4}")) {
      form.refuse("overlap", "Enter whole hours, as 24.");
      return Optional.empty();
    }
    return Optional.of(Duration.ofHours(Long.parseLong(hours)));
  }

  private static String askToRotate(
      IssuedToken token, Form form, Tokening.@Nullable Made made, Model model) {
    model.addAttribute("made", made);
    ask(token, form, model);
    return "token-rotate";
  }

  private static String ask(IssuedToken token, Form form, Model model) {
    model.addAttribute("token", token);
    model.addAttribute("form", form);
    model.addAttribute("utc", ZoneId.of("UTC"));
    return "token-revoke";
  }

  /** An officer handles the tokens of devices; a gateway's carries those of everybody. */
  private IssuedToken get(long id, HttpServletRequest who) {
    IssuedToken token = tokening.find(id).orElseThrow(Pages::missing);
    if (token.isOfGateway()) {
      GatewayTokens.refuseUnlessMayHandle(who);
    }
    return token;
  }
}
