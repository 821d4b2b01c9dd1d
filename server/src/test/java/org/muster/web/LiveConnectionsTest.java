package org.muster.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpSessionEvent;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.muster.domain.EnrolmentId;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.mock.web.MockServletContext;

class LiveConnectionsTest {
  private final LiveConnections connections = new LiveConnections();

  LiveConnectionsTest() {
    connections.start();
  }

  @Test
  void givenChangesThatComeTogether_thenAPageIsToldOnceAndOnlyOfItsTopic() throws Exception {
    LiveConnections.Connection list = open(LiveConnections.WORKLIST, "a");
    LiveConnections.Connection one = open(LiveConnections.ofPerson(new EnrolmentId(1)), "a");
    LiveConnections.Connection roll = open(LiveConnections.ROLL, "a");
    connections.findingsChanged(Set.of(new EnrolmentId(2)));
    connections.findingsChanged(Set.of(new EnrolmentId(2)));
    assertThat(list.await(0)).isTrue();
    assertThat(list.await(0)).isFalse();
    assertThat(one.await(0)).isFalse();
    assertThat(roll.await(0)).isFalse();
    connections.rollChanged();
    connections.findingsChanged(Set.of(new EnrolmentId(1)));
    assertThat(one.await(0)).isTrue();
    assertThat(roll.await(0)).isTrue();
  }

  @Test
  void givenMorePagesThanOnePersonMayHave_thenTheOldestGivesWay() {
    LiveConnections.Connection first = open(LiveConnections.ROLL, "a");
    for (int i = 1; i < LiveConnections.OF_ONE_PERSON_MAX; i++) {
      open(LiveConnections.ROLL, "a");
    }
    assertThat(first.isClosed()).isFalse();
    LiveConnections.Connection last = open(LiveConnections.ROLL, "a");
    assertThat(first.isClosed()).isTrue();
    assertThat(last.isClosed()).isFalse();
    assertThat(connections.count()).isEqualTo(LiveConnections.OF_ONE_PERSON_MAX);
  }

  @Test
  void givenAsManyPagesAsThereMayBe_thenNoMoreAreTaken() {
    for (int i = 0; i < LiveConnections.CONNECTIONS_MAX; i++) {
      open(LiveConnections.ROLL, "person " + i);
    }
    assertThat(connections.open(LiveConnections.ROLL, "one more", "s")).isEmpty();
  }

  @Test
  void givenTheSessionEndsOrTheServerStops_thenThePagesAreClosed() {
    MockHttpSession session = new MockHttpSession(new MockServletContext(), "theirs");
    LiveConnections.Connection theirs =
        connections.open(LiveConnections.ROLL, "a", "theirs").orElseThrow();
    LiveConnections.Connection other = open(LiveConnections.ROLL, "b");
    connections.sessionDestroyed(new HttpSessionEvent(session));
    assertThat(theirs.isClosed()).isTrue();
    assertThat(other.isClosed()).isFalse();
    connections.stop();
    assertThat(other.isClosed()).isTrue();
    assertThat(connections.open(LiveConnections.ROLL, "a", "s")).isEmpty();
  }

  private LiveConnections.Connection open(String topic, String person) {
    return connections.open(topic, person, "session of " + person).orElseThrow();
  }
}
