package org.muster.ingest;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.muster.domain.ReportSource;
import org.muster.store.HeldMessages;
import org.muster.store.KnownSenders;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The brokers from which Muster fetches reports itself: none, unless they are set. A message goes
 * the way of a report that was sent; its broker keeps it until the journal has it on disk.
 */
@Component
public class Sources implements SmartLifecycle {
  private final KnownSenders senders;
  private final Taking taking;
  private final InstantSource clock;
  private final HeldMessages held;
  private final Optional<MqttSettings> mqtt;
  private final Optional<KafkaSettings> kafka;
  private final SourceMeters meters = new SourceMeters();
  private volatile List<SourceThread> threads = List.of();

  Sources(
      KnownSenders senders,
      Taking taking,
      InstantSource clock,
      HeldMessages held,
      Environment environment) {
    this.held = held;
    this.senders = senders;
    this.taking = taking;
    this.clock = clock;
    SourceSettings settings = new SourceSettings(name -> property(environment, name));
    mqtt = MqttSettings.find(settings);
    kafka = KafkaSettings.find(settings);
  }

  /** How it stands with each; empty where none is set. */
  public List<ReportSource> list() {
    return threads.stream().map(thread -> thread.state().now()).toList();
  }

  @Override
  public synchronized void start() {
    if (isRunning()) {
      return;
    }
    List<SourceThread> all = new ArrayList<>();
    mqtt.ifPresent(
        settings ->
            settings
                .subscriptions()
                .forEach(subscription -> all.add(thread(settings, subscription))));
    kafka.ifPresent(settings -> all.add(thread(settings)));
    threads = List.copyOf(all);
    threads.forEach(thread -> meters.measure(thread.state()));
    threads.forEach(SourceThread::start);
  }

  private SourceThread thread(MqttSettings settings, MqttSettings.Subscription subscription) {
    SourceState state =
        new SourceState(
            "mqtt-" + subscription.protocol().word(),
            "%s at %s, as %s"
                .formatted(
                    String.join(", ", subscription.filters()),
                    settings,
                    MqttTransport.client(settings, subscription)),
            clock);
    SourcePassing passing = passing(state, subscription.protocol(), subscription.token());
    return new SourceThread(state, new MqttFetching(settings, subscription, state, passing, clock));
  }

  private SourceThread thread(KafkaSettings settings) {
    SourceState state =
        new SourceState(
            "kafka-" + Protocol.TRACCAR.word(),
            "%s at %s, as group %s".formatted(settings.topic(), settings, settings.group()),
            clock);
    SourcePassing passing = passing(state, Protocol.TRACCAR, settings.token());
    return new SourceThread(state, new KafkaFetching(settings, state, passing, clock));
  }

  private SourcePassing passing(SourceState state, Protocol protocol, SourceToken token) {
    return new SourcePassing(senders, taking, clock, state, protocol, token, held);
  }

  /** A text that the environment takes for a name in braces must not be told: it may be secret. */
  static String property(Environment environment, String name) {
    try {
      return environment.getProperty(name, "");
    } catch (IllegalArgumentException e) {
      String key = name.substring(name.indexOf('.') + 1);
      throw new SourceNotUsable(
          SourceSettings.variable(key)
              + " holds '${', which is read as the name of another setting",
          "Choose a value without '${'.");
    }
  }

  /** Fetches nothing more; what is not acknowledged comes again after the next start. */
  @Override
  public synchronized void stop() {
    threads.forEach(SourceThread::stop);
    threads.forEach(SourceThread::awaitEnd);
    threads = List.of();
    meters.end();
  }

  @Override
  public boolean isRunning() {
    return !threads.isEmpty();
  }
}
