package org.muster.ingest;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Fetches the messages of one subscription, and acknowledges each when it is kept. */
final class MqttFetching implements SourceThread.Fetching {
  private static final long LOOK_MILLIS = 500;
  private static final long AGAIN_MILLIS = 1_000;

  /** As many as one commit of the journal takes. */
  private static final int BATCH_MAX = 1_000;

  /** More cannot be said by MQTT 5. */
  private static final int RECEIVE_MAX = 65_535;

  private final MqttSettings settings;
  private final MqttSettings.Subscription subscription;
  private final SourceState state;
  private final SourcePassing passing;
  private final InstantSource clock;
  private int receiveMax;

  MqttFetching(
      MqttSettings settings,
      MqttSettings.Subscription subscription,
      SourceState state,
      SourcePassing passing,
      InstantSource clock) {
    this.settings = settings;
    this.subscription = subscription;
    this.state = state;
    this.passing = passing;
    this.clock = clock;
    receiveMax = settings.waitingMax();
  }

  @Override
  public void fetch(BooleanSupplier goOn) throws SourceAway, SourceStopped, InterruptedException {
    passing.ask();
    try (MqttConnection connection = connection()) {
      try {
        connection.open();
        state.connected();
        fetchFrom(connection, goOn);
      } finally {
        if (connection.sentTooMany()) {
          // It would send them again, and be left again, for ever.
          receiveMax = Math.min(2 * receiveMax, RECEIVE_MAX);
        }
      }
    } finally {
      passing.drop();
      state.waiting(0);
    }
  }

  private MqttConnection connection() {
    return switch (settings.version()) {
      case V5 -> new Mqtt5Connection(settings, subscription, receiveMax, state, clock);
      case V3_1_1 -> new Mqtt3Connection(settings, subscription, state, clock);
    };
  }

  private void fetchFrom(MqttConnection connection, BooleanSupplier goOn)
      throws SourceAway, SourceStopped, InterruptedException {
    List<SourceMessage> left = List.of();
    while (goOn.getAsBoolean()) {
      List<SourceMessage> batch = new ArrayList<>(left);
      if (batch.size() < BATCH_MAX) {
        connection.next(batch, BATCH_MAX, left.isEmpty() ? LOOK_MILLIS : 0);
      }
      state.waiting(batch.size() + connection.waiting());
      left = passing.pass(batch);
      state.waiting(left.size() + connection.waiting());
      if (!left.isEmpty()) {
        SourceThread.pause(AGAIN_MILLIS, goOn);
      }
      passing.ask();
      connection.refuseEnded();
    }
  }
}
