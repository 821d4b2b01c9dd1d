package org.muster.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A true MQTT broker, as a process of its own that can be stopped and started anew. */
final class Mosquitto {
  private static final List<Path> PLACES =
      List.of(
          Path.of("/usr/sbin/mosquitto"),
          Path.of("/usr/local/sbin/mosquitto"),
          Path.of("/opt/homebrew/sbin/mosquitto"));
  private static final Duration START_MAX = Duration.ofMinutes(1);

  private final Path folder;
  private final List<String> settings;
  private final int port;
  private Process process;

  /** With its own settings beside those of every test. */
  Mosquitto(Path folder, List<String> settings) throws IOException, InterruptedException {
    this.folder = folder;
    this.settings = settings;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    process = begin();
  }

  static boolean isThere() {
    return PLACES.stream().anyMatch(Files::isExecutable);
  }

  int port() {
    return port;
  }

  /** Asks it to end, as an administrator does: it writes what waits. */
  void stop() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the broker stops").isTrue();
  }

  void start() throws IOException, InterruptedException {
    process = begin();
  }

  /** Has each kept by the broker at least once; returns when it says so. */
  void publish(String topic, List<String> bodies) {
    Mqtt5BlockingClient client =
        MqttClient.builder()
            .useMqttVersion5()
            .identifier("phone-" + UUID.randomUUID())
            .serverHost("127.0.0.1")
            .serverPort(port)
            .buildBlocking();
    client.connect();
    try {
      for (String body : bodies) {
        client
            .publishWith()
            .topic(topic)
            .qos(MqttQos.AT_LEAST_ONCE)
            .payload(body.getBytes(StandardCharsets.UTF_8))
            .send();
      }
    } finally {
      client.disconnect();
    }
  }

  void publish(String topic, String... bodies) {
    publish(topic, List.of(bodies));
  }

  void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  private Process begin() throws IOException, InterruptedException {
    Path file = folder.resolve("mosquitto.conf");
    List<String> always =
        List.of(
            "listener " + port + " 127.0.0.1",
            "user root",
            "persistence true",
            "persistence_location " + folder + "/",
            "max_queued_messages 10000");
    Files.write(file, always);
    Files.write(
        file,
        settings.isEmpty() ? List.of("allow_anonymous true") : settings,
        java.nio.file.StandardOpenOption.APPEND);
    Path log = folder.resolve("mosquitto.log");
    Path program = PLACES.stream().filter(Files::isExecutable).findFirst().orElseThrow();
    Process begun =
        new ProcessBuilder(program.toString(), "-c", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    Instant until = Instant.now().plus(START_MAX);
    while (!answers()) {
      assertThat(begun.isAlive() && Instant.now().isBefore(until))
          .as("the broker starts: " + Files.readString(log))
          .isTrue();
      Thread.sleep(50);
    }
    return begun;
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
