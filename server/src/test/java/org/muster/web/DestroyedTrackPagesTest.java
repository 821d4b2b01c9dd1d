package org.muster.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.muster.domain.OfficeId;
import org.muster.domain.Technology;
import org.muster.judging.Judging;
import org.muster.store.JudgingDue;
import org.muster.store.TrackDestroying;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

/** A page says plainly that a track was destroyed; what was found and decided is still there. */
@WebTest
class DestroyedTrackPagesTest {
  @Autowired private MockMvc web;
  @Autowired private JdbcClient jdbc;
  @Autowired private DataSource dataSource;
  @Autowired private Judging judging;

  @Test
  void givenADestroyedTrack_thenThePagesSayWhenByWhomAndWhyAndFindingsStay() throws Exception {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Scene scene = new Scene(jdbc, Duration.ofHours(6));
    OfficeId office = scene.office("GON", "Office of the gone", "America/Chicago");
    Scene.Somebody who = scene.somebody("Eva", "Gone", office, "o.rivera", Technology.ANKLE, 1);
    scene.walk(who, now.minus(Duration.ofHours(6)), now.minus(Duration.ofHours(3)), 20);
    scene.walk(who, now.minus(Duration.ofHours(2)), now.minusSeconds(300), 1_400);
    new JudgingDue(jdbc).mark(who.enrolment(), now.minus(Duration.ofHours(6)));
    judging.judgeAllDue();
    String person = "/participants/" + who.enrolment();
    assertThat(at(person).getContentAsString()).contains("id=\"map\"").doesNotContain("destroyed");
    String finding =
        jdbc.sql("select finding_id from finding_now where enrolment_id = ? limit 1")
            .param(who.enrolment().value())
            .query(String.class)
            .single();
    for (String table : List.of("assignment", "legal_order", "enrolment")) {
      jdbc.sql(
              "update %s set during = tstzrange(lower(during), ?) where enrolment_id = ?"
                  .formatted(table))
          .params(Timestamp.from(now.minusSeconds(60)), who.enrolment().value())
          .update();
    }

    new TrackDestroying(dataSource)
        .destroy(who.enrolment(), "R. Ortiz", "Retention is over & done", now);

    assertThat(at(person).getContentAsString())
        .contains("The track was destroyed on", "R. Ortiz", "Retention is over &amp; done")
        .contains(finding)
        .doesNotContain("id=\"map\"");
    assertThat(at(person + "/map?days=3").getStatus()).isEqualTo(200);
    assertThat(at("/findings/" + finding).getStatus()).isEqualTo(200);
    long condition =
        jdbc.sql(
                """
                select condition_id from condition join legal_order using (order_id)
                where kind = 'StayWithin' and enrolment_id = ?
                """)
            .param(who.enrolment().value())
            .query(Long.class)
            .single();
    MockHttpServletResponse why =
        at(person + "/why?condition=" + condition + "&at=" + now.minus(Duration.ofHours(5)));
    assertThat(why.getStatus()).isEqualTo(410);
    assertThat(why.getContentAsString())
        .contains("the track that it was judged on was destroyed on", "by R. Ortiz, because:");
  }

  private MockHttpServletResponse at(String path) throws Exception {
    MockHttpServletResponse response =
        web.perform(get(path).with(user("o.rivera").roles("OFFICER"))).andReturn().getResponse();
    response.setCharacterEncoding("UTF-8");
    return response;
  }
}
