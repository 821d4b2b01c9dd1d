package org.muster.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.muster.MusterServer;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/** What {@code bench/run fuzz} found: requests that nobody should send, and that made it fail. */
@SpringBootTest(
    classes = MusterServer.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "muster.simulation.enabled=false")
@ContextConfiguration(initializers = WebTest.FreshDatabase.class)
@AutoConfigureMockMvc
@ActiveProfiles("demo")
class HostileRequestsTest {
  private final HttpClient http = HttpClient.newHttpClient();

  @LocalServerPort private int port;

  @AfterEach
  void hangUp() {
    http.close();
  }

  @Test
  void givenMoreLanguagesThanAreRead_thenTheFirstOnesCount() throws Exception {
    String many = "es," + String.join(",", Collections.nCopies(1_000, "en"));
    HttpResponse<String> answer = send(request("/sign-in").header("Accept-Language", many));
    assertThat(answer.statusCode()).isEqualTo(200);
    HttpRequest.Builder several = request("/sign-in");
    for (int i = 0; i < 2 * LanguageLists.LANGUAGES_MAX; i++) {
      several.header("Accept-Language", "x-" + i);
    }
    assertThat(send(several).statusCode()).isEqualTo(200);
  }

  @Test
  void givenAFormThatIsNone_thenItIsNoFaultOfTheServer() throws Exception {
    for (String method : new String[] {"PUT", "PATCH", "DELETE"}) {
      HttpResponse<String> answer =
          send(
              request("/participants/1/end")
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .method(method, HttpRequest.BodyPublishers.ofString("a=%zz&%")));
      assertThat(answer.statusCode()).as(method).isBetween(300, 499);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
