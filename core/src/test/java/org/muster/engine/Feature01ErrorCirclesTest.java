package org.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.muster.domain.Schedule;

class Feature01ErrorCirclesTest {
  @Test
  void givenFixesClearInside_thenMetWhileTheyAreFresh() {
    Day day =
        Day.of(
                """
                07:00 home
                07:20 home
                """)
            .since("07:00")
            .until("08:00");
    assertThat(day.timeline())
        .isEqualTo(
            """
            07:00 Met
            07:50 Unknown NoFix
            """);
  }

  @Test
  void givenTheCircleJustTouchesTheEdge_thenTheFixIsClear() {
    Day day =
        Day.of(
                """
                07:00 in 50m acc 49.9
                07:10 in 50m acc 50.1
                """)
            .since("07:00")
            .until("07:45");
    assertThat(day.timeline())
        .isEqualTo(
            """
            07:00 Met
            07:30 Unknown CoarseFix
            07:40 Unknown NoFix
            """);
  }

  @Test
  void givenStraddlingFixesOutside_thenNeverNotMet() {
    Day day =
        Day.of(
                """
                07:00 out 40m acc 50
                07:05 out 40m acc 50
                07:10 out 40m acc 50
                07:15 out 40m acc 50
                07:20 out 40m acc 50
                """)
            .since("07:00")
            .until("08:00");
    assertThat(day.timeline())
        .isEqualTo(
            """
            07:00 Unknown CoarseFix
            07:50 Unknown NoFix
            """);
    assertThat(day.findings()).isEmpty();
  }

  @Test
  void givenStraddlingFixesOfAZoneToStayOutOf_thenNeverNotMet() {
    Day day =
        Day.of(
                """
                07:00 in 40m acc 50
                07:05 in 40m acc 50
                07:10 in 40m acc 50
                """)
            .outOf(new Schedule.Always())
            .since("07:00")
            .until("07:40");
    assertThat(day.timeline()).isEqualTo("07:00 Unknown CoarseFix\n");
  }

  @Test
  void givenNoAccuracyIsStated_thenThePlansRadiusIsUsed() {
    Day day =
        Day.of(
                """
                07:00 in 29m noacc
                07:10 in 31m noacc
                """)
            .since("07:00")
            .until("07:20");
    assertThat(day.timeline())
        .isEqualTo(
            """
            07:00 Unknown CoarseFix
            07:10 Met
            """);
  }
}
