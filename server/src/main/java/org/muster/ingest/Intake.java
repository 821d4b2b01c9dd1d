package org.muster.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.domain.DeviceId;
import org.muster.domain.Observation;
import org.muster.ingest.Decoding.Decoded;
import org.muster.ingest.Decoding.Ignored;
import org.muster.ingest.Decoding.Rejected;
import org.muster.store.Bytes;
import org.muster.store.Journal;
import org.muster.store.JournalBusy;
import org.muster.store.ReceivedReport;
import org.muster.store.ReceivedReport.Entry;
import org.muster.store.ReceivedReport.Fate;
import org.muster.store.Refusals;
import org.muster.store.Sender;
import org.muster.store.Tokens;
import org.springframework.stereotype.Component;

/** The way of a report: let in, understood, kept, and only then acknowledged. */
@Component
class Intake {
  static final Rejected NOT_LET_IN =
      new Rejected(
          Reason.UNKNOWN_TOKEN,
          "the token is not known or was revoked: ask for a new one for this device");
  static final Rejected NO_TOKEN =
      new Rejected(
          Reason.NO_TOKEN, "send the token of the device or gateway as Authorization: Bearer");

  private final Tokens tokens;
  private final Journal journal;
  private final Refusals refusals;

  Intake(Tokens tokens, Journal journal, Refusals refusals) {
    this.tokens = tokens;
    this.journal = journal;
    this.refusals = refusals;
  }

  /** What became of a report. */
  sealed interface Outcome {
    record Taken(Answer answer) implements Outcome {}

    record NotTaken(Rejected rejected) implements Outcome {}
  }

  /** Who sends; empty, and counted, when the token lets nobody in. */
  Optional<Sender> findSender(Protocol protocol, Optional<String> token, Instant receivedAt) {
    Optional<Sender> sender = token.flatMap(tokens::find);
    if (sender.isEmpty()) {
      refusals.count(protocol.word(), notLetIn(token).reason().word(), null, 1, receivedAt);
    }
    return sender;
  }

  static Rejected notLetIn(Optional<String> token) {
    return token.isEmpty() ? NO_TOKEN : NOT_LET_IN;
  }

  /** Keeps a report of one device, or says why it is not taken. */
  Outcome take(Arrival arrival, Decoding decoding) throws JournalBusy {
    return switch (decoding) {
      case Rejected rejected -> refuse(arrival, rejected, null);
      case Ignored ignored -> {
        refusals.count(
            arrival.protocol().word(),
            Reason.NOTHING_TO_RECORD.word(),
            arrival.sender().tokenId(),
            1,
            arrival.receivedAt());
        yield new Outcome.Taken(new Answer(0, 0, 0, List.of()));
      }
      case Decoded decoded -> {
        Optional<DeviceId> device =
            decoded.devices().stream()
                .flatMap(name -> tokens.findDevice(arrival.sender(), name).stream())
                .findFirst();
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

  /** Counts a refusal and gives it back. */
  Outcome refuse(Arrival arrival, Rejected rejected, @Nullable DeviceId device) {
    DeviceId known =
        device == null && arrival.sender() instanceof Sender.OfDevice own ? own.device() : device;
    record(arrival, rejected, known, arrival.bytes(), 1);
    return new Outcome.NotTaken(rejected);
  }

  void record(
      Arrival arrival, Rejected rejected, @Nullable DeviceId device, Bytes bytes, long count) {
    refusals.add(
        new Refusals.Refusal(
            arrival.protocol().word(),
            rejected.reason().word(),
            rejected.detail(),
            arrival.sender().tokenId(),
            device,
            bytes,
            arrival.receivedAt()),
        count);
  }

  private Outcome keep(Arrival arrival, DeviceId device, Decoded decoded) throws JournalBusy {
    for (Observation one : decoded.observations()) {
      Optional<Rejected> refused = Clocks.refusal(one, arrival.receivedAt());
      if (refused.isPresent()) {
        Entry heard = Clocks.heard(device, one, arrival.receivedAt());
        journal(arrival, List.of(new ReceivedReport.Part(Bytes.NONE, List.of(heard))));
        return refuse(arrival, refused.get(), device);
      }
    }
    List<Entry> entries =
        decoded.observations().stream()
            .map(one -> Clocks.entry(device, one, arrival.receivedAt()))
            .toList();
    ReceivedReport.Part whole = new ReceivedReport.Part(arrival.bytes(), entries);
    List<Fate> fates = journal(arrival, List.of(whole));
    List<Answer.Why> reasons = new ArrayList<>();
    for (int i = 0; i < fates.size(); i++) {
      if (fates.get(i) == Fate.NO_ASSIGNMENT) {
        reasons.add(noAssignment(null, entries.get(i)));
      }
    }
    return new Outcome.Taken(answer(fates, reasons.size(), reasons));
  }

  /** Keeps the parts; what no order asks for is counted, and nothing of it is kept. */
  List<Fate> journal(Arrival arrival, List<ReceivedReport.Part> parts) throws JournalBusy {
    List<Fate> fates =
        journal.keep(
            new ReceivedReport(
                arrival.sender().tokenId(),
                arrival.protocol().word(),
                arrival.receivedAt(),
                arrival.bytes(),
                parts));
    long unassigned = count(fates, Fate.NO_ASSIGNMENT);
    if (unassigned > 0) {
      refusals.count(
          arrival.protocol().word(),
          Reason.NO_ASSIGNMENT.word(),
          arrival.sender().tokenId(),
          unassigned,
          arrival.receivedAt());
    }
    return fates;
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
    return (int) fates.stream().filter(fate::equals).count();
  }
}
