package org.muster.web;

import java.util.List;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The way in: the demo's accounts, or what the administrator has to set. */
@Controller
class SignInPage {
  private final boolean demo;

  SignInPage(Environment environment) {
    demo = environment.acceptsProfiles(Profiles.of("demo"));
  }

  @GetMapping("/sign-in")
  String signIn(Model model) {
    model.addAttribute("accounts", demo ? DemoAccount.ALL : List.of());
    model.addAttribute("password", demo ? DemoAccount.PASSWORD : "");
    return "sign-in";
  }
}
