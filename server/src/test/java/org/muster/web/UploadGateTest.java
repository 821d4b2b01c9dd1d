package org.muster.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.muster.audit.AuditReport;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** What files may not come is settled before any of them is read. */
class UploadGateTest {
  private MockHttpServletResponse response = new MockHttpServletResponse();

  @AfterEach
  void signOut() {
    SecurityContextHolder.clearContext();
  }

  @Test
  void givenNobodySignedIn_thenNothingOfTheBodyIsRead() throws Exception {
    assertThat(passes("/audit", 1_000)).isFalse();
    assertThat(response.getRedirectedUrl()).isEqualTo("/sign-in");
  }

  @Test
  void givenAnotherPlace_thenFilesAreRefused() throws Exception {
    signIn();
    for (String path :
        List.of("/intake/osmand", "/api/v1/observations", "/zones/new", "/audit/x")) {
      assertThat(passes(path, 1_000)).as(path).isFalse();
    }
    assertThat(response.getStatus()).isEqualTo(400);
  }

  @Test
  void givenMoreThanTheBound_orNoStatedLength_thenThePageSaysTheBounds() throws Exception {
    signIn();
    long most = UploadedFiles.Bounds.DEFAULT.requestBytesMax();
    assertThat(passes("/audit", most)).isTrue();
    assertThat(passes("/audit", most + 1)).isFalse();
    assertThat(response.getRedirectedUrl()).isEqualTo("/audit?refused=size");
    assertThat(passes("/audit", -1)).isFalse();
  }

  @Test
  void givenAFormWithoutFiles_thenItPasses() throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/zones/new");
    request.setContentType("application/x-www-form-urlencoded");
    MockFilterChain chain = new MockFilterChain();
    new UploadGate().doFilter(request, response, chain);
    assertThat(chain.getRequest()).isNotNull();
  }

  @Test
  void givenMoreReportsThanAreKept_thenTheOldestGoes() {
    KeptReports kept = new KeptReports();
    AuditReport report = new AuditReport(List.of(), List.of(), List.of(), List.of());
    String first = kept.keep("a", report);
    assertThat(kept.find("a", first)).isPresent();
    assertThat(kept.find("b", first)).isEmpty();
    String last = first;
    for (int i = 0; i < KeptReports.REPORTS_MAX; i++) {
      last = kept.keep("a", report);
    }
    assertThat(kept.find("a", first)).isEmpty();
    assertThat(kept.find("a", last)).isPresent();
  }

  private static void signIn() {
    SecurityContextHolder.getContext()
        .setAuthentication(new TestingAuthenticationToken("auditor", "x", "ROLE_AUDITOR"));
  }

  private boolean passes(String path, long bytes) throws Exception {
    MockHttpServletRequest request =
        new MockHttpServletRequest("POST", path) {
          @Override
          public long getContentLengthLong() {
            return bytes;
          }
        };
    request.setContentType("Multipart/form-data; boundary=x");
    MockFilterChain chain = new MockFilterChain();
    response = new MockHttpServletResponse();
    new UploadGate().doFilter(request, response, chain);
    return chain.getRequest() != null;
  }
}
