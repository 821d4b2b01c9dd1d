package org.muster.ingest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.muster.domain.DeviceId;
import org.muster.ingest.Decoding.Rejected;
import org.muster.ingest.Taking.Outcome;
import org.muster.store.Bytes;
import org.muster.store.JournalBusy;
import org.muster.store.KnownSenders;
import org.muster.store.Sender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * What devices and gateways send, from the head of a request to its answer. A 2xx says that
 * everything the report holds, and that may be kept, is on disk; whoever gets none sends again.
 */
@Component
class Intake {
  static final Rejected NOT_LET_IN =
      new Rejected(
          Reason.UNKNOWN_TOKEN,
          "the token is not known or was revoked: ask for a new one for this device");
  static final Rejected NO_TOKEN =
      new Rejected(
          Reason.NO_TOKEN, "send the token of the device or gateway as Authorization: Bearer");
  static final Rejected NOT_KEPT =
      new Rejected(
          Reason.NOT_KEPT, "the database does not take it: tell the developers, with the log");
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  private final KnownSenders senders;
  private final Taking taking;
  private final NativeIntake natives;

  Intake(KnownSenders senders, Taking taking, NativeIntake natives) {
    this.senders = senders;
    this.taking = taking;
    this.natives = natives;
  }

  /** Who sends, if that is at hand. */
  Optional<Sender> recall(Head head) {
    return head.token().flatMap(senders::recall);
  }

  /** Who sends; may ask the database. */
  Optional<Sender> find(Head head) {
    return head.token().flatMap(senders::find);
  }

  /** Finds devices in memory alone. */
  Lookup atHand() {
    return (sender, name) -> {
      Optional<DeviceId> known = senders.recallDevice(sender, name);
      if (known.isEmpty() && sender instanceof Sender.OfVendor) {
        throw new Lookup.NotAtHand();
      }
      return known;
    };
  }

  /** Finds devices, and may ask the database. */
  Lookup asking() {
    return senders::findDevice;
  }

  /** Nobody is let in by what the request shows: counted, and then answered. */
  CompletableFuture<Reply> turnAway(Head head) {
    Rejected why = head.token().isEmpty() ? NO_TOKEN : NOT_LET_IN;
    long startedNanos = System.nanoTime();
    return timed(
        head,
        startedNanos,
        answered(taking.turnAway(head, why).thenApply(counted -> Refused.answer(why))));
  }

  /** The body is longer than is read: counted, and then answered. */
  CompletableFuture<Reply> tooLarge(Head head, Sender sender) {
    Rejected why = Requests.tooLarge(head.protocol().bodyBytesMax());
    long startedNanos = System.nanoTime();
    Arrival arrival = new Arrival(head, sender, Bytes.NONE);
    return timed(
        head, startedNanos, reply(arrival, taking.refuse(arrival, why, null), Intake::plain));
  }

  private static CompletableFuture<Reply> timed(
      Head head, long startedNanos, CompletableFuture<Reply> reply) {
    return reply.whenComplete(
        (said, failure) -> IntakeMeters.answered(head.protocol(), startedNanos));
  }

  /** Takes the body of a request whose sender was let in by its head. */
  CompletableFuture<Reply> take(Head head, Sender sender, byte[] body, Lookup lookup)
      throws Lookup.NotAtHand {
    long startedNanos = System.nanoTime();
    return timed(head, startedNanos, read(head, sender, body, lookup));
  }

  private CompletableFuture<Reply> read(Head head, Sender sender, byte[] body, Lookup lookup)
      throws Lookup.NotAtHand {
    try {
      return switch (head.protocol()) {
        case TRACCAR -> {
          Arrival arrival = new Arrival(head, sender, Bytes.of(body));
          yield reply(arrival, taking.take(arrival, Traccar.decode(body), lookup), Intake::plain);
        }
        case OSMAND -> osmand(head, sender, body, lookup);
        case OWNTRACKS -> {
          Arrival arrival = new Arrival(head, sender, Bytes.of(body));
          Decoding decoding = OwnTracks.decode(body, names(head, sender));
          yield reply(arrival, taking.take(arrival, decoding, lookup), Intake::withoutMessages);
        }
        case NATIVE -> {
          Arrival arrival = new Arrival(head, sender, Bytes.of(body));
          yield reply(arrival, natives.take(arrival, lookup), Intake::ofLines);
        }
      };
    } catch (Unreadable e) {
      Arrival arrival = new Arrival(head, sender, Bytes.NONE);
      return reply(arrival, taking.refuse(arrival, e.rejected(), null), Intake::plain);
    }
  }

