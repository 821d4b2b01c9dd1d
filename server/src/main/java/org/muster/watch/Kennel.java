package org.muster.watch;

import jakarta.annotation.PreDestroy;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Keeps the watchdog going while the server runs. On a thread of its own: the clockwork that calls
 * the roll could stand still itself.
 */
@Component
@ConditionalOnBooleanProperty(name = "muster.watchdog.enabled")
class Kennel {
  private static final long LOOKS_EVERY_MILLIS = 1_000;
  private static final long STOP_SECONDS_MAX = 20;
  private static final Logger LOG = LoggerFactory.getLogger(Kennel.class);

  private final Watchdog watchdog;
  private final Environment environment;
  private final String address;
  private Thread thread = new Thread(() -> {});

  Kennel(
      Watchdog watchdog,
      Environment environment,
      @Value("${muster.watchdog.address:}") String address) {
    this.watchdog = watchdog;
    this.environment = environment;
    this.address = address;
  }

  @EventListener
  void ready(ApplicationReadyEvent event) {
    String base = address.isBlank() ? ownAddress() : address;
    watchdog.begin(base);
    thread = Thread.ofPlatform().daemon().name("watchdog").start(this::run);
  }

  @PreDestroy
  void stop() throws InterruptedException {
    thread.interrupt();
    thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS_MAX));
  }

  private String ownAddress() {
    String host = environment.getProperty("server.address", "");
    boolean anywhere = host.isBlank() || host.equals("0.0.0.0") || host.equals("::");
    return "http://%s:%s"
        .formatted(
            anywhere ? "127.0.0.1" : host, environment.getRequiredProperty("local.server.port"));
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        lookOnce();
        Thread.sleep(LOOKS_EVERY_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void lookOnce() throws InterruptedException {
    try {
      watchdog.look();
    } catch (RuntimeException e) {
      // It goes on looking; that nothing comes is told by the time that passes.
      LOG.error("the watchdog could not look", e);
    }
  }
}
