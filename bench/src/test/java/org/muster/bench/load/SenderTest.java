package org.muster.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SenderTest {
  private static final byte[] KEPT =
      "{\"accepted\":1,\"duplicate\":0,\"rejected\":0,\"reasons\":[]}"
          .getBytes(StandardCharsets.US_ASCII);
  private static final Tracker DEVICE =
      new Tracker("phone-1", "t", "g", 385_000_000, -1_215_000_000);

  private final Queue<String> received = new ConcurrentLinkedQueue<>();
  private HttpServer server;

  SenderTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() {
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/intake/",
        exchange -> {
          received.add(exchange.getRequestURI().toString());
          exchange.sendResponseHeaders(200, KEPT.length);
          exchange.getResponseBody().write(KEPT);
          exchange.close();
        });
    server.createContext(
        "/api/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(503, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void givenAMostOfRequests_thenSoManyAreSentAndEachIsNew() throws IOException {
    try (Sender sender = sender(Protocol.OSMAND)) {
      Sender.Measured measured = sender.run(new Sender.Stretch(Duration.ofMinutes(5), 0, 40));
      assertThat(received).hasSize(40).doesNotHaveDuplicates();
      assertThat(measured.tally().answers()).isLessThanOrEqualTo(40);
      assertThat(measured.tally().accepted()).isEqualTo(measured.tally().answers());
      assertThat(measured.tally().refused()).isEmpty();
    }
  }

  @Test
  void givenARate_thenAllThatIsDueIsSentOrCountedAsNotSent() throws IOException {
    try (Sender sender = sender(Protocol.OSMAND)) {
      Sender.Measured measured = sender.run(new Sender.Stretch(Duration.ofMillis(500), 100, 1_000));
      Tally tally = measured.tally();
      // At the end two requests may be out, which count no more.
      assertThat(tally.answers() + tally.unsent()).isBetween(46L, 51L);
      assertThat(received).doesNotHaveDuplicates();
    }
  }

  @Test
  void givenRefusals_thenTheyCountByStatusAndNothingIsAccepted() throws IOException {
    try (Sender sender = sender(Protocol.NATIVE)) {
      Tally tally = sender.run(new Sender.Stretch(Duration.ofMinutes(5), 0, 10)).tally();
      assertThat(tally.accepted()).isZero();
      assertThat(tally.reports()).isZero();
      assertThat(tally.refused()).isEqualTo(Map.of("503", tally.answers() * 3));
    }
  }

  private Sender sender(Protocol protocol) throws IOException {
    List<Request> requests =
        protocol.requests(List.of(DEVICE), new Protocol.Form("127.0.0.1", 3, true));
    List<Request> others =
        protocol.requests(
            List.of(new Tracker("phone-2", "t", "g", 385_000_000, -1_215_000_000)),
            new Protocol.Form("127.0.0.1", 3, true));
    return new Sender(server.getAddress(), List.of(requests, others), false);
  }
}
