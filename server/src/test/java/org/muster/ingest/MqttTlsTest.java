package org.muster.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.domain.ReportSource.Link;

/** Muster talks to no broker that it does not know, and says why one does not let it in. */
class MqttTlsTest {
  private static final String STORE_PASSWORD = "of-a-test";

  @TempDir private Path folder = Path.of("");

  private final FetchingServer server = new FetchingServer();
  private Mosquitto broker;

  @BeforeEach
  void begin() throws Exception {
    assumeTrue(Mosquitto.isThere(), "no mosquitto on this machine");
    certificate();
    Path users = folder.resolve("users");
    // As mosquitto_passwd writes it once it is told to: plain text is hashed by the option -U.
    Files.writeString(users, "muster:right\n");
    run("/usr/bin/mosquitto_passwd", "-U", users.toString());
    broker =
        new Mosquitto(
            folder,
            List.of(
                "certfile " + folder.resolve("broker.pem"),
                "keyfile " + folder.resolve("broker.key"),
                "password_file " + users,
                "allow_anonymous false"));
  }

  @AfterEach
  void end() throws InterruptedException {
    server.close();
    if (broker != null) {
      broker.close();
    }
  }

  @Test
  void givenTheAuthorityAndThePassword_thenItIsConnected() throws Exception {
    server.start(settings());
    server.await("it is connected", () -> server.source().link() == Link.CONNECTED);
  }

  @Test
  void givenAnAuthorityThatIsNotKnown_thenNothingIsSaidToTheBroker() throws Exception {
    Map<String, Object> settings = settings();
    settings.remove("muster.mqtt.ca");
    server.start(settings);
    server.await("that is said", () -> server.source().link() == Link.AWAY);
    assertThat(server.source().problem()).contains("certification path").doesNotContain("right");
  }

  @Test
  void givenTheCertificateOfAnotherHost_thenNothingIsSaidToTheBroker() throws Exception {
    Map<String, Object> settings = settings();
    settings.put("muster.mqtt.address", "mqtts://127.0.0.1:" + broker.port());
    server.start(settings);
    server.await("that is said", () -> server.source().link() == Link.AWAY);
    assertThat(server.source().problem()).contains("127.0.0.1").doesNotContain("right");
  }

  @Test
  void givenAWrongPassword_thenThatIsSaidWithoutIt() throws Exception {
    Map<String, Object> settings = settings();
    settings.put("muster.mqtt.password", "wrong-password");
    server.start(settings);
    server.await("that is said", () -> server.source().link() == Link.AWAY);
    assertThat(server.source().problem())
        .contains("does not let Muster in", "NOT_AUTHORIZED")
        .doesNotContain("wrong-password");
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("muster.mqtt.address", "mqtts://localhost:" + broker.port());
    settings.put("muster.mqtt.version", "5");
    settings.put("muster.mqtt.user", "muster");
    settings.put("muster.mqtt.password", "right");
    settings.put("muster.mqtt.ca", folder.resolve("broker.pem").toString());
    settings.put("muster.mqtt.client", "muster");
    settings.put("muster.mqtt.session", "P1D");
    settings.put("muster.mqtt.waiting-max", "500");
    settings.put("muster.mqtt.traccar.topic", "positions");
    settings.put("muster.mqtt.traccar.token", server.gatewayToken());
    return settings;
  }

  /** Of a broker that calls itself localhost, signed by itself. */
  private void certificate() throws IOException, GeneralSecurityException, InterruptedException {
    Path store = folder.resolve("broker.p12");
    run(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair",
        "-alias",
        "broker",
        "-keyalg",
        "EC",
        "-dname",
        "CN=localhost",
        "-ext",
        "san=dns:localhost",
        "-validity",
        "2",
        "-storetype",
        "PKCS12",
        "-keystore",
        store.toString(),
        "-storepass",
        STORE_PASSWORD);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, STORE_PASSWORD.toCharArray());
    }
    pem("broker.pem", "CERTIFICATE", keys.getCertificate("broker").getEncoded());
    pem(
        "broker.key",
        "PRIVATE KEY",
        keys.getKey("broker", STORE_PASSWORD.toCharArray()).getEncoded());
  }

  private void pem(String name, String what, byte[] bytes) throws IOException {
    Files.writeString(
        folder.resolve(name),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(what, Base64.getMimeEncoder().encodeToString(bytes), what));
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
