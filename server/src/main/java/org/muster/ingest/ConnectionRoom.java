package org.muster.ingest;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What all connections of a listener share: the way in, the workers, and the room that is left. */
final class ConnectionRoom {
  private final Intake intake;
  private final InstantSource clock;
  private final ExecutorService workers;
  private final ChannelGroup connections;
  private final ListenerLimits limits;
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicLong bodyBytes = new AtomicLong();

  ConnectionRoom(
      Intake intake,
      InstantSource clock,
      ExecutorService workers,
      ChannelGroup connections,
      ListenerLimits limits) {
    this.intake = intake;
    this.clock = clock;
    this.workers = workers;
    this.connections = connections;
    this.limits = limits;
  }

  Intake intake() {
    return intake;
  }

  InstantSource clock() {
    return clock;
  }

  /** What a worker does and then goes on by itself; fails when none is free. */
  interface Work<T> {
    CompletableFuture<T> begin() throws Lookup.NotAtHand;
  }

  /** Has a worker begin it, who may wait for the database. */
  <T> CompletableFuture<T> work(Work<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    try {
      workers.execute(() -> begin(work, result));
    } catch (RejectedExecutionException e) {
      result.completeExceptionally(e);
    }
    return result;
  }

  // How it ends, well or badly, is handed on to the result.
  @SuppressWarnings("FutureReturnValueIgnored")
  private static <T> void begin(Work<T> work, CompletableFuture<T> result) {
    try {
      work.begin()
          .whenComplete(
              (done, failure) -> {
                if (failure == null) {
                  result.complete(done);
                } else {
                  result.completeExceptionally(failure);
                }
              });
    } catch (Lookup.NotAtHand | RuntimeException e) {
      result.completeExceptionally(e);
    }
  }

  ListenerLimits limits() {
    return limits;
  }

  /** Counts a connection in; false when there are too many. */
  boolean enter(Channel connection) {
    connections.add(connection);
    return open.incrementAndGet() <= limits.connectionsMax();
  }

  void leave() {
    open.decrementAndGet();
  }

  /** Makes room for bytes of a body; false, and none is made, when there is none left. */
  boolean reserve(int bytes) {
    if (bodyBytes.addAndGet(bytes) <= limits.bodyBytesMax()) {
      return true;
    }
    bodyBytes.addAndGet(-bytes);
    return false;
  }

  /** The bytes of bodies that are in memory now. */
  long heldBytes() {
    return bodyBytes.get();
  }

  void free(int bytes) {
    bodyBytes.addAndGet(-bytes);
  }
}