  private CompletableFuture<Reply> osmand(Head head, Sender sender, byte[] body, Lookup lookup)
      throws Unreadable, Lookup.NotAtHand {
    boolean json =
        head.header("Content-Type").toLowerCase(Locale.ROOT).contains("json")
            || (body.length > 0 && body[0] == '{');
    if (json) {
      Arrival arrival = new Arrival(head, sender, Bytes.of(body));
      Decoding decoding = OsmAndJson.decode(body, head.receivedAt());
      return reply(arrival, taking.take(arrival, decoding, lookup), Intake::byJson);
    }
    String form = new String(body, StandardCharsets.UTF_8);
    String query = head.query();
    String fields = query.isEmpty() || form.isEmpty() ? query + form : query + '&' + form;
    byte[] bytes = fields.getBytes(StandardCharsets.UTF_8);
    Arrival arrival = new Arrival(head, sender, Bytes.of(bytes));
    Decoding decoding = OsmAnd.decode(Requests.fields(fields), head.receivedAt());
    return reply(arrival, taking.take(arrival, decoding, lookup), Intake::plain);
  }

  /** How an outcome is written in a protocol. */
  private interface Writing {
    Reply write(Outcome outcome);
  }

  private CompletableFuture<Reply> reply(
      Arrival arrival, CompletableFuture<Outcome> outcome, Writing writing) {
    return answered(
        outcome.thenCompose(
            became -> {
              if (became instanceof Outcome.NotLetIn) {
                // It was revoked after it was remembered.
                arrival.head().token().ifPresent(senders::forget);
                return turnAway(arrival.head());
              }
              return CompletableFuture.completedFuture(writing.write(became));
            }));
  }

  private static Reply plain(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Taken(Answer answer) -> Reply.of(answer);
      case Outcome.NotTaken(Rejected rejected) -> Refused.answer(rejected);
      case Outcome.NotLetIn out -> Refused.answer(NOT_LET_IN);
    };
  }

  private static Reply byJson(Outcome outcome) {
    return outcome instanceof Outcome.NotTaken(Rejected rejected)
        ? Refused.answerByJson(rejected)
        : plain(outcome);
  }

  private static Reply withoutMessages(Outcome outcome) {
    return outcome instanceof Outcome.Taken(Answer answer)
        ? Reply.withoutMessages(answer)
        : plain(outcome);
  }

  /** A bad line harms no other; only where no line at all could be used is the report bad. */
  private static Reply ofLines(Outcome outcome) {
    if (!(outcome instanceof Outcome.Taken(Answer answer))) {
      return plain(outcome);
    }
    boolean allBad =
        answer.rejected() > 0
            && answer.accepted() + answer.duplicate() == 0
            && answer.reasons().stream()
                .noneMatch(why -> why.reason().equals(Reason.NO_ASSIGNMENT.word()));
    return Reply.of(allBad ? 400 : 200, answer);
  }

  /** When the journal can not be written, nothing is acknowledged, and the sender tries again. */
  private static CompletableFuture<Reply> answered(CompletableFuture<Reply> reply) {
    return reply.exceptionally(Intake::failed);
  }

  /** The answer where the server, or its database, failed. */
  static Reply failed(Throwable thrown) {
    Throwable cause =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    if (cause instanceof JournalBusy
        || cause instanceof DataAccessException
        || cause instanceof TransactionException
        || cause instanceof RejectedExecutionException) {
      LOG.warn("a report was not acknowledged: {}", cause.toString());
      return Reply.later();
    }
    LOG.error("a report was not acknowledged", cause);
    return Reply.problem(
        500, "Internal Server Error", "The server failed. Send it again.", Map.of());
  }

  /** A device's own token says which device it is; behind a gateway's, the app's names do. */
  private static List<String> names(Head head, Sender sender) {
    if (sender instanceof Sender.OfDevice own) {
      return List.of(own.uniqueId());
    }
    List<String> names = new ArrayList<>();
    Stream.of(
            head.header("X-Limit-D"),
            head.header("X-Limit-U"),
            head.credentials().map(Head.Credentials::user).orElse(""))
        .filter(name -> !name.isBlank())
        .forEach(names::add);
    return names;
  }
}
