package org.muster.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.MusterServer;
import org.muster.domain.DeviceId;
import org.muster.domain.EnrolmentId;
import org.muster.store.TestProgramme;
import org.muster.store.TestTracks;
import org.muster.store.Tokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;

/** The intake's own port, spoken to letter by letter. */
@SpringBootTest(
    classes = {MusterServer.class, IntakeTest.Signals.class},
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"muster.simulation.enabled=false", "muster.judging.every=PT1H"})
@ContextConfiguration(initializers = FreshDatabase.class)
class IntakeListenerTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final ListenerLimits WIDE =
      new ListenerLimits(1_000, 64 * 1024 * 1024, LONG, LONG, LONG);

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final List<Socket> sockets = new ArrayList<>();

  @Autowired private JdbcClient jdbc;
  @Autowired private Tokens tokens;
  @Autowired private Intake intake;

  private IntakeListener listener = listener(WIDE);
  private String name = "";
  private String token = "";

  @BeforeEach
  void assignADevice() {
    TestProgramme programme = new TestProgramme(jdbc);
    String from = now.minus(10, ChronoUnit.DAYS).toString();
    EnrolmentId enrolment = programme.enrolment(from);
    programme.assignment(enrolment, from);
    name = "device-of-" + enrolment;
    DeviceId device =
        jdbc.sql("select device_id from device where unique_id = ?")
            .param(name)
            .query((row, n) -> new DeviceId(row.getLong(1)))
            .single();
    token = tokens.createForDevice(device, "test").text();
    listener = listener(WIDE);
  }

  @AfterEach
  void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    listener.stop();
  }

  private IntakeListener listener(ListenerLimits limits) {
    return new IntakeListener(intake, InstantSource.system(), "0", 0, "127.0.0.1", limits);
  }

  @Test
  void givenManyRequestsOnOneConnectionAtOnce_thenEachIsAnsweredInItsTurn() throws Exception {
    Connection connection = connect();
    StringBuilder requests = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      // Every third lacks its place, so that the answers tell which request each is for.
      String query = i % 3 == 0 ? "&lat=1" : "&lat=1&lon=2";
      requests.append(get(query + "&timestamp=" + (now.getEpochSecond() - i)));
    }
    connection.send(requests.toString());
    for (int i = 0; i < 200; i++) {
      assertThat(connection.answer().status()).as("request " + i).isEqualTo(i % 3 == 0 ? 400 : 200);
    }
    assertThat(kept()).isEqualTo(200 - 67);
  }

  @Test
  void givenARequestLetterByLetter_thenItIsTakenAsIfItCameWhole() throws Exception {
    Connection connection = connect();
    for (byte letter : post("/intake/osmand", form(1)).getBytes(StandardCharsets.UTF_8)) {
      connection.send(new byte[] {letter});
    }
    assertThat(connection.answer().body()).contains("\"accepted\":1");
    connection.send(
        head("POST /intake/osmand HTTP/1.1", "Transfer-Encoding: chunked")
            + chunk("id=" + name)
            + chunk("&lat=1&lon=2&timestamp=" + (now.getEpochSecond() - 2))
            + "0\r\n\r\n");
    assertThat(connection.answer().body()).contains("\"accepted\":1");
  }

  @Test
  void givenARequestWhoseEndCanBeReadInTwoWays_thenItIsRefusedAndNothingBehindItIsRead()
      throws Exception {
    String behind = get("&lat=1&lon=2&timestamp=" + now.getEpochSecond());
    for (String twofold :
        List.of(
            head("POST /intake/osmand HTTP/1.1", "Content-Length: 5", "Transfer-Encoding: chunked")
                + "0\r\n\r\n",
            head("POST /intake/osmand HTTP/1.1", "Content-Length: 5", "Content-Length: 0"),
            head("POST /intake/osmand HTTP/1.1", "Content-Length: 5, 0"),
            head("POST /intake/osmand HTTP/1.1", "Content-Length: +5"),
            head("POST /intake/osmand HTTP/1.1", "Content-Length : 5"),
            head("POST /intake/osmand HTTP/1.1", "Transfer-Encoding: chunked, identity"),
            head("POST /intake/osmand HTTP/1.1", "Transfer-Encoding: xchunked"),
            "GET /intake/osmand HTTP/1.1\nHost: x\n\n",
            "GET /intake/osmand HTTP/1.1\r\n\r\n",
            "GET /intake/osmand HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            "GET  /intake/osmand  HTTP/1.1\r\nHost: a\r\n\r\n",
            "\0\1\2\3 / HTTP/1.1\r\n\r\n")) {
      Connection connection = connect();
      connection.send(twofold + behind);
      assertThat(connection.answer().status()).as(twofold).isBetween(400, 499);
      assertThat(connection.isAtItsEnd()).as(twofold).isTrue();
    }
    assertThat(kept()).isZero();
  }

  @Test
  void givenWhatIsTooLong_thenItIsSaidSo() throws Exception {
    assertThat(sent("GET /intake/osmand?" + "x".repeat(9_000) + " HTTP/1.1\r\n").status())
        .isEqualTo(414);
    assertThat(sent(head("GET /intake/osmand HTTP/1.1", "X: " + "x".repeat(9_000))).status())
        .isEqualTo(431);
    String tooLong = "x".repeat(Protocol.REPORT_BYTES_MAX + 1);
    assertThat(sent(post("/intake/osmand", tooLong)).status()).isEqualTo(413);
    assertThat(
            sent(head("POST /intake/osmand HTTP/1.1", "Transfer-Encoding: chunked")
                    + chunk(tooLong.substring(10))
                    + chunk(tooLong.substring(10))
                    + "0\r\n\r\n")
                .status())
        .isEqualTo(413);
    // Nobody sends what is known to be too long; who waits to be asked for it is told.
    Answer told =
        sent(
            head(
                "POST /api/v1/observations HTTP/1.1",
                "Expect: 100-continue",
                "Content-Length: 5000000"));
    assertThat(told.status()).isEqualTo(413);
  }

  @Test
  void givenWhoeverWaitsToBeAskedForTheBody_thenItIsAskedForOnceItsSenderIsLetIn()
      throws Exception {
    Connection connection = connect();
    String body = form(3);
    connection.send(
        head(
            "POST /intake/osmand HTTP/1.1",
            "Expect: 100-continue",
            "Content-Length: " + body.length()));
    assertThat(connection.answer().status()).isEqualTo(100);
    connection.send(body);
    assertThat(connection.answer().body()).contains("\"accepted\":1");
    token = "nobody's";
    assertThat(
            sent(head(
                    "POST /intake/osmand HTTP/1.1",
                    "Expect: 100-continue",
                    "Content-Length: " + body.length()))
                .status())
        .isEqualTo(401);
    assertThat(sent(head("POST /intake/osmand HTTP/1.1", "Expect: tea")).status()).isEqualTo(417);
  }

  @Test
  void givenAnotherPathMethodOrVersion_thenItIsSaidWhatIsHere() throws Exception {
    assertThat(sent(head("GET /healthz HTTP/1.1")).status()).isEqualTo(404);
    Answer put = sent(head("PUT /intake/traccar HTTP/1.1"));
    assertThat(put.status()).isEqualTo(405);
    assertThat(put.head()).containsIgnoringCase("allow: POST");
    assertThat(sent(head("GET /intake/osmand HTTP/3.0")).status()).isEqualTo(505);
    assertThat(sent(head("GET /intake/osmand/" + token + "/more HTTP/1.1")).toString())
        .doesNotContain(token);
    Connection old = connect();
    old.send(
        "GET " + path("&lat=1&lon=2") + " HTTP/1.0\r\nAuthorization: Bearer " + token + "\r\n\r\n");
    assertThat(old.answer().status()).isEqualTo(200);
    assertThat(old.isAtItsEnd()).isTrue();
  }

  @Test
  void givenWhoSendsSlowly_thenTheConnectionIsEndedAndOthersAreNotHarmed() throws Exception {
    Duration shortly = Duration.ofMillis(400);
    restart(new ListenerLimits(1_000, 1 << 26, shortly, shortly, LONG));
    Connection silent = connect();
    Connection head = connect();
    head.send("GET /intake/osmand HTTP/1.1\r\nHo");
    Connection body = connect();
    body.send(head("POST /intake/osmand HTTP/1.1", "Content-Length: 50") + "id=");
    assertThat(silent.isAtItsEnd()).isTrue();
    assertThat(head.isAtItsEnd()).isTrue();
    assertThat(body.isAtItsEnd()).isTrue();
    assertThat(sent(get("&lat=1&lon=2")).status()).isEqualTo(200);
  }

  @Test
  void givenMoreConnectionsThanThereMayBe_thenTheRestIsToldToComeBack() throws Exception {
    restart(new ListenerLimits(2, 1 << 26, LONG, LONG, LONG));
    Connection one = connect();
    Connection two = connect();
    one.send(get("&lat=1&lon=2"));
    assertThat(one.answer().status()).isEqualTo(200);
    two.send(get("&lat=1&lon=2"));
    assertThat(two.answer().status()).isEqualTo(200);
    Connection three = connect();
    Answer turnedAway = three.answer();
    assertThat(turnedAway.status()).isEqualTo(503);
    assertThat(turnedAway.head()).containsIgnoringCase("retry-after: 5");
    assertThat(three.isAtItsEnd()).isTrue();
    one.send(get("&lat=1&lon=2"));
    assertThat(one.answer().status()).isEqualTo(200);
    one.close();
    // Its place is free when the listener has seen that it is gone.
    for (int status = 503; status == 503; ) {
      status = sent(get("&lat=1&lon=2")).status();
    }
  }

  @Test
  void givenMoreBytesOfBodiesThanThereIsRoom_thenTheRestIsToldToComeBackUntilThereIs()
      throws Exception {
    restart(new ListenerLimits(1_000, 1_000, LONG, LONG, LONG));
    Connection holds = connect();
    String body = form(4);
    holds.send(
        head("POST /intake/osmand HTTP/1.1", "Content-Length: " + (900 + body.length()))
            + body
            + "&x="
            + "x".repeat(850));
    awaitHeld(853 + body.length());
    Connection other = connect();
    other.send(post("/intake/osmand", form(5) + "&x=" + "x".repeat(300)));
    assertThat(other.answer().status()).isEqualTo(503);
    assertThat(other.isAtItsEnd()).isTrue();
    holds.send("x".repeat(47));
    assertThat(holds.answer().body()).contains("\"accepted\":1");
    awaitHeld(0);
    assertThat(sent(post("/intake/osmand", form(6) + "&x=" + "x".repeat(300))).status())
        .isEqualTo(200);
  }

  @Test
  void givenAStop_thenWhatWasSentIsAnsweredAndNothingMoreIsTaken() throws Exception {
    Connection idle = connect();
    idle.send(get("&lat=1&lon=2"));
    assertThat(idle.answer().status()).isEqualTo(200);
    int port = listener.port();
    listener.stop();
    assertThat(idle.isAtItsEnd()).isTrue();
    assertThat(listener.port()).isZero();
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port))
        .isInstanceOf(IOException.class);
  }

  @Test
  void givenAPortThatIsTaken_thenItIsSaidWhatToDo() {
    connect();
    String taken = Integer.toString(listener.port());
    IntakeListener second =
        new IntakeListener(intake, InstantSource.system(), taken, 0, "127.0.0.1", WIDE);
    assertThatThrownBy(second::start)
        .isInstanceOfSatisfying(
            PortNotUsable.class,
            e -> {
              assertThat(e).hasMessageContaining(taken);
              assertThat(e.whatToDo()).contains("MUSTER_INTAKE_PORT");
            });
    IntakeListener wrong =
        new IntakeListener(intake, InstantSource.system(), "tea", 0, "127.0.0.1", WIDE);
    assertThatThrownBy(wrong::start).hasMessageContaining("'tea'");
    IntakeListener off =
        new IntakeListener(intake, InstantSource.system(), "off", 0, "127.0.0.1", WIDE);
    off.start();
    assertThat(off.isRunning()).isFalse();
  }

  private void awaitHeld(long bytes) {
    Instant until = Instant.now().plusSeconds(120);
    while (listener.heldBytes() != bytes) {
      assertThat(Instant.now()).as("%d bytes are held", bytes).isBefore(until);
      Thread.onSpinWait();
    }
  }

  private void restart(ListenerLimits limits) {
    listener.stop();
    listener = listener(limits);
  }

  private long kept() {
    long device =
        jdbc.sql("select device_id from device where unique_id = ?")
            .param(name)
            .query(Long.class)
            .single();
    return TestTracks.kept(jdbc).stream().filter(one -> one.deviceId() == device).count();
  }

  private String path(String query) {
    return "/intake/osmand?id=" + name + query;
  }

  private String get(String query) {
    return head("GET " + path(query) + " HTTP/1.1");
  }

  private String form(int secondsAgo) {
    return "id=" + name + "&lat=1&lon=2&timestamp=" + (now.getEpochSecond() - secondsAgo);
  }

  private String post(String path, String body) {
    return head("POST " + path + " HTTP/1.1", "Content-Length: " + body.length()) + body;
  }

  private String head(String line, String... headers) {
    StringBuilder head = new StringBuilder(line).append("\r\nHost: muster\r\n");
    head.append("Authorization: Bearer ").append(token).append("\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  private static String chunk(String text) {
    return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
  }

  /** The answer to what is sent on a connection of its own. */
  private Answer sent(String request) throws IOException {
    try (Connection connection = connect()) {
      connection.send(request);
      return connection.answer();
    }
  }

  private Connection connect() {
    listener.start();
    try {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port());
      socket.setSoTimeout(120_000);
      sockets.add(socket);
      return new Connection(socket);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Answer(int status, String head, String body) {}

  private record Connection(Socket socket) implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    void send(String text) throws IOException {
      send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    }

    Answer answer() throws IOException {
      InputStream in = socket.getInputStream();
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int letter = in.read();
        assertThat(letter).as("the answer after: " + head).isNotNegative();
        head.append((char) letter);
      }
      Matcher length = LENGTH.matcher(head);
      int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
      String body = new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
      return new Answer(Integer.parseInt(head.substring(9, 12)), head.toString(), body);
    }

    /** Waits until the other side has ended it. */
    boolean isAtItsEnd() throws IOException {
      try {
        return socket.getInputStream().read() < 0;
      } catch (java.net.SocketException e) {
        return true;
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
