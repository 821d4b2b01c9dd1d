package org.muster.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.muster.casework.Scheduling;
import org.muster.domain.Schedule;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

/** Everything that the API is asked has a bound, and the refusal says it in words. */
@WebTest
class ApiBoundsTest {
  private static final String TOO_LONG = "{\"name\": \"" + "x".repeat(ApiBodies.BYTES_MAX) + "\"}";

  @Autowired private MockMvc web;
  @Autowired private Scheduling scheduling;

  @Test
  void givenAStartThatNoCalendarHolds_thenTheQuestionIsRefusedInWords() throws Exception {
    Schedule.Hours night = new Schedule.Hours(LocalTime.of(22, 0), LocalTime.of(6, 0));
    long schedule =
        scheduling
            .set(
                new Scheduling.Form(
                    "Nights",
                    "America/Los_Angeles",
                    List.of(new Schedule.Entry(DayOfWeek.MONDAY, night)),
                    new TreeMap<>(),
                    false),
                "test")
            .get()
            .schedule();
    String windows = "/api/v1/schedules/" + schedule + "/windows";
    for (String bad :
        List.of(
            "?from=-1000000000-01-01T00:00:00Z",
            "?from=%2B1000000000-12-31T23:59:59Z",
            "?from=9999-12-31T00:00:00Z",
            "?days=0")) {
      MockHttpServletResponse answer =
          web.perform(get(URI.create(windows + bad)).with(httpBasic("auditor", "demo")))
              .andReturn()
              .getResponse();
      assertThat(answer.getStatus()).describedAs(bad).isEqualTo(400);
      assertThat(answer.getContentAsString()).contains("Ask f");
    }
  }

  @Test
  void givenABodyLongerThanTheBound_thenItIsRefusedInWords() throws Exception {
    for (String path : List.of("/api/v1/schedules", "/api/v1/zones")) {
      MockHttpServletResponse answer =
          web.perform(
                  post(path)
                      .contentType(MediaType.APPLICATION_JSON)
                      .content(TOO_LONG)
                      .with(httpBasic("o.rivera", "demo")))
              .andReturn()
              .getResponse();
      assertThat(answer.getStatus()).describedAs(path).isEqualTo(413);
      assertThat(answer.getContentAsString()).contains("Send less at a time");
    }
  }

  @Test
  void givenABodyThatDoesNotStateItsLength_thenItIsRefusedWhenItGoesBeyondTheBound()
      throws Exception {
    MockHttpServletResponse answer =
        web.perform(
                context -> {
                  MockHttpServletRequest request =
                      new MockHttpServletRequest(context, "POST", "/api/v1/schedules") {
                        @Override
                        public long getContentLengthLong() {
                          return -1;
                        }
                      };
                  request.setContentType(MediaType.APPLICATION_JSON_VALUE);
                  request.setContent(TOO_LONG.getBytes(StandardCharsets.UTF_8));
                  return httpBasic("o.rivera", "demo").postProcessRequest(request);
                })
            .andReturn()
            .getResponse();
    assertThat(answer.getStatus()).isEqualTo(413);
    assertThat(answer.getContentAsString()).contains("Send less at a time");
  }
}
