package org.muster.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.annotation.Profile;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;

/** The demo's accounts sign in by a form. */
@Component
@Profile("demo")
class DemoSignIn implements SignInWay {
  @Override
  public void open(HttpSecurity http) throws Exception {
    http.formLogin(
        form ->
            form.loginPage(PAGE)
                .failureHandler(DemoSignIn::failed)
                .defaultSuccessUrl("/", false)
                .permitAll());
  }

  private static void failed(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
      throws IOException {
    boolean locked = refused instanceof LockedException;
    response.sendRedirect(request.getContextPath() + PAGE + (locked ? "?locked" : "?wrong"));
  }
}
