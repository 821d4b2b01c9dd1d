package org.muster.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.muster.domain.ReportSource.Link;

/** What Kafka brings is lost by nobody's restart, and counts once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaSourceTest {
  private KafkaClusterTestKit kafka;
  private FetchingServer server;
  private String topic = "";
  private int topics;

  @BeforeAll
  void beginKafka() throws Exception {
    kafka =
        new KafkaClusterTestKit.Builder(
                new TestKitNodes.Builder()
                    .setCombined(true)
                    .setNumBrokerNodes(1)
                    .setNumControllerNodes(1)
                    .build())
            .setConfigProp("offsets.topic.replication.factor", "1")
            .setConfigProp("offsets.topic.num.partitions", "1")
            .setConfigProp("group.initial.rebalance.delay.ms", "0")
            .setConfigProp("auto.create.topics.enable", "false")
            .build();
    kafka.format();
    kafka.startup();
    kafka.waitForReadyBrokers();
  }

  @AfterAll
  void endKafka() throws Exception {
    kafka.close();
  }

  @BeforeEach
  void begin() throws Exception {
    server = new FetchingServer();
    topic = "positions-" + ++topics;
    try (Admin admin = kafka.admin()) {
      admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
    }
  }

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  void givenTheDatabaseIsAwayAndMusterStops_thenThePlaceInTheTopicStaysAndAllCountsOnce()
      throws Exception {
    Map<String, Object> settings = settings();
    server.start(settings);
    send(fix(1), fix(2));
    server.await("they are kept", () -> server.source().taken() == 2);
    server.await("the place is kept", () -> place() == 2);
    server.await("it says so", () -> server.source().link() == Link.CONNECTED);

    server.databaseAway(true);
    send(fix(3), fix(4), fix(1));
    server.await("some have come", () -> server.source().waiting() > 0);
    // Long enough for a client that commits by itself; the look is no proof, what is below is.
    assertThat(place()).isEqualTo(2);
    server.stop();
    assertThat(place()).isEqualTo(2);
    server.databaseAway(false);
    assertThat(server.kept()).containsExactly(1L, 2L);

    server.start(settings);
    server.await("all are kept", () -> server.source().taken() == 3);
    assertThat(server.kept()).containsExactly(1L, 2L, 3L, 4L);
    server.await("the place is kept", () -> place() == 5);
    server.await("none waits", () -> server.source().waiting() == 0);
  }

  @Test
  void givenTheDatabaseComesBack_thenWhatWaitedIsKeptWithoutARestart() throws Exception {
    server.start(settings());
    send(fix(1));
    server.await("it is kept", () -> server.source().taken() == 1);
    server.databaseAway(true);
    send(fix(2), fix(3));
    server.await("some have come", () -> server.source().waiting() > 0);
    send(fix(4));
    server.databaseAway(false);
    server.await("all are kept", () -> server.source().taken() == 4);
    assertThat(server.kept()).containsExactly(1L, 2L, 3L, 4L);
    server.await("the place is kept", () -> place() == 4);
  }

  @Test
  void givenRecordsThatCannotBeTaken_thenTheyAreCountedAndThoseBehindThemAreKept()
      throws Exception {
    server.start(settings());
    List<byte[]> bad = new ArrayList<>();
    bad.add("{".getBytes(StandardCharsets.UTF_8));
    bad.add(null);
    bad.add(new byte[] {0, 1, 2});
    bad.add(new byte[Protocol.REPORT_BYTES_MAX + 1]);
    bad.add(Forwarded.position("nobody", now() - 8).getBytes(StandardCharsets.UTF_8));
    for (byte[] one : bad) {
      sendBytes(one);
    }
    send(fix(1));
    server.await("the one behind is kept", () -> server.kept().size() == 1);
    server.await("all are answered", () -> server.source().refused() == 5);
    assertThat(server.refused()).containsExactly("Malformed 3", "TooLarge 1", "UnknownDevice 1");
    server.await("the place is kept", () -> place() == 6);
  }

  @Test
  void givenADeviceThatIsNotRegisteredYet_thenWhatItToldIsHeldAndCountsWhenItIs() throws Exception {
    server.start(settings());
    sendBytes(Forwarded.position("late-1", now() - 9).getBytes(StandardCharsets.UTF_8));
    send(fix(1));
    server.await("the stream goes on", () -> server.kept().size() == 1);
    server.await("it is refused", () -> server.source().refused() == 1);
    server.await("the place is kept", () -> place() == 2);
    server.stop();

    server.start(settings());
    server.await(
        "it is said", () -> server.source().notes().toString().contains("as late-1. Register"));
    server.stop();
    server.assigned("late-1");
    server.start(settings());
    server.await("it is kept", () -> server.kept().size() == 2);
    server.await("it is said no more", () -> server.source().notes().isEmpty());
    assertThat(server.kept()).containsExactly(1L, 9L);
    // It is let go once it is known to be kept, which others may see a moment before.
    server.await("none is held", () -> held() == 0);
  }

  private long held() {
    return server.jdbc.sql("select count(*) from held_message").query(Long.class).single();
  }

  @Test
  void givenTheTokenIsRevoked_thenNothingMoreIsFetchedAndWhatIsSentWaitsForAnother()
      throws Exception {
    server.start(settings());
    send(fix(1));
    server.await("it is kept", () -> server.source().taken() == 1);
    server.await("the place is kept", () -> place() == 1);
    server.jdbc.sql("update token set revoked_at = now() where vendor is not null").update();
    send(fix(2));
    server.await("it stops", () -> server.source().link() == Link.STOPPED);
    assertThat(server.source().problem()).contains("MUSTER_KAFKA_TOKEN", "revoked");
    assertThat(server.refused()).containsExactly("UnknownToken 1");
    assertThat(place()).isEqualTo(1);

    server.stop();
    server.start(settings());
    server.await("what waited is kept", () -> server.source().taken() == 1);
    assertThat(server.kept()).containsExactly(1L, 2L);
  }

  @Test
  void givenNoSuchTopic_thenThatIsSaid() throws Exception {
    Map<String, Object> settings = settings();
    settings.put("muster.kafka.topic", "positions-of-nobody");
    server.start(settings);
    server.await("it is said", () -> server.source().link() == Link.AWAY);
    assertThat(server.source().problem()).contains("positions-of-nobody");
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("muster.kafka.servers", kafka.bootstrapServers());
    settings.put("muster.kafka.topic", topic);
    settings.put("muster.kafka.group", "muster-" + topic);
    settings.put("muster.kafka.token", server.gatewayToken());
    settings.put("muster.kafka.tls", "false");
    settings.put("muster.kafka.mechanism", "SCRAM-SHA-512");
    return settings;
  }

  /** Up to where the group has read, over all partitions. */
  private long place() {
    try (Admin admin = kafka.admin()) {
      Map<TopicPartition, OffsetAndMetadata> all =
          admin.listConsumerGroupOffsets("muster-" + topic).partitionsToOffsetAndMetadata().get();
      return all.values().stream()
          .mapToLong(one -> Optional.ofNullable(one).map(OffsetAndMetadata::offset).orElse(0L))
          .sum();
    } catch (ExecutionException e) {
      return 0;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void send(String... bodies) throws Exception {
    for (String body : bodies) {
      sendBytes(body.getBytes(StandardCharsets.UTF_8));
    }
  }

  private void sendBytes(byte[] body) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, body)).get();
    }
  }

  private long now() {
    return server.now.getEpochSecond();
  }

  private String fix(long seconds) {
    return Forwarded.position(server.device, now() - seconds);
  }
}
