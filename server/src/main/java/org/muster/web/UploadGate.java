package org.muster.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.muster.policy.PackageFiles;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Files come with two forms only, from somebody who is signed in, and within their bounds. To look
 * for the token of a form is to read all that came with it, so this stands before that.
 */
class UploadGate extends OncePerRequestFilter {
  /** Where policy packages are brought in. */
  static final String PACKAGES = "/policy/packages";

  /** By the address of the form: how many bytes may come with it. */
  private static final Map<String, Long> BYTES_MAX =
      Map.of(
          "/audit",
          UploadedFiles.Bounds.DEFAULT.requestBytesMax(),
          PACKAGES,
          PackageFiles.BYTES_MAX + (1L << 20));

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String type = request.getContentType();
    return type == null || !type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String place = request.getRequestURI();
    Long bytesMax = BYTES_MAX.get(place);
    if (!request.getMethod().equals("POST") || bytesMax == null) {
      response.sendError(HttpStatus.BAD_REQUEST.value());
    } else if (!isSignedIn()) {
      response.sendRedirect("/sign-in");
    } else if (request.getContentLengthLong() < 0 || request.getContentLengthLong() > bytesMax) {
      response.sendRedirect(place + "?refused=size");
    } else {
      chain.doFilter(request, response);
    }
  }

  private static boolean isSignedIn() {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    return who != null && who.isAuthenticated() && !(who instanceof AnonymousAuthenticationToken);
  }
}
