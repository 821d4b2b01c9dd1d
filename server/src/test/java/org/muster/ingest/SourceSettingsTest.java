package org.muster.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

/** Wrong settings of a source are told at the start, by the name under which they are set. */
class SourceSettingsTest {
  @TempDir private Path folder = Path.of("");

  private final Map<String, String> set = new HashMap<>();

  @Test
  void givenNoAddress_thenNoBrokerIsAsked() {
    assertThat(MqttSettings.find(settings())).isEmpty();
    assertThat(KafkaSettings.find(settings())).isEmpty();
  }

  @Test
  void givenGoodSettings_thenTheyAreReadAndShowNoSecret() {
    mqtt();
    set.put("muster.mqtt.address", "mqtts://broker.county.example");
    set.put("muster.mqtt.traccar.token", "another-token");
    MqttSettings mqtt = MqttSettings.find(settings()).orElseThrow();
    assertThat(mqtt.host()).isEqualTo("broker.county.example");
    assertThat(mqtt.port()).isEqualTo(8_883);
    assertThat(mqtt.tls()).isTrue();
    assertThat(mqtt.session()).isEqualTo(Duration.ofDays(7));
    assertThat(mqtt.subscriptions()).hasSize(2);
    assertThat(mqtt.subscriptions().getFirst().filters())
        .containsExactly("owntracks/+/+", "owntracks/+/+/event");
    assertThat(mqtt.toString() + mqtt.subscriptions())
        .doesNotContain("a-password", "a-token", "another-token");

    kafka();
    KafkaSettings kafka = KafkaSettings.find(settings()).orElseThrow();
    assertThat(kafka.servers()).containsExactly("one.example:9092", "[::1]:9093");
    assertThat(kafka.toString()).doesNotContain("a-pass", "a-token");
    assertThat(kafka.forConsumer())
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("enable.auto.commit", false)
        .containsEntry(
            "sasl.jaas.config",
            "org.apache.kafka.common.security.scram.ScramLoginModule required"
                + " username=\"muster\" password=\"a-pass\\\"wo\\\\rd\";");
  }

