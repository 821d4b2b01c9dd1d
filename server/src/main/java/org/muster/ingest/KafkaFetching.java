package org.muster.ingest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.muster.store.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the records of one topic as a member of a group. The group's place in it goes on only
 * when all that stands before it is kept or refused; until then nothing more is fetched.
 */
final class KafkaFetching implements SourceThread.Fetching {
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final long AGAIN_MILLIS = 1_000;

  /** A group may take so long to give its parts out anew. */
  private static final Duration JOINS_WITHIN = Duration.ofSeconds(20);

  private static final Duration CLOSE_MAX = Duration.ofSeconds(3);
  private static final Logger LOG = LoggerFactory.getLogger(KafkaFetching.class);

  private final KafkaSettings settings;
  private final SourceState state;
  private final SourcePassing passing;
  private final InstantSource clock;
  private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;

  KafkaFetching(
      KafkaSettings settings, SourceState state, SourcePassing passing, InstantSource clock) {
    this.settings = settings;
    this.state = state;
    this.passing = passing;
    this.clock = clock;
  }

  @Override
  public void wake() {
    KafkaConsumer<byte[], byte[]> now = consumer;
    if (now != null) {
      now.wakeup();
    }
  }

  @Override
  public void fetch(BooleanSupplier goOn) throws SourceAway, SourceStopped, InterruptedException {
    passing.ask();
    KafkaConsumer<byte[], byte[]> opened;
    try {
      opened = new KafkaConsumer<>(settings.forConsumer());
    } catch (KafkaException e) {
      throw away(e);
    }
    consumer = opened;
    try {
      new Round(opened).fetch(goOn);
    } catch (WakeupException e) {
      // It is to end; what was not committed is fetched again after the next start.
      LOG.debug("woken", e);
    } catch (InterruptException e) {
      throw new InterruptedException();
    } catch (KafkaException e) {
      throw away(e);
    } finally {
      consumer = null;
      passing.drop();
      state.waiting(0);
      close(opened);
    }
  }

  private SourceAway away(KafkaException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return new SourceAway(
        "Kafka at %s does not give what is asked of it: %s: %s."
            .formatted(
                settings,
                cause.getClass().getSimpleName(),
                Texts.brief(String.valueOf(cause.getMessage()), 200)));
  }

  private static void close(KafkaConsumer<byte[], byte[]> consumer) {
    try {
      consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(CLOSE_MAX));
    } catch (KafkaException e) {
      LOG.warn("Kafka was left without a farewell: {}", e.getClass().getSimpleName());
    }
  }

  /** From one connecting to its end. */
  private final class Round implements ConsumerRebalanceListener {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private List<SourceMessage> left = List.of();
    private boolean uncommitted;
    private long wellNanos = System.nanoTime();

    Round(KafkaConsumer<byte[], byte[]> consumer) {
      this.consumer = consumer;
    }

    void fetch(BooleanSupplier goOn) throws SourceStopped, InterruptedException {
      consumer.subscribe(List.of(settings.topic()), this);
      while (goOn.getAsBoolean()) {
        List<SourceMessage> batch = look();
        state.waiting(batch.size() + behind());
        left = passing.pass(batch);
        if (left.isEmpty()) {
          commit();
        } else {
          SourceThread.pause(AGAIN_MILLIS, goOn);
        }
        state.waiting(left.size() + behind());
        passing.ask();
        say();
      }
    }

    /** What is left, or else what comes. */
    private List<SourceMessage> look() {
      if (!left.isEmpty()) {
        // Asked all the same, so that the group knows that this member lives.
        consumer.pause(consumer.assignment());
        List<SourceMessage> batch = new ArrayList<>();
        poll(batch);
        // Where the partitions were taken away meanwhile, nothing is left.
        batch.addAll(0, left);
        return batch;
      }
      consumer.resume(consumer.paused());
      List<SourceMessage> batch = new ArrayList<>();
      poll(batch);
      return batch;
    }

    private void poll(List<SourceMessage> batch) {
      for (ConsumerRecord<byte[], byte[]> one : consumer.poll(LOOK)) {
        byte[] body = one.value() == null ? new byte[0] : one.value();
        Instant now = clock.instant();
        batch.add(new SourceMessage(Bytes.of(body), List.of(), now, () -> {}));
        state.heard(now);
        uncommitted = true;
      }
    }

    /** The place up to which all is kept. Who is not heard now fetches it again: it counts once. */
    private void commit() {
      if (!uncommitted) {
        return;
      }
      try {
        consumer.commitSync();
        uncommitted = false;
      } catch (CommitFailedException e) {
        LOG.warn("{}: the group went on without this server", state.name());
      } catch (RetriableException e) {
        LOG.warn("{}: the place in the topic waits to be kept: {}", state.name(), e.toString());
      }
    }

    /** The client of Kafka says nothing of a broker that is away: it tries for ever. */
    private void say() {
      boolean reached = connections() > 0;
      if (reached && !consumer.assignment().isEmpty()) {
        wellNanos = System.nanoTime();
        state.connected();
      } else if (System.nanoTime() - wellNanos > JOINS_WITHIN.toNanos()) {
        state.away(
            reached
                ? "Kafka gives no part of the topic '%s' to the group '%s': see that there is such"
                        .formatted(settings.topic(), settings.group())
                    + " a topic, and that no other server takes all of it."
                : "No broker of Kafka at " + settings + " answers; they are tried again.");
      }
    }

    private double connections() {
      for (Map.Entry<MetricName, ? extends Metric> one : consumer.metrics().entrySet()) {
        if (one.getKey().name().equals("connection-count")
            && one.getValue().metricValue() instanceof Double count) {
          return count;
        }
      }
      return 0;
    }

    /** How many records are known to wait in the topic. */
    private long behind() {
      return consumer.assignment().stream()
          .mapToLong(part -> consumer.currentLag(part).orElse(0))
          .map(lag -> Math.max(0, lag))
          .sum();
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> parts) {
      forget();
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> parts) {
      forget();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> parts) {
      // Each is read from the place that the group has kept.
    }

    /** Whoever gets the partitions next begins at the last commit: what is left comes again. */
    private void forget() {
      left = List.of();
      uncommitted = false;
      passing.drop();
    }
  }
}
