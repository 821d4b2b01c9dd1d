package org.muster.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.domain.Observation;
import org.muster.store.Database;
import org.muster.store.TestProgramme;
import org.muster.store.TestTracks;
import org.muster.store.Tokens;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The true server, as a process of its own, is killed without warning while devices send. Whatever
 * it acknowledged is there afterwards, once; whatever it did not is sent again, as devices do.
 */
class DurabilityTest {
  private static final int ROUNDS = 3;
  private static final int SENDERS = 4;
  private static final int SENT_BEFORE_KILL = 400;
  private static final Duration START_MAX = Duration.ofMinutes(2);

  @TempDir private Path folder = Path.of("");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final AtomicInteger next = new AtomicInteger();
  // By the client's id: what was sent, and whether its sender was told that it is kept.
  private final Map<String, String> sent = new ConcurrentHashMap<>();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

  private String device = "";
  private String token = "";
  private Process server = new ProcessBuilder().command("true").start();
  private int port;
  private int intakePort;

  DurabilityTest() throws IOException {}

  @AfterEach
  void stop() throws Exception {
    server.destroyForcibly().waitFor();
    killPostgres();
  }

  @Test
  void givenKillsWhileDevicesSend_thenNothingAcknowledgedIsLostAndNothingCountsTwice()
      throws Exception {
    prepare();
    for (int round = 0; round < ROUNDS; round++) {
      start();
      resend();
      sendUntilKilled(round % 2 == 1);
    }
    assertThat(acknowledged).hasSizeGreaterThan(ROUNDS * SENT_BEFORE_KILL / 2);
    // Before anything is sent again: what was acknowledged is there.
    assertThat(kept()).containsAll(acknowledged);
    start();
    resend();
    server.destroyForcibly().waitFor();
    assertThat(kept()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(sent.keySet());
  }

  /** A device with a token, written before the first start. */
  private void prepare() {
    try (Database database = Database.embedded(folder)) {
      Flyway.configure().dataSource(database.dataSource()).load().migrate();
      JdbcClient jdbc = JdbcClient.create(database.dataSource());
      TestProgramme programme = new TestProgramme(jdbc);
      String from = now.minus(10, ChronoUnit.DAYS).toString();
      var enrolment = programme.enrolment(from);
      programme.assignment(enrolment, from);
      device = "device-of-" + enrolment;
      token = new Tokens(jdbc).createForGateway("Testware", "test").text();
    }
  }

  private void start() throws Exception {
    try (ServerSocket socket = new ServerSocket(0);
        ServerSocket ofDevices = new ServerSocket(0)) {
      port = socket.getLocalPort();
      intakePort = ofDevices.getLocalPort();
    }
    Path log = folder.resolveSibling(folder.getFileName() + ".log");
    server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dmuster.judging.every=PT1H",
                "-Dmuster.intake.port=" + intakePort,
                "-cp",
                System.getProperty("java.class.path"),
                "org.muster.Muster",
                "serve",
                "--port",
                Integer.toString(port),
                "--data",
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Instant until = Instant.now().plus(START_MAX);
    while (!answers()) {
      assertThat(server.isAlive() && Instant.now().isBefore(until))
          .as(() -> "the server starts: " + read(log))
          .isTrue();
      Thread.sleep(100);
    }
  }

  /** Several senders, in small reports, until the server is gone in the middle of it. */
  private void sendUntilKilled(boolean withItsPostgres) throws Exception {
    int enough = acknowledged.size() + SENT_BEFORE_KILL;
    try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
      for (int i = 0; i < SENDERS; i++) {
        senders.execute(
            () -> {
              boolean alive = true;
              while (alive) {
                alive = post(List.of(observation(), observation()));
              }
            });
      }
      Instant until = Instant.now().plus(START_MAX);
      while (acknowledged.size() < enough && Instant.now().isBefore(until)) {
        Thread.sleep(5);
      }
      server.destroyForcibly();
      if (withItsPostgres) {
        killPostgres();
      }
      assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Everything that was not acknowledged, and some that was. */
  private void resend() {
    List<String> again = new ArrayList<>();
    sent.keySet().stream().filter(id -> !acknowledged.contains(id)).forEach(again::add);
    acknowledged.stream().limit(50).forEach(again::add);
    assertThat(again.isEmpty() || post(again)).as("what is sent again is taken").isTrue();
  }

  private String observation() {
    int n = next.incrementAndGet();
    String id = "o-" + n;
    sent.put(
        id,
        ("{\"device\":\"%s\",\"id\":\"%s\",\"kind\":\"Fix\",\"observedAt\":\"%s\","
                + "\"latitude\":38.5,\"longitude\":-121.5,\"accuracyMetres\":%d}\n")
            .formatted(device, id, now.minusSeconds(n), n));
    return id;
  }

  /** Sends; false when no answer came, and so nothing is known. */
  private boolean post(List<String> ids) {
    StringBuilder body = new StringBuilder();
    ids.forEach(id -> body.append(sent.get(id)));
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + intakePort + "/api/v1/observations"))
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == 200) {
        assertThat(answer.body()).contains("\"rejected\":0");
        acknowledged.addAll(ids);
      }
      return answer.statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean answers() throws InterruptedException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/healthz")).build();
      return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** The ids, one for each observation that is kept; the accuracy tells which it was. */
  private List<String> kept() {
    try (Database database = Database.embedded(folder)) {
      JdbcClient jdbc = JdbcClient.create(database.dataSource());
      Set<Long> devices = new HashSet<>();
      jdbc.sql("select device_id from device where not synthetic")
          .query(
              row -> {
                devices.add(row.getLong(1));
              });
      return TestTracks.kept(jdbc).stream()
          .filter(one -> devices.contains(one.deviceId()))
          .map(one -> (Observation.Fix) one.observation())
          .map(fix -> "o-" + (int) fix.accuracyMetres().orElseThrow())
          .toList();
    }
  }

  private void killPostgres() throws IOException {
    Path file = folder.resolve("postgres/postmaster.pid");
    if (Files.exists(file)) {
      long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
      ProcessHandle.of(pid)
          .filter(process -> process.info().command().orElse("").endsWith("postgres"))
          .ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return "no log";
    }
  }
}
