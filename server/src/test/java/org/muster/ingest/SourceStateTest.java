package org.muster.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is told of a source beside whether it is reached. */
class SourceStateTest {
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private final SourceState state =
      new SourceState("mqtt-traccar", "positions at broker, as muster-traccar", () -> now);

  @Test
  void givenAConnectionThatIsLostAgainAndAgain_thenASecondServerIsSuspectedUntilItRests() {
    for (int i = 0; i < SourceState.RECONNECTS_MAX; i++) {
      lose();
    }
    assertThat(state.now().notes()).isEmpty();
    lose();
    assertThat(state.now().notes())
        .singleElement()
        .asString()
        .contains("6 times within 10 minutes", "Another server", "muster-traccar");

    now = now.plus(SourceState.FLIPS_WITHIN);
    assertThat(state.now().notes()).isEmpty();
  }

  @Test
  void givenRestartsOfABrokerFarApart_thenNothingIsSuspected() {
    for (int i = 0; i < 20; i++) {
      lose();
      now = now.plus(Duration.ofMinutes(3));
    }
    assertThat(state.now().notes()).isEmpty();
  }

  @Test
  void givenAVeryLongMessage_thenOnlySoMuchOfItWaitsThatItIsStillTooLong() throws Exception {
    MqttSettings settings =
        new MqttSettings(
            "localhost",
            1_883,
            false,
            null,
            MqttSettings.Version.V3_1_1,
            "",
            "",
            "muster",
            Duration.ofDays(1),
            10,
            List.of());
    var subscription =
        new MqttSettings.Subscription(
            Protocol.TRACCAR, List.of("positions"), new SourceToken("x", "MUSTER_X"));
    try (MqttConnection connection =
        new MqttConnection(settings, subscription, state, () -> now) {
          @Override
          void open() {}

          @Override
          CompletableFuture<Void> disconnect() {
            return CompletableFuture.completedFuture(null);
          }
        }) {
      connection.arrived("positions", new byte[3_000_000], () -> {});
      List<SourceMessage> came = new ArrayList<>();
      connection.next(came, 10, 0);
      assertThat(came.getFirst().body().length())
          .isEqualTo(MqttSettings.PACKET_BYTES_MAX)
          .isGreaterThan(Protocol.TRACCAR.bodyBytesMax());
    }
  }

  private void lose() {
    state.connected();
    now = now.plusSeconds(1);
    state.away("The connection has ended.");
    now = now.plusSeconds(1);
  }
}
