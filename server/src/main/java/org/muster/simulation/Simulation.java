package org.muster.simulation;

import jakarta.annotation.PreDestroy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.muster.store.Devices;
import org.muster.store.Tokens;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Makes up a programme when the server is up, sends its history, and goes on live. A programme that
 * is there already goes on from where it stopped.
 */
@Component
@Profile("demo")
@ConditionalOnBooleanProperty(name = "muster.simulation.enabled", matchIfMissing = true)
public class Simulation {
  private static final Logger LOG = LoggerFactory.getLogger(Simulation.class);
  private static final Duration GAP_MAX = Duration.ofDays(14);
  private static final long STOP_SECONDS_MAX = 5;

  private final Founding founding;
  private final Devices devices;
  private final Tokens tokens;
  private final Host host;
  private final Clock clock;
  private final Wanted wanted;
  private Thread thread = new Thread(() -> {});

  /** What the demo was started with. */
  private record Wanted(long seed, int participants, int historyDays, Path file) {}

  Simulation(
      Founding founding,
      Devices devices,
      Tokens tokens,
      Host host,
      Clock clock,
      @Value("${muster.simulation.seed:1}") long seed,
      @Value("${muster.simulation.participants:200}") int participants,
      @Value("${muster.simulation.history-days:14}") int historyDays,
      @Value("${muster.data}") Path data) {
    this.founding = founding;
    this.devices = devices;
    this.tokens = tokens;
    this.host = host;
    this.clock = clock;
    Path file = data.toAbsolutePath().resolveSibling(data.getFileName() + "-simulation.properties");
    this.wanted = new Wanted(seed, participants, historyDays, file);
  }

  @EventListener
  void ready(ApplicationReadyEvent event) {
    int port =
        event
            .getApplicationContext()
            .getEnvironment()
            .getRequiredProperty("local.server.port", Integer.class);
    // Held before the thread starts, so that nobody judges days that are not sent yet.
    host.beforeFilling();
    thread = Thread.ofPlatform().name("simulation").start(() -> run(port));
  }

  @PreDestroy
  void stop() throws InterruptedException {
    thread.interrupt();
    thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS_MAX));
  }

  private void run(int port) {
    try (Gateway gateway = new Gateway(port)) {
      Optional<Ledger> ledger = ledger();
      if (ledger.isEmpty()) {
        host.say(
            "The database holds a programme that was not made up by this demo. It is shown as it"
                + " is.");
        host.afterFilling();
        return;
      }
      simulate(ledger.get(), gateway);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("The simulator stopped", e);
      goOnWithout();
    }
  }

  /** The server must not wait for a history that will not come. */
  private void goOnWithout() {
    try {
      host.say("The simulator stopped; the log says why. The server goes on with what it has.");
      host.afterFilling();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The programme that is there, or else a new one; empty when somebody else's is there. */
  private Optional<Ledger> ledger() {
    if (founding.isFounded()) {
      Optional<Ledger> found = Ledger.find(wanted.file());
      found.ifPresent(this::sayWhatIsThere);
      return found;
    }
    Instant now = clock.instant();
    Programme programme =
        Programme.of(wanted.seed(), now, wanted.historyDays(), wanted.participants());
    host.say("Making up a programme of " + programme.people().size() + " participants …");
    Ledger ledger =
        new Ledger(
            programme.seed(),
            programme.startAt(),
            programme.historyDays(),
            programme.people().size(),
            programme.firstAt());
    // Saved first: a ledger without a programme is made anew, a programme without one is lost.
    ledger.save(wanted.file());
    founding.found(programme);
    return Optional.of(ledger);
  }

  private void sayWhatIsThere(Ledger ledger) {
    host.say(
        "The programme is there: %d participants from seed %d, live since %s."
            .formatted(ledger.participants(), ledger.seed(), ledger.startAt()));
    if (ledger.seed() != wanted.seed() || ledger.participants() != wanted.participants()) {
      host.say("To make up another one, start with another --data folder.");
    }
  }

  private void simulate(Ledger ledger, Gateway gateway) throws InterruptedException {
    Programme programme = ledger.programme();
    Instant liveAt = clock.instant();
    History history = new History(programme, Happenings.of(programme, liveAt));
    Passes passes = Passes.issue(programme, devices, tokens);
    Instant earliest = liveAt.minus(GAP_MAX).minus(Duration.ofDays(1));
    Instant from = ledger.sentUpTo().isBefore(earliest) ? earliest : ledger.sentUpTo();
    int sent = new Filling(programme, history, passes, gateway).fill(from, liveAt, host::say);
    ledger.sentUpTo(liveAt).save(wanted.file());
    host.say("Sent " + sent + " observations. Judging them …");
    host.afterFilling();
    LiveRequests requests = new LiveRequests(gateway, passes);
    new Living(programme, history, requests, gateway, clock)
        .goOn(liveAt, at -> ledger.sentUpTo(at).save(wanted.file()));
  }
}
