package org.muster.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.domain.DeviceId;
import org.muster.domain.ReportSource.Link;

/** What a broker of MQTT brings is lost by nobody's restart, and counts once. */
class MqttSourceTest {
  @TempDir private Path folder = Path.of("");

  private final FetchingServer server = new FetchingServer();
  private final String topic = "owntracks/" + server.device + "/phone";
  private Mosquitto broker;

  @BeforeEach
  void begin() throws IOException, InterruptedException {
    assumeTrue(Mosquitto.isThere(), "no mosquitto on this machine");
    broker = new Mosquitto(folder, List.of());
  }

  @AfterEach
  void end() throws InterruptedException {
    server.close();
    if (broker != null) {
      broker.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "3.1.1"})
  void givenTheDatabaseIsAwayAndMusterStops_thenWhatItWasSentComesAgainAndCountsOnce(String version)
      throws Exception {
    Map<String, Object> settings = settings("muster.mqtt.version", version);
    server.start(settings);
    awaitConnected();
    broker.publish(topic, fix(1));
    server.await("the first is kept", () -> server.kept().size() == 1);

    server.databaseAway(true);
    broker.publish(topic, fix(2), fix(3), fix(1));
    server.await("they have come", () -> server.source().waiting() == 3);
    server.stop();
    broker.publish(topic, fix(4));
    server.databaseAway(false);
    assertThat(server.kept()).containsExactly(1L);

    server.start(settings);
    server.await("all are kept", () -> server.source().taken() == 4);
    assertThat(server.kept()).containsExactly(1L, 2L, 3L, 4L);
    server.await("none waits", () -> server.source().waiting() == 0);
    assertThat(server.source().lastMessageAt()).isPresent();
  }

  @Test
  void givenTheDatabaseComesBack_thenWhatWaitedIsKeptWithoutARestart() throws Exception {
    server.start(settings());
    awaitConnected();
    server.databaseAway(true);
    broker.publish(topic, fix(1), fix(2));
    server.await("they have come", () -> server.source().waiting() == 2);
    server.databaseAway(false);
    server.await("all are kept", () -> server.source().taken() == 2);
    assertThat(server.kept()).containsExactly(1L, 2L);
  }

  @Test
  void givenMoreThanMayWait_thenTheBrokerKeepsTheRestUntilThereIsRoom() throws Exception {
    server.start(settings("muster.mqtt.waiting-max", "5"));
    awaitConnected();
    server.databaseAway(true);
    List<String> many = LongStream.rangeClosed(1, 60).mapToObj(this::fix).toList();
    broker.publish(topic, many);
    server.await("as many have come as may", () -> server.source().waiting() >= 5);
    for (int looks = 0; looks < 50; looks++) {
      assertThat(server.source().waiting()).isEqualTo(5);
      Thread.sleep(20);
    }
    server.databaseAway(false);
    // Some brokers send one or two more than they may, once messages are acknowledged.
    server.await("all are kept", () -> server.kept().size() == 60);
  }

  @Test
  void givenMessagesThatCannotBeTaken_thenTheyAreCountedAndThoseBehindThemAreKept()
      throws Exception {
    server.start(settings());
    awaitConnected();
    broker.publish(
        topic,
        "{",
        "",
        "\0\1\2",
        "{\"_type\":\"encrypted\",\"data\":\"x\"}",
        "{\"_type\":\"location\",\"lat\":91,\"lon\":1,\"tst\":" + (now() - 5) + "}",
        "{\"_type\":\"location\",\"x\":\"" + "y".repeat(Protocol.REPORT_BYTES_MAX) + "\"}",
        fix(1));
    broker.publish("owntracks/nobody/" + server.device, fix(2));
    broker.publish(topic, fix(3));
    server.await("those behind are kept", () -> server.kept().size() == 2);
    assertThat(server.kept()).containsExactly(1L, 3L);
    assertThat(server.refused())
        .containsExactly(
            "Encrypted 1",
            "Malformed 2",
            "NothingToRecord 1",
            "PlaceOutOfRange 1",
            "TooLarge 1",
            "UnknownDevice 1");
    server.await("all are counted", () -> server.source().refused() == 6);

    server.stop();
    server.start(settings());
    broker.publish(topic, fix(4));
    server.await("the next is kept", () -> server.kept().size() == 3);
    // None of those before came again: they were acknowledged.
    server.await("it is counted", () -> server.source().taken() >= 1);
    assertThat(server.source().taken()).isEqualTo(1);
    assertThat(server.source().refused()).isZero();
  }

