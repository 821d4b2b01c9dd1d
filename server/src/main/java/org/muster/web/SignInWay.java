package org.muster.web;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;

/** How staff get in: the demo's form, or the programme's OpenID Connect provider. */
interface SignInWay {
  String PAGE = "/sign-in";

  /** Adds the way in, and what a sign-out leads to, to the rules of the pages. */
  void open(HttpSecurity http) throws Exception;
}
