package org.muster.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who is signed in at the pages of a server that runs as the demo. */
final class SignedIn {
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]*)\"");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final String base;
  private String cookie = "";
  private String csrf = "";

  SignedIn(InetSocketAddress server, String account) throws IOException {
    base = "http://%s:%d".formatted(server.getAddress().getHostAddress(), server.getPort());
    csrf = tokenOf(get("/sign-in").body());
    send(
        HttpRequest.newBuilder(URI.create(base + "/sign-in"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "_csrf=%s&username=%s&password=%s"
                        .formatted(csrf, account, TrueServer.PASSWORD))));
    HttpResponse<String> page = get("/");
    if (page.statusCode() != 200) {
      throw new NotMeasured(account + " could not sign in: " + page.statusCode());
    }
    csrf = tokenOf(page.body());
  }

  List<String> headers() {
    return List.of("Host: " + base.substring(7), "Cookie: " + cookie);
  }

  String csrf() {
    return csrf;
  }

  HttpResponse<String> get(String path) throws IOException {
    return send(HttpRequest.newBuilder(URI.create(base + path.replace(" ", "%20"))).GET());
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    try {
      HttpResponse<String> answer =
          http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
      answer
          .headers()
          .firstValue("Set-Cookie")
          .ifPresent(set -> cookie = set.substring(0, set.indexOf(';')));
      return answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String tokenOf(String page) {
    Matcher token = TOKEN.matcher(page);
    return token.find() ? token.group(1) : "";
  }
}
