package org.muster.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The true server, as a process of its own on a folder. It runs as the demo without its simulated
 * programme: the intake, the journal and the judging are those of {@code serve}, and the accounts
 * that the demo has for this machine let the programme be set up through the API.
 */
final class TrueServer implements AutoCloseable {
  static final String ACCOUNT = "supervisor";
  static final String PASSWORD = "demo";

  private static final int TRIES_MAX = 5;
  private static final Duration START_MAX = Duration.ofMinutes(15);

  private final Child child;
  private final InetSocketAddress address;
  private final InetSocketAddress intake;

  private TrueServer(Child child, InetSocketAddress address, InetSocketAddress intake) {
    this.child = child;
    this.address = address;
    this.intake = intake;
  }

  /**
   * Starts it and waits until it is well.
   *
   * @param javaOptions for its Java
   * @param options for its command line, after those that are given anyway
   */
  static TrueServer start(Path jar, Path folder, List<String> javaOptions, List<String> options)
      throws IOException, InterruptedException {
    if (!Files.isRegularFile(jar)) {
      throw new NotMeasured("there is no %s: build it with ./muster help".formatted(jar));
    }
    for (int tries = 1; ; tries++) {
      try {
        return startOnce(jar, folder, javaOptions, options);
      } catch (NotMeasured e) {
        // Between being found free and being taken, a port may be taken by anybody.
        if (tries == TRIES_MAX || !String.valueOf(e.getMessage()).contains("already in use")) {
          throw e;
        }
      }
    }
  }

  private static TrueServer startOnce(
      Path jar, Path folder, List<String> javaOptions, List<String> options)
      throws IOException, InterruptedException {
    int port = freePort();
    int intake = freePort();
    List<String> arguments = new ArrayList<>(List.of("-Dmuster.intake.port=" + intake));
    arguments.addAll(javaOptions);
    arguments.add("-Dmuster.simulation.enabled=false");
    arguments.addAll(List.of("-jar", jar.toString(), "demo"));
    arguments.addAll(List.of("--port", Integer.toString(port), "--data", folder.toString()));
    arguments.addAll(options);
    Path log = folder.resolveSibling(folder.getFileName() + ".log");
    TrueServer server =
        new TrueServer(
            Child.start(arguments, log),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), intake));
    try {
      server.awaitWell();
      return server;
    } catch (InterruptedException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** Of the pages. */
  InetSocketAddress address() {
    return address;
  }

  /** Where devices are heard, unless an option says otherwise. */
  InetSocketAddress intake() {
    return intake;
  }

  Duration processorTime() {
    return child.processorTime();
  }

  void kill() throws InterruptedException {
    child.kill();
  }

  private void awaitWell() throws InterruptedException {
    long until = System.nanoTime() + START_MAX.toNanos();
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (!isWell(client)) {
        if (!child.isAlive()) {
          throw new NotMeasured("the server ended at its start:\n" + child.lastWords());
        }
        if (System.nanoTime() > until) {
          throw new NotMeasured(
              "the server was not ready within %d minutes:\n%s"
                  .formatted(START_MAX.toMinutes(), child.lastWords()));
        }
        Thread.sleep(100);
      }
    }
  }

  private boolean isWell(HttpClient client) throws InterruptedException {
    URI health =
        URI.create(
            "http://%s:%d/healthz"
                .formatted(address.getAddress().getHostAddress(), address.getPort()));
    try {
      return client
              .send(
                  HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(10)).build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    child.close();
  }
}
