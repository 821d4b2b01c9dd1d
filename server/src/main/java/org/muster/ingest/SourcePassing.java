// Over 250 lines because a message is kept, refused, held or given back in one place.
package org.muster.ingest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.muster.ingest.Taking.Outcome;
import org.muster.store.Bytes;
import org.muster.store.HeldMessages;
import org.muster.store.Journal;
import org.muster.store.KnownSenders;
import org.muster.store.Sender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/**
 * Hands the messages of one source to the journal. Its broker is told that a message is kept only
 * when that is on disk, or when its refusal is; what could not be written is given back, to be
 * handed again. Used by the thread of its source alone.
 */
final class SourcePassing {
  /** A message that the database refuses for itself is tried so often, and then refused. */
  static final int TRIES_MAX = 5;

  /** A revoked token is noticed within this, also where nothing comes. */
  private static final Duration TOKEN_ASKED_EVERY = Duration.ofSeconds(30);

  /** What is held of a device that nobody registers is forgotten after so long. */
  static final Duration HELD_FOR = Duration.ofDays(7);

  private static final int HELD_MAX_AT_ONCE = 100;
  private static final long WAIT_SECONDS_MAX = 2 * Journal.WAIT_SECONDS_MAX;
  private static final Logger LOG = LoggerFactory.getLogger(SourcePassing.class);

  private final KnownSenders senders;
  private final Taking taking;
  private final InstantSource clock;
  private final SourceState state;
  private final Protocol protocol;
  private final SourceToken token;
  private final HeldMessages held;
  private final IdentityHashMap<SourceMessage, Integer> tries = new IdentityHashMap<>();
  private Instant tokenAskedAt = Instant.MIN;

  SourcePassing(
      KnownSenders senders,
      Taking taking,
      InstantSource clock,
      SourceState state,
      Protocol protocol,
      SourceToken token,
      HeldMessages held) {
    this.senders = senders;
    this.taking = taking;
    this.clock = clock;
    this.state = state;
    this.protocol = protocol;
    this.token = token;
    this.held = held;
  }

  /**
   * One that was handed to the journal.
   *
   * @param devices what it calls its device; empty where it was not read
   */
  private record Begun(
      SourceMessage message, List<String> devices, CompletableFuture<Outcome> outcome) {}

  /** Asks anew, now and then, whether the token lets in; a source that is silent has to know. */
  void ask() throws SourceStopped, InterruptedException {
    Instant now = clock.instant();
    if (tokenAskedAt.plus(TOKEN_ASKED_EVERY).isAfter(now)) {
      return;
    }
    tokenAskedAt = now;
    try {
      senders.forget(token.text());
      takeHeld(sender());
    } catch (DataAccessException | TransactionException e) {
      LOG.warn(
          "{}: the token could not be looked up: {}", state.name(), e.getClass().getSimpleName());
    }
  }

  /** Takes what was held and is of a device that was registered since; forgets what is old. */
  private void takeHeld(Sender sender) throws SourceStopped, InterruptedException {
    held.forgetBefore(clock.instant().minus(HELD_FOR));
    for (HeldMessages.Held one :
        held.listRegistered(sender.tokenId(), protocol.word(), HELD_MAX_AT_ONCE)) {
      Begun begun =
          begin(sender, new SourceMessage(one.body(), one.names(), one.receivedAt(), () -> {}));
      if (findFailure(begun, sender, true).isEmpty()) {
        // What is on disk by now counts once, also if this is not.
        held.remove(one.id());
      }
    }
    state.held(
        held.findWaiting(sender.tokenId(), protocol.word()).map(SourcePassing::words).orElse(""));
  }

  private static String words(HeldMessages.Waiting waiting) {
    String devices = String.join(", ", waiting.devices().stream().map(Texts::brief).toList());
    return "%,d messages are held of devices that are not registered, as %s. "
            .formatted(waiting.messages(), devices)
        + "Register them, and what they told since counts where an order asked for it; "
        + "after %d days it is forgotten.".formatted(HELD_FOR.toDays());
  }

  /** Those that are neither kept nor refused, in their order; told to nobody as kept. */
  List<SourceMessage> pass(List<SourceMessage> messages)
      throws SourceStopped, InterruptedException {
    if (messages.isEmpty()) {
      return messages;
    }
    Sender sender;
    try {
      sender = sender();
    } catch (DataAccessException | TransactionException e) {
      LOG.warn(
          "{}: {} messages wait, for the database does not answer: {}",
          state.name(),
          messages.size(),
          e.getClass().getSimpleName());
      return messages;
    }
    long startedNanos = System.nanoTime();
    List<Begun> begun = new ArrayList<>();
    for (SourceMessage message : messages) {
      begun.add(begin(sender, message));
    }
    List<SourceMessage> left = new ArrayList<>();
    String why = "";
    for (Begun one : begun) {
      Optional<String> failure = findFailure(one, sender, false);
      if (failure.isPresent()) {
        left.add(one.message());
        why = failure.get();
      }
      IntakeMeters.answered(protocol, startedNanos);
    }
    if (!left.isEmpty()) {
      LOG.warn("{}: {} messages were not kept and wait: {}", state.name(), left.size(), why);
    }
    return left;
  }

