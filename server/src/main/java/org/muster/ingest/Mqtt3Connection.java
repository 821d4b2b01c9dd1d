package org.muster.ingest;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3ClientBuilder;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3Connect;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscribe;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscription;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.suback.Mqtt3SubAckReturnCode;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/**
 * A connection by MQTT 3.1.1, for brokers that speak no other: how many messages the broker sends
 * at a time, and how long it keeps the session, is set there alone.
 */
final class Mqtt3Connection extends MqttConnection {
  private final MqttSettings settings;
  private final MqttSettings.Subscription subscription;
  private final Mqtt3AsyncClient client;

  Mqtt3Connection(
      MqttSettings settings,
      MqttSettings.Subscription subscription,
      SourceState state,
      InstantSource clock) {
    super(settings, subscription, state, clock);
    this.settings = settings;
    this.subscription = subscription;
    Mqtt3ClientBuilder builder = MqttTransport.of(settings, subscription).useMqttVersion3();
    if (!settings.user().isEmpty()) {
      builder =
          builder
              .simpleAuth()
              .username(settings.user())
              .password(settings.password().getBytes(StandardCharsets.UTF_8))
              .applySimpleAuth();
    }
    client = builder.addDisconnectedListener(lost -> ended(lost.getCause())).buildAsync();
  }

  @Override
  void open() throws SourceAway, InterruptedException {
    // Before it connects: the broker sends what waits in the session at once.
    client.publishes(MqttGlobalPublishFilter.ALL, this::came, bringer(), true);
    answer(
        client.connect(
            Mqtt3Connect.builder().cleanSession(false).keepAlive(KEEP_ALIVE_SECONDS).build()),
        "The broker at " + settings + " does not let Muster in");
    String topics = String.join(", ", subscription.filters());
    var subscribe =
        Mqtt3Subscribe.builder()
            .addSubscriptions(
                subscription.filters().stream()
                    .map(
                        filter ->
                            Mqtt3Subscription.builder()
                                .topicFilter(filter)
                                .qos(MqttQos.AT_LEAST_ONCE)
                                .build()))
            .build();
    var answer =
        answer(
            client.subscribe(subscribe), "The broker does not let Muster subscribe to " + topics);
    if (!answer.getReturnCodes().stream()
        .allMatch(Mqtt3SubAckReturnCode.SUCCESS_MAXIMUM_QOS_1::equals)) {
      throw new SourceAway(
          "The broker does not promise to deliver %s at least once (QoS 1): %s."
              .formatted(topics, answer.getReturnCodes()));
    }
  }

  private void came(Mqtt3Publish publish) {
    boolean acknowledged = publish.getQos() != MqttQos.AT_MOST_ONCE;
    arrived(
        publish.getTopic().toString(),
        publish.getPayloadAsBytes(),
        acknowledged ? publish::acknowledge : () -> {});
  }

  @Override
  CompletableFuture<Void> disconnect() {
    return client.disconnect();
  }
}