  @Test
  void givenAMessageThatTheDatabaseRefusesEachTime_thenItIsCountedAndThoseBehindItAreKept()
      throws Exception {
    server
        .jdbc
        .sql("alter table report_batch add constraint short check (raw_bytes < 5000)")
        .update();
    server.start(settings());
    awaitConnected();
    String refused = fix(2).replace("}", ",\"tid\":\"" + "x".repeat(5_000) + "\"}");
    broker.publish(topic, fix(1), refused, fix(3), fix(4), fix(5));
    server.await("those behind are kept", () -> server.source().taken() == 4);
    server.await("it is refused", () -> server.source().refused() == 1);
    assertThat(server.kept()).containsExactly(1L, 3L, 4L, 5L);
    assertThat(server.refused()).containsExactly("NotKept 1");
  }

  @Test
  void givenTheBrokerIsStartedAnew_thenWhatItHadIsKeptOnceAndItIsReachedAgain() throws Exception {
    server.start(settings());
    awaitConnected();
    server.databaseAway(true);
    broker.publish(topic, fix(1), fix(2));
    server.await("they have come", () -> server.source().waiting() == 2);
    broker.stop();
    server.await("that it is away is said", () -> server.source().link() == Link.AWAY);
    assertThat(server.source().problem()).contains("broker");
    assertThat(server.source().waiting()).isZero();
    server.databaseAway(false);
    broker.start();
    server.await("all are kept", () -> server.source().taken() == 2);
    broker.publish(topic, fix(3));
    server.await("the next is kept", () -> server.kept().size() == 3);
    assertThat(server.kept()).containsExactly(1L, 2L, 3L);
    assertThat(server.source().link()).isEqualTo(Link.CONNECTED);
    assertThat(server.source().problem()).isEmpty();
  }

  @Test
  void givenTheTokenIsRevoked_thenNothingMoreIsFetchedAndWhatIsSentWaitsForAnother()
      throws Exception {
    Map<String, Object> settings = settings();
    server.start(settings);
    awaitConnected();
    broker.publish(topic, fix(1));
    server.await("it is kept", () -> server.kept().size() == 1);
    server.jdbc.sql("update token set revoked_at = now() where vendor is not null").update();
    broker.publish(topic, fix(2));
    server.await("it stops", () -> server.source().link() == Link.STOPPED);
    assertThat(server.source().problem())
        .contains("MUSTER_MQTT_OWNTRACKS_TOKEN", "revoked", "restart")
        .doesNotContain(String.valueOf(settings.get("muster.mqtt.owntracks.token")));
    broker.publish(topic, fix(3));
    assertThat(server.refused()).containsExactly("UnknownToken 1");
    assertThat(server.kept()).containsExactly(1L);

    server.stop();
    server.start(settings());
    server.await("what waited is kept", () -> server.source().taken() == 2);
    assertThat(server.kept()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void givenTheTokenOfADevice_thenNothingIsFetchedAndThePageSaysWhy() throws Exception {
    String ofDevice = server.tokens.createForDevice(new DeviceId(deviceId()), "test").text();
    server.start(settings("muster.mqtt.owntracks.token", ofDevice));
    server.await("it stops", () -> server.source().link() == Link.STOPPED);
    assertThat(server.source().problem()).contains("one device", "gateway");
  }

  @Test
  void givenTheForwardOfTraccar_thenItIsReadAsByHttp() throws Exception {
    Map<String, Object> settings = settings();
    settings.remove("muster.mqtt.owntracks.token");
    settings.put("muster.mqtt.traccar.token", server.gatewayToken());
    settings.put("muster.mqtt.traccar.topic", "positions/#");
    server.start(settings);
    awaitConnected();
    broker.publish("positions/" + server.device, Forwarded.position(server.device, now() - 7));
    server.await("it is kept", () -> server.kept().size() == 1);
    assertThat(server.kept()).containsExactly(7L);
  }

  private void awaitConnected() throws InterruptedException {
    server.await("it is connected", () -> server.source().link() == Link.CONNECTED);
  }

  private Map<String, Object> settings(String... more) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("muster.mqtt.address", "mqtt://127.0.0.1:" + broker.port());
    settings.put("muster.mqtt.version", "5");
    settings.put("muster.mqtt.client", "muster");
    settings.put("muster.mqtt.session", "P1D");
    settings.put("muster.mqtt.waiting-max", "500");
    settings.put("muster.mqtt.owntracks.topic", "owntracks");
    settings.put("muster.mqtt.owntracks.token", server.gatewayToken());
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return settings;
  }

  private long deviceId() {
    return server
        .jdbc
        .sql("select device_id from device where unique_id = ?")
        .param(server.device)
        .query(Long.class)
        .single();
  }

  private long now() {
    return server.now.getEpochSecond();
  }

  /** Measured so many seconds before this test, at a place that tells it. */
  private String fix(long seconds) {
    return "{\"_type\":\"location\",\"lat\":38.50000%02d,\"lon\":-121.5,\"acc\":12,\"tst\":%d}"
        .formatted(seconds, now() - seconds);
  }
}
