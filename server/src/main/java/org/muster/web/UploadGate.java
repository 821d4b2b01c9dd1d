package org.muster.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Files come with one form only, from somebody who is signed in, and within its bounds. To look for
 * the token of a form is to read all that came with it, so this stands before that.
 */
class UploadGate extends OncePerRequestFilter {
  private static final String PLACE = "/audit";

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String type = request.getContentType();
    return type == null || !type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!request.getMethod().equals("POST") || !request.getRequestURI().equals(PLACE)) {
      response.sendError(HttpStatus.BAD_REQUEST.value());
    } else if (!isSignedIn()) {
      response.sendRedirect("/sign-in");
    } else if (request.getContentLengthLong() < 0
        || request.getContentLengthLong() > UploadedFiles.Bounds.DEFAULT.requestBytesMax()) {
      response.sendRedirect(PLACE + "?refused=size");
    } else {
      chain.doFilter(request, response);
    }
  }

  private static boolean isSignedIn() {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    return who != null && who.isAuthenticated() && !(who instanceof AnonymousAuthenticationToken);
  }
}
