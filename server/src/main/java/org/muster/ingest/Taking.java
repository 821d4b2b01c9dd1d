package org.muster.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.muster.domain.DeviceId;
import org.muster.domain.Observation;
import org.muster.ingest.Decoding.Decoded;
import org.muster.ingest.Decoding.Ignored;
import org.muster.ingest.Decoding.Rejected;
import org.muster.store.Bytes;
import org.muster.store.Journal;
import org.muster.store.ReceivedReport;
import org.muster.store.ReceivedReport.Entry;
import org.muster.store.ReceivedReport.Fate;
import org.muster.store.ReceivedReport.Kept;
import org.muster.store.ReceivedReport.Part;
import org.muster.store.ReceivedReport.Refusal;
import org.muster.store.Sender;
import org.springframework.stereotype.Component;

/** Hands what was understood, and what was refused, to the journal, and tells what became of it. */
@Component
class Taking {
  private final Journal journal;

  Taking(Journal journal) {
    this.journal = journal;
  }

  /** What became of a report. */
  sealed interface Outcome {
    record Taken(Answer answer) implements Outcome {}

    record NotTaken(Rejected rejected) implements Outcome {}

    /** The token was revoked before the report was on disk. */
    record NotLetIn() implements Outcome {}
  }

  /** What is answered once the journal has a report. */
  interface Telling {
    Outcome of(List<Fate> fates);
  }

  /** Counts that somebody was not let in. */
  CompletableFuture<Kept> turnAway(Head head, Rejected why) {
    Refusal refusal = refusal(why, null, Bytes.NONE, 1);
    return journal.keep(
        new ReceivedReport(
            null,
            head.protocol().word(),
            head.receivedAt(),
            Bytes.NONE,
            List.of(),
            List.of(refusal)));
  }

  /** Keeps a report of one device, or says why it is not taken. */
  CompletableFuture<Outcome> take(Arrival arrival, Decoding decoding, Lookup lookup)
      throws Lookup.NotAtHand {
    return switch (decoding) {
      case Rejected rejected -> refuse(arrival, rejected, null);
      case Ignored ignored -> {
        Rejected nothing = new Rejected(Reason.NOTHING_TO_RECORD, ignored.detail());
        yield keep(
            arrival,
            List.of(),
            List.of(refusal(nothing, null, Bytes.NONE, 1).countedOnly()),
            fates -> new Outcome.Taken(new Answer(0, 0, 0, List.of())));
      }
      case Decoded decoded -> {
        Optional<DeviceId> device = Optional.empty();
        for (String name : decoded.devices()) {
          if (device.isEmpty()) {
            device = lookup.device(arrival.sender(), name);
          }
        }
        yield device.isEmpty()
            ? refuse(arrival, unknownDevice(String.join(", ", decoded.devices())), null)
            : keep(arrival, device.get(), decoded);
      }
    };
  }

  static Rejected unknownDevice(String name) {
    return new Rejected(
        Reason.UNKNOWN_DEVICE,
        "this token writes for no device '%s': register the device, or use its own token"
            .formatted(Texts.brief(name)));
  }

  /** Counts a refusal, and then gives it back. */
  CompletableFuture<Outcome> refuse(Arrival arrival, Rejected rejected, @Nullable DeviceId device) {
    return keep(
        arrival,
        List.of(),
        List.of(refusal(rejected, known(arrival, device), arrival.bytes(), 1)),
        fates -> new Outcome.NotTaken(rejected));
  }

  private static @Nullable DeviceId known(Arrival arrival, @Nullable DeviceId device) {
    return device == null && arrival.sender() instanceof Sender.OfDevice own
        ? own.device()
        : device;
  }

  static Refusal refusal(Rejected rejected, @Nullable DeviceId device, Bytes body, long count) {
    return new Refusal(rejected.reason().word(), rejected.detail(), device, body, count, true);
  }

  private CompletableFuture<Outcome> keep(Arrival arrival, DeviceId device, Decoded decoded) {
    for (Observation one : decoded.observations()) {
      Optional<Rejected> refused = Clocks.refusal(one, arrival.receivedAt());
      if (refused.isPresent()) {
        Rejected why = refused.get();
        Entry heard = Clocks.heard(device, one, arrival.receivedAt());
        return keep(
            arrival,
            List.of(new Part(Bytes.NONE, List.of(heard))),
            List.of(refusal(why, device, arrival.bytes(), 1)),
            fates -> new Outcome.NotTaken(why));
      }
    }
    List<Entry> entries = new ArrayList<>();
    for (Observation one : decoded.observations()) {
      entries.add(Clocks.entry(device, one, arrival.receivedAt()));
    }
    return keep(
        arrival,
        List.of(new Part(arrival.bytes(), entries)),
        List.of(),
        fates -> new Outcome.Taken(answer(entries, fates)));
  }

  private static Answer answer(List<Entry> entries, List<Fate> fates) {
    List<Answer.Why> reasons = new ArrayList<>();
    for (int i = 0; i < fates.size(); i++) {
      if (fates.get(i) == Fate.NO_ASSIGNMENT) {
        reasons.add(noAssignment(null, entries.get(i)));
      }
    }
    return answer(fates, reasons.size(), reasons);
  }

  /** Keeps the parts, counts what was refused, and tells the rest when both are on disk. */
  CompletableFuture<Outcome> keep(
      Arrival arrival, List<Part> parts, List<Refusal> refusals, Telling telling) {
    return journal
        .keep(
            new ReceivedReport(
                arrival.sender().tokenId(),
                arrival.protocol().word(),
                arrival.receivedAt(),
                arrival.bytes(),
                parts,
                refusals))
        .thenApplyAsync(
            kept -> kept.letIn() ? telling.of(kept.fates()) : new Outcome.NotLetIn(),
            arrival.head().answering());
  }

  static Answer answer(List<Fate> fates, int rejected, List<Answer.Why> reasons) {
    return new Answer(count(fates, Fate.ACCEPTED), count(fates, Fate.DUPLICATE), rejected, reasons);
  }

  static Answer.Why noAssignment(@Nullable Integer line, Entry entry) {
    return new Answer.Why(
        line,
        Reason.NO_ASSIGNMENT.word(),
        "no order asks for this device at %s: nothing of it is kept, and it need not be sent again"
            .formatted(entry.observation().observedAt()));
  }

  private static int count(List<Fate> fates, Fate fate) {
    int count = 0;
    for (Fate one : fates) {
      count += one == fate ? 1 : 0;
    }
    return count;
  }
}