  private Sender sender() throws SourceStopped {
    Optional<Sender> found = senders.find(token.text());
    if (found.isEmpty()) {
      // Counted once, as a sender is who shows such a token; then nothing more is fetched.
      taking.turnAway(head(clock.instant()), Intake.NOT_LET_IN).exceptionally(e -> null).join();
      throw new SourceStopped(
          "The token of %s is not known or was revoked: nothing more is fetched. What is sent"
                  .formatted(token.variable())
              + " now waits at the broker. Set a token that lets in, and restart Muster.");
    }
    if (found.get() instanceof Sender.OfDevice) {
      throw new SourceStopped(
          "The token of %s is that of one device: nothing is fetched. Make a gateway's token, set"
                  .formatted(token.variable())
              + " it, and restart Muster.");
    }
    return found.get();
  }

  private Head head(Instant receivedAt) {
    return new Head(new Route(protocol, token.text()), "", name -> null, receivedAt, Runnable::run);
  }

  private Begun begin(Sender sender, SourceMessage message) {
    List<String> devices = List.of();
    CompletableFuture<Outcome> outcome;
    try {
      boolean tooLong = message.body().length() > protocol.bodyBytesMax();
      // What is too long is refused unread.
      Decoding decoding = tooLong ? Requests.tooLarge(protocol.bodyBytesMax()) : decode(message);
      devices = decoding instanceof Decoding.Decoded decoded ? decoded.devices() : List.of();
      outcome = begin(sender, message, decoding);
    } catch (RuntimeException e) {
      outcome = CompletableFuture.failedFuture(new OfTheMessage(e));
    }
    return new Begun(message, devices, outcome);
  }

  private CompletableFuture<Outcome> begin(
      Sender sender, SourceMessage message, Decoding decoding) {
    Head head = head(message.receivedAt());
    int bytesMax = protocol.bodyBytesMax();
    try {
      if (message.body().length() > bytesMax) {
        Arrival arrival = new Arrival(head, sender, Bytes.NONE);
        return taking.refuse(arrival, Requests.tooLarge(bytesMax), null);
      }
      Arrival arrival = new Arrival(head, sender, message.body());
      if (tries.getOrDefault(message, 0) >= TRIES_MAX) {
        return taking.refuse(arrival, Intake.NOT_KEPT, null);
      }
      return taking.take(arrival, decoding, senders::findDevice);
    } catch (DataAccessException | TransactionException | Lookup.NotAtHand e) {
      return CompletableFuture.failedFuture(e);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(new OfTheMessage(e));
    }
  }

  private Decoding decode(SourceMessage message) {
    byte[] body = message.body().array();
    return switch (protocol) {
      case TRACCAR -> Traccar.decode(body);
      case OWNTRACKS -> OwnTracks.decode(body, message.names());
      case OSMAND, NATIVE ->
          throw new IllegalStateException("no broker is asked for messages of " + protocol.word());
    };
  }

  /** Reading it failed in a way that says nothing of the database. */
  private static final class OfTheMessage extends RuntimeException {
    OfTheMessage(RuntimeException cause) {
      super(cause);
    }
  }

  /** Why it is neither kept nor refused; empty when it is, and then its broker is told. */
  private Optional<String> findFailure(Begun one, Sender sender, boolean wasHeld)
      throws SourceStopped, InterruptedException {
    try {
      switch (one.outcome().get(WAIT_SECONDS_MAX, TimeUnit.SECONDS)) {
        case Outcome.Taken taken -> state.taken();
        case Outcome.NotTaken refused -> {
          if (!wasHeld && refused.rejected().reason() == Reason.UNKNOWN_DEVICE) {
            hold(one, sender);
          }
          state.refused();
        }
        case Outcome.NotLetIn out -> {
          // It was revoked after it was remembered.
          senders.forget(token.text());
          sender();
          return Optional.of("the token was not let in");
        }
      }
      tries.remove(one.message());
      one.message().kept().run();
      return Optional.empty();
    } catch (DataAccessException | TransactionException e) {
      return Optional.of(e.getClass().getSimpleName());
    } catch (ExecutionException e) {
      return Optional.of(failure(one.message(), e));
    } catch (TimeoutException e) {
      return Optional.of("the journal did not answer in time");
    }
  }

  /** A gateway would send it again until the device is registered; a broker does not. */
  private void hold(Begun one, Sender sender) {
    SourceMessage message = one.message();
    boolean room =
        held.add(
            sender.tokenId(),
            protocol.word(),
            message.names(),
            one.devices(),
            message.body(),
            message.receivedAt());
    if (!room) {
      LOG.warn("{}: too many messages of devices that are not registered are held", state.name());
    }
  }

  /** Only what is the message's own fault is counted: for the database it waits for ever. */
  private String failure(SourceMessage message, ExecutionException failure) {
    Throwable cause = failure;
    boolean own = false;
    for (Throwable at = failure; at != null; at = at.getCause()) {
      own |= at instanceof DataIntegrityViolationException || at instanceof OfTheMessage;
      cause = at;
    }
    if (own) {
      tries.merge(message, 1, Integer::sum);
    }
    // What the database says may hold a row, so only the kind of it is told.
    return cause.getClass().getSimpleName();
  }

  /** Forgets what it knows of messages that are not handed again. */
  void drop() {
    tries.clear();
  }
}
