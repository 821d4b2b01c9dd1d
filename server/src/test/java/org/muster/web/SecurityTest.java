package org.muster.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@WebTest
class SecurityTest {
  /** What an anonymous caller may reach; what devices reach asks them for a token instead. */
  private static final Set<String> OPEN = Set.of("/sign-in", "/healthz", "/readyz", "/error");

  @Autowired private MockMvc web;

  @Autowired private List<RequestMappingHandlerMapping> mappings;

  @Test
  void noEndpointButTheNamedOnesIsReachedByAnAnonymousCaller() throws Exception {
    Set<String> seen = new TreeSet<>();
    List<String> reached = new ArrayList<>();
    for (RequestMappingHandlerMapping mapping : mappings) {
      for (RequestMappingInfo info : mapping.getHandlerMethods().keySet()) {
        Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
        for (String pattern : info.getPatternValues()) {
          for (RequestMethod method : methods.isEmpty() ? Set.of(RequestMethod.GET) : methods) {
            String path = pattern.replaceAll("\\{[^}]*}", "1");
            seen.add(method + " " + pattern);
            if (!OPEN.contains(pattern) && !isForDevices(method, pattern)) {
              int answer = anonymous(method, path);
              if (answer != 302 && answer != 401 && answer != 403) {
                reached.add(method + " " + pattern + " answered " + answer);
              }
            }
          }
        }
      }
    }
    assertThat(reached).isEmpty();
    assertThat(seen).contains("GET /sign-in").hasSizeGreaterThan(2);
  }

  private static boolean isForDevices(RequestMethod method, String pattern) {
    return pattern.startsWith("/intake/")
        || (method == RequestMethod.POST && pattern.equals("/api/v1/observations"));
  }

  private int anonymous(RequestMethod method, String path) throws Exception {
    return web.perform(request(HttpMethod.valueOf(method.name()), path).with(csrf()))
        .andReturn()
        .getResponse()
        .getStatus();
  }

  @Test
  void aDemoAccountSignsInThroughTheForm() throws Exception {
    web.perform(
            post("/sign-in").param("username", "o.rivera").param("password", "demo").with(csrf()))
        .andExpect(redirectedUrl("/"));
  }

  @Test
  void theFormIsRefusedWithoutItsToken() throws Exception {
    web.perform(post("/sign-in").param("username", "o.rivera").param("password", "demo"))
        .andExpect(status().isForbidden());
  }

  @Test
  void fiveWrongPasswordsLockTheName() throws Exception {
    for (int i = 0; i < 5; i++) {
      web.perform(
              post("/sign-in").param("username", "o.haddad").param("password", "no").with(csrf()))
          .andExpect(redirectedUrl("/sign-in?wrong"));
    }
    web.perform(
            post("/sign-in").param("username", "o.haddad").param("password", "demo").with(csrf()))
        .andExpect(redirectedUrl("/sign-in?locked"));
  }

  @Test
  void theSignInPageListsWhatEachComesToDoAndRefusesInlineScript() throws Exception {
    web.perform(get("/sign-in"))
        .andExpect(status().isOk())
        .andExpect(content().string(Matchers.containsString("Ana Rivera")))
        .andExpect(header().string("Content-Security-Policy", Security.CONTENT_SECURITY_POLICY));
  }

  @Test
  void theApiTakesBasicAuthenticationWithoutACsrfTokenAndSaysWhoMayNotWrite() throws Exception {
    web.perform(
            post("/api/v1/nothing")
                .with(SecurityMockMvcRequestPostProcessors.httpBasic("auditor", "demo")))
        .andExpect(status().isForbidden());
    web.perform(
            get("/api/v1/nothing")
                .with(SecurityMockMvcRequestPostProcessors.httpBasic("auditor", "demo")))
        .andExpect(status().isNotFound());
    web.perform(get("/api/v1/nothing")).andExpect(status().isUnauthorized());
  }

  @Test
  void theErrorPageItselfIsNotThere() throws Exception {
    web.perform(get("/error")).andExpect(status().isNotFound());
  }

  @Test
  void theDemoRefusesToListenBeyondThisMachine() {
    assertThatThrownBy(() -> DemoAccounts.refuseUnlessLoopback("0.0.0.0"))
        .hasMessageContaining("listens on this machine only");
    assertThatThrownBy(() -> DemoAccounts.refuseUnlessLoopback(""))
        .hasMessageContaining("server.address");
    DemoAccounts.refuseUnlessLoopback("127.0.0.1");
  }
}