  @ParameterizedTest
  @CsvSource({
    "muster.mqtt.address, http://broker, MUSTER_MQTT_ADDRESS, mqtts://HOST:PORT",
    "muster.mqtt.address, broker:1883, MUSTER_MQTT_ADDRESS, mqtts://HOST:PORT",
    "muster.mqtt.address, mqtt://u:a-password@broker, MUSTER_MQTT_ADDRESS, variables of their own",
    "muster.mqtt.version, 4, MUSTER_MQTT_VERSION, 3.1.1",
    "muster.mqtt.session, a week, MUSTER_MQTT_SESSION, P7D",
    "muster.mqtt.session, PT1S, MUSTER_MQTT_SESSION, P7D",
    "muster.mqtt.waiting-max, 0, MUSTER_MQTT_WAITING_MAX, whole number",
    "muster.mqtt.waiting-max, many, MUSTER_MQTT_WAITING_MAX, whole number",
    "muster.mqtt.user, '', MUSTER_MQTT_USER, Set both",
    "muster.mqtt.client, '', MUSTER_MQTT_CLIENT, a name of its own",
    "muster.mqtt.owntracks.token, '', MUSTER_MQTT_ADDRESS, MUSTER_MQTT_OWNTRACKS_TOKEN",
    "muster.mqtt.owntracks.topic, own#tracks, MUSTER_MQTT_OWNTRACKS_TOPIC, topic",
    "muster.mqtt.address, mqtt://broker:99999, MUSTER_MQTT_ADDRESS, mqtts://HOST:PORT",
    "muster.mqtt.owntracks.topic, $share/g/owntracks, MUSTER_MQTT_OWNTRACKS_TOPIC, share",
    "muster.mqtt.password-in-plain, false, MUSTER_MQTT_PASSWORD, MUSTER_MQTT_PASSWORD_IN_PLAIN",
    "muster.kafka.tls, false, MUSTER_KAFKA_PASSWORD, MUSTER_KAFKA_PASSWORD_IN_PLAIN",
    "muster.mqtt.ca, /some/authority.pem, MUSTER_MQTT_CA, mqtts",
    "muster.kafka.servers, broker, MUSTER_KAFKA_SERVERS, HOST:PORT",
    "muster.kafka.servers, 'one:9092,', MUSTER_KAFKA_SERVERS, HOST:PORT",
    "muster.kafka.servers, one:99999, MUSTER_KAFKA_SERVERS, HOST:PORT",
    "muster.kafka.topic, the topic, MUSTER_KAFKA_TOPIC, letters",
    "muster.kafka.group, '', MUSTER_KAFKA_GROUP, a name of its own",
    "muster.kafka.token, '', MUSTER_KAFKA_TOKEN, gateway",
    "muster.kafka.tls, yes, MUSTER_KAFKA_TLS, true or false",
    "muster.kafka.password, '', MUSTER_KAFKA_PASSWORD, Set both",
    "muster.kafka.mechanism, GSSAPI, MUSTER_KAFKA_MECHANISM, PLAIN",
    "muster.kafka.ca, /nowhere/at/all.pem, MUSTER_KAFKA_CA, PEM"
  })
  void givenABadSetting_thenTheStartIsRefusedByItsName(
      String name, String value, String variable, String whatToDo) {
    mqtt();
    kafka();
    set.put(name, value);
    SourceNotUsable refused =
        catchThrowableOfType(
            SourceNotUsable.class,
            () -> {
              MqttSettings.find(settings());
              KafkaSettings.find(settings());
            });
    assertThat(refused).isNotNull().hasMessageContaining(variable);
    assertThat(refused.whatToDo()).contains(whatToDo);
    assertThat(refused.getMessage() + refused.whatToDo())
        .doesNotContain("a-password", "a-pass", "a-token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:1883", "127.0.0.1", "[::1]:1883"})
  void givenABrokerOnThisMachine_thenAPasswordNeedsNoTls(String host) {
    mqtt();
    set.put("muster.mqtt.password-in-plain", "false");
    set.put("muster.mqtt.address", "mqtt://" + host);
    assertThat(MqttSettings.find(settings())).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1.example", "localhost.example", "10.127.0.1"})
  void givenAHostThatOnlyLooksLikeThisMachine_thenItIsNot(String host) {
    assertThat(SourceSettings.isThisMachine(host)).isFalse();
  }

  @Test
  void givenASecretWithBraces_thenItIsToldByItsNameAndWithoutItsText() {
    MockEnvironment environment = new MockEnvironment();
    environment.setProperty("muster.mqtt.password", "pa${ss}word");
    SourceNotUsable refused =
        catchThrowableOfType(
            SourceNotUsable.class, () -> Sources.property(environment, "muster.mqtt.password"));
    assertThat(refused).hasMessageContaining("MUSTER_MQTT_PASSWORD holds '${'");
    assertThat(refused.getMessage() + refused.whatToDo()).doesNotContain("ss}", "word}");
    assertThat(Sources.property(environment, "muster.mqtt.user")).isEmpty();
  }

  @Test
  void givenAFileWithoutACertificate_thenTheStartIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("empty.pem"), "");
    mqtt();
    set.put("muster.mqtt.address", "mqtts://broker.county.example");
    set.put("muster.mqtt.ca", file.toString());
    assertThatThrownBy(() -> MqttSettings.find(settings()))
        .isInstanceOf(SourceNotUsable.class)
        .hasMessageContaining("MUSTER_MQTT_CA");
  }

  @Test
  void givenAnAuthorityForAConnectionWithoutTls_thenNobodyIsLeftToThinkItSafe() {
    kafka();
    set.put("muster.kafka.tls", "false");
    set.put("muster.kafka.ca", "/some/authority.pem");
    SourceNotUsable refused =
        catchThrowableOfType(SourceNotUsable.class, () -> KafkaSettings.find(settings()));
    assertThat(refused).hasMessageContaining("without TLS");
    assertThat(refused.whatToDo()).contains("MUSTER_KAFKA_TLS");
  }

  private void mqtt() {
    set.put("muster.mqtt.address", "mqtt://broker.county.example:1884");
    set.put("muster.mqtt.version", "5");
    set.put("muster.mqtt.user", "muster");
    set.put("muster.mqtt.password", "a-password");
    set.put("muster.mqtt.password-in-plain", "true");
    set.put("muster.mqtt.client", "muster");
    set.put("muster.mqtt.session", "P7D");
    set.put("muster.mqtt.waiting-max", "500");
    set.put("muster.mqtt.owntracks.topic", "owntracks");
    set.put("muster.mqtt.owntracks.token", "a-token");
    set.put("muster.mqtt.traccar.topic", "positions");
  }

  private void kafka() {
    set.put("muster.kafka.servers", "one.example:9092, [::1]:9093");
    set.put("muster.kafka.topic", "positions");
    set.put("muster.kafka.group", "muster");
    set.put("muster.kafka.token", "a-token");
    set.put("muster.kafka.tls", "true");
    set.put("muster.kafka.user", "muster");
    set.put("muster.kafka.password", "a-pass\"wo\\rd");
    set.put("muster.kafka.password-in-plain", "false");
    set.put("muster.kafka.mechanism", "SCRAM-SHA-512");
  }

  private SourceSettings settings() {
    return new SourceSettings(name -> set.getOrDefault(name, ""));
  }
}
