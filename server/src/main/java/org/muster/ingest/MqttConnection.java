package org.muster.ingest;

import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.muster.store.Bytes;

/**
 * One connection to an MQTT broker, from its connecting to its end. What came by it and was not
 * acknowledged when it ends is dropped here, and the broker sends it again by the next one.
 */
abstract class MqttConnection implements AutoCloseable {
  static final int KEEP_ALIVE_SECONDS = 30;
  private static final long ANSWER_SECONDS_MAX = 30;
  private static final long CLOSE_SECONDS_MAX = 3;

  private final MqttSettings.Subscription subscription;
  private final SourceState state;
  private final InstantSource clock;
  private final BlockingQueue<SourceMessage> came;
  private final ExecutorService bringer;
  private final CompletableFuture<Throwable> end = new CompletableFuture<>();

  MqttConnection(
      MqttSettings settings,
      MqttSettings.Subscription subscription,
      SourceState state,
      InstantSource clock) {
    this.subscription = subscription;
    this.state = state;
    this.clock = clock;
    came = new ArrayBlockingQueue<>(settings.waitingMax());
    bringer =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name(state.name() + " brings").factory());
  }

  /** Connects and subscribes, in the session that the broker keeps. */
  abstract void open() throws SourceAway, InterruptedException;

  /** Tells the broker that it ends; the session stays. */
  abstract CompletableFuture<Void> disconnect();

  /** Has waiting messages put to the list, up to so many in it; waits a while for the first. */
  final void next(List<SourceMessage> messages, int countMax, long waitMillis)
      throws InterruptedException {
    SourceMessage first = came.poll(waitMillis, TimeUnit.MILLISECONDS);
    if (first != null) {
      messages.add(first);
      came.drainTo(messages, Math.max(0, countMax - messages.size()));
    }
  }

  final int waiting() {
    return came.size();
  }

  final void refuseEnded() throws SourceAway {
    if (end.isDone()) {
      throw away("The connection to the broker has ended");
    }
  }

  @Override
  public final void close() {
    try {
      disconnect().get(CLOSE_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // It is gone already, or soon will be for the broker, who then sends again.
      ended(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      bringer.shutdownNow();
    }
  }

  /** The thread by which messages are brought: where too many wait, it waits too. */
  final ExecutorService bringer() {
    return bringer;
  }

  final void arrived(String topic, byte[] whole, Runnable kept) {
    // By MQTT 3.1.1 nobody can tell the broker how long a message may be: many that are very long
    // must not fill the memory while they wait. What is left is still too long to be taken.
    byte[] body =
        whole.length <= MqttSettings.PACKET_BYTES_MAX
            ? whole
            : Arrays.copyOf(whole, MqttSettings.PACKET_BYTES_MAX);
    SourceMessage message =
        new SourceMessage(
            Bytes.of(body), MqttTopics.names(subscription, topic), clock.instant(), kept);
    state.heard(message.receivedAt());
    try {
      came.put(message);
    } catch (InterruptedException e) {
      // The connection ends, and the broker sends it again.
      Thread.currentThread().interrupt();
    }
  }

  final void ended(Throwable cause) {
    end.complete(cause);
  }

  /** The broker sent more at a time than it was told that it may; some do, by a message or two. */
  final boolean sentTooMany() {
    return end.isDone()
        && end.join() instanceof Mqtt5DisconnectException told
        && told.getMqttMessage().getReasonCode()
            == Mqtt5DisconnectReasonCode.RECEIVE_MAXIMUM_EXCEEDED;
  }

  /** Waits for the broker's answer. */
  final <T> T answer(CompletableFuture<T> answer, String asked)
      throws SourceAway, InterruptedException {
    try {
      // A connection that ends does not end what was asked by it.
      CompletableFuture.anyOf(answer, end).get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
      if (!answer.isDone()) {
        throw away(asked);
      }
      return answer.get();
    } catch (ExecutionException e) {
      throw new SourceAway(asked + ": " + words(e.getCause() == null ? e : e.getCause()));
    } catch (TimeoutException e) {
      throw new SourceAway(asked + ": it does not answer.");
    }
  }

  private SourceAway away(String what) {
    return new SourceAway(what + ": " + words(end.join()));
  }

  private static String words(Throwable cause) {
    String said =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return Texts.brief(said.endsWith(".") ? said.substring(0, said.length() - 1) : said, 200) + ".";
  }
}
