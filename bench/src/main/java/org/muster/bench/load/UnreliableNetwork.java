package org.muster.bench.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A proxy before the server that holds requests back, so that they overtake each other, sends some
 * twice, and loses some answers. What it does follows from the seed, as far as threads allow.
 */
final class UnreliableNetwork implements AutoCloseable {
  private static final double DOUBLED = 0.1;
  private static final double ANSWER_LOST = 0.05;
  private static final int HELD_MILLISECONDS_MAX = 40;
  private static final int BODY_BYTES_MAX = 64 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpServer proxy;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Random random;
  private final AtomicLong doubled = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private volatile InetSocketAddress server;

  UnreliableNetwork(InetSocketAddress server, long seed) throws IOException {
    this.server = server;
    this.random = new Random(seed);
    this.proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    proxy.setExecutor(threads);
    proxy.createContext("/", this::pass);
    proxy.start();
  }

  InetSocketAddress address() {
    return proxy.getAddress();
  }

  /** The server was started anew, on another port. */
  void leadTo(InetSocketAddress address) {
    server = address;
  }

  long doubled() {
    return doubled.get();
  }

  long lost() {
    return lost.get();
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX);
      hold();
      HttpResponse<byte[]> answer = send(exchange, body);
      if (random.nextDouble() < DOUBLED) {
        doubled.incrementAndGet();
        hold();
        answer = send(exchange, body);
      }
      if (random.nextDouble() < ANSWER_LOST) {
        lost.incrementAndGet();
        throw new IOException("the answer is lost");
      }
      exchange.sendResponseHeaders(
          answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped", e);
    }
  }

  private void hold() throws InterruptedException {
    Thread.sleep(random.nextInt(HELD_MILLISECONDS_MAX));
  }

  private HttpResponse<byte[]> send(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    InetSocketAddress to = server;
    URI uri =
        URI.create(
            "http://%s:%d%s"
                .formatted(
                    to.getAddress().getHostAddress(), to.getPort(), exchange.getRequestURI()));
    return client.send(
        HttpRequest.newBuilder(uri)
            .timeout(PATIENCE)
            .header("Authorization", exchange.getRequestHeaders().getFirst("Authorization"))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  @Override
  public void close() {
    proxy.stop(0);
    threads.shutdownNow();
    client.shutdownNow();
  }
}
