package org.muster.ingest;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientBuilder;
import com.hivemq.client.mqtt.MqttClientSslConfig;

/** What a connection by any version of MQTT has in common. */
final class MqttTransport {
  private MqttTransport() {}

  /** Each protocol has a session of its own at the broker. */
  static String client(MqttSettings settings, MqttSettings.Subscription subscription) {
    return settings.client() + "-" + subscription.protocol().word();
  }

  static MqttClientBuilder of(MqttSettings settings, MqttSettings.Subscription subscription) {
    MqttClientBuilder builder =
        MqttClient.builder()
            .identifier(client(settings, subscription))
            .serverHost(settings.host())
            .serverPort(settings.port());
    if (settings.tls()) {
      builder =
          builder.sslConfig(
              MqttClientSslConfig.builder().trustManagerFactory(settings.trust()).build());
    }
    return builder;
  }
}
