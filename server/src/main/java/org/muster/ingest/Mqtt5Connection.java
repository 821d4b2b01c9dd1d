package org.muster.ingest;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5RetainHandling;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscribe;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscription;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.suback.Mqtt5SubAckReasonCode;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection by MQTT 5, by which Muster says how many messages it takes at a time. */
final class Mqtt5Connection extends MqttConnection {
  private static final Logger LOG = LoggerFactory.getLogger(Mqtt5Connection.class);

  private final MqttSettings settings;
  private final MqttSettings.Subscription subscription;
  private final int receiveMax;
  private final Mqtt5AsyncClient client;

  Mqtt5Connection(
      MqttSettings settings,
      MqttSettings.Subscription subscription,
      int receiveMax,
      SourceState state,
      InstantSource clock) {
    super(settings, subscription, state, clock);
    this.settings = settings;
    this.subscription = subscription;
    this.receiveMax = receiveMax;
    Mqtt5ClientBuilder builder = MqttTransport.of(settings, subscription).useMqttVersion5();
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
    long sessionSeconds = settings.session().toSeconds();
    var answer =
        answer(
            client.connect(
                Mqtt5Connect.builder()
                    .cleanStart(false)
                    .sessionExpiryInterval(sessionSeconds)
                    .keepAlive(KEEP_ALIVE_SECONDS)
                    .restrictions()
                    .receiveMaximum(receiveMax)
                    .maximumPacketSize(MqttSettings.PACKET_BYTES_MAX)
                    .applyRestrictions()
                    .build()),
            "The broker at " + settings + " does not let Muster in");
    long granted = answer.getSessionExpiryInterval().orElse(sessionSeconds);
    if (granted < sessionSeconds) {
      LOG.warn("the broker keeps what waits for {} s, not {} s", granted, sessionSeconds);
    }
    subscribe();
  }

  private void subscribe() throws SourceAway, InterruptedException {
    var subscribe =
        Mqtt5Subscribe.builder()
            .addSubscriptions(
                subscription.filters().stream()
                    .map(
                        filter ->
                            Mqtt5Subscription.builder()
                                .topicFilter(filter)
                                .qos(MqttQos.AT_LEAST_ONCE)
                                .retainHandling(
                                    Mqtt5RetainHandling.SEND_IF_SUBSCRIPTION_DOES_NOT_EXIST)
                                .build()))
            .build();
    String topics = String.join(", ", subscription.filters());
    var answer =
        answer(
            client.subscribe(subscribe), "The broker does not let Muster subscribe to " + topics);
    if (!answer.getReasonCodes().stream().allMatch(Mqtt5SubAckReasonCode.GRANTED_QOS_1::equals)) {
      throw new SourceAway(
          "The broker does not promise to deliver %s at least once (QoS 1): %s."
              .formatted(topics, answer.getReasonCodes()));
    }
  }

  private void came(Mqtt5Publish publish) {
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
