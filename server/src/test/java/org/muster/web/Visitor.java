package org.muster.web;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/** Keeps cookies and follows one redirect at a time, so that a test sees each step. */
@NullMarked
final class Visitor {
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" content=\"([^\"]+)\"");

  private final CookieManager cookies = new CookieManager();
  private final HttpClient client = HttpClient.newBuilder().cookieHandler(cookies).build();
  private final URI server;

  Visitor(int port) {
    server = URI.create("http://127.0.0.1:" + port);
  }

  HttpResponse<String> get(String path) {
    return send(
        HttpRequest.newBuilder(server.resolve(path))
            .header("Accept", "text/html,*/*;q=0.8")
            .GET()
            .build());
  }

  /** Posts nothing but the CSRF token of the page that the form stands on. */
  HttpResponse<String> post(String path, String pageBody) {
    Matcher token = CSRF.matcher(pageBody);
    if (!token.find()) {
      throw new IllegalStateException("no CSRF token on " + pageBody);
    }
    return send(
        HttpRequest.newBuilder(server.resolve(path))
            .header("X-CSRF-TOKEN", token.group(1))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build());
  }

  HttpResponse<String> follow(HttpResponse<String> redirect) {
    return get(location(redirect));
  }

  /** Follows as far as it goes, as a person would. */
  HttpResponse<String> followAll(HttpResponse<String> first) {
    HttpResponse<String> now = first;
    for (int i = 0; i < 10 && now.statusCode() / 100 == 3; i++) {
      now = follow(now);
    }
    return now;
  }

  static String location(HttpResponse<String> redirect) {
    return redirect
        .headers()
        .firstValue("Location")
        .orElseThrow(() -> new IllegalStateException("no redirect: " + redirect.statusCode()));
  }

  Optional<String> sessionId() {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals("MUSTER"))
        .map(java.net.HttpCookie::getValue)
        .findFirst();
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
