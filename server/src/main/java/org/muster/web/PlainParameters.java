package org.muster.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** No text that a person types holds the character NUL, and the database could not keep it. */
@Component
class PlainParameters extends OncePerRequestFilter {
  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    // Devices have readers of their own, which want the body as it came.
    return request.getRequestURI().startsWith("/intake/")
        || request.getRequestURI().startsWith("/api/v1/observations");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean plain =
        request.getParameterMap().values().stream()
            .flatMap(Arrays::stream)
            .noneMatch(value -> value.indexOf('\0') >= 0);
    if (plain) {
      chain.doFilter(request, response);
    } else {
      response.sendError(HttpStatus.BAD_REQUEST.value());
    }
  }
}
