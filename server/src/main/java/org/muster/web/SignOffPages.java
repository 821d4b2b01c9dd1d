package org.muster.web;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.casework.Change;
import org.muster.policy.SignOff;
import org.muster.signing.PolicyShelf;
import org.muster.signing.PolicySigning;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of who signs: the change, its checks and tests, and the answer. */
@Controller
class SignOffPages {
  private static final String PLACE = "/policy/sign-offs/{id:\\d{1,18}}";
  private static final String MAY = "hasAnyRole('SUPERVISOR','ADMINISTRATOR')";

  private final PolicyShelf shelf;
  private final PolicySigning signing;
  private final InstantSource clock;

  SignOffPages(PolicyShelf shelf, PolicySigning signing, InstantSource clock) {
    this.shelf = shelf;
    this.signing = signing;
    this.clock = clock;
  }

  @GetMapping(PLACE)
  String signOff(
      @PathVariable long id,
      @RequestParam(required = false) @Nullable String recorded,
      Model model,
      Principal who) {
    return show(id, recorded, new Form(Map.of()), model, who);
  }

  @PostMapping(PLACE + "/{answer:sign|refuse|take-back|retire}")
  @PreAuthorize(MAY)
  String answer(
      @PathVariable long id,
      @PathVariable String answer,
      @RequestParam Map<String, String> typed,
      Model model,
      Principal who,
      HttpServletResponse response) {
    Form form = new Form(typed);
    String reason = form.value("reason");
    String by = who.getName();
    Change<SignOff> change =
        switch (answer) {
          case "sign" -> signing.sign(id, reason, by);
          case "refuse" -> signing.refuse(id, reason, by);
          case "take-back" -> signing.takeBack(id, reason, by);
          default -> signing.retire(id, reason, by);
        };
    if (form.took(change).isPresent()) {
      return "redirect:/policy/sign-offs/" + id + "?recorded=" + answer;
    }
    response.setStatus(422);
    return show(id, null, form, model, who);
  }

  private String show(long id, @Nullable String recorded, Form form, Model model, Principal who) {
    SignOff signOff = shelf.findSignOff(id).orElseThrow(Pages::missing);
    PolicyShelf.File file = shelf.findFile(signOff.hash()).orElseThrow(Pages::missing);
    Optional<PolicyShelf.Checked> inForce = shelf.findInForce();
    model.addAttribute("signOff", signOff);
    model.addAttribute("file", file);
    model.addAttribute("inForce", inForce.orElse(null));
    model.addAttribute(
        "differences",
        inForce.map(one -> shelf.compare(one.policy(), file.checked().policy())).orElse(List.of()));
    model.addAttribute("mayAnswer", signOff.mayBeAnsweredBy(who.getName()));
    model.addAttribute(
        "mayRetire", signOff.isSigned() && signOff.bindsFrom().isAfter(clock.instant()));
    model.addAttribute("recorded", recorded);
    model.addAttribute("form", form);
    model.addAttribute("utc", ZoneId.of("UTC"));
    return "policy-sign-off";
  }
}
