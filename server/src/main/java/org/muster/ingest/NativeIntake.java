package org.muster.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.muster.domain.DeviceId;
import org.muster.ingest.Decoding.Rejected;
import org.muster.ingest.Taking.Outcome;
import org.muster.store.Bytes;
import org.muster.store.DedupeKey;
import org.muster.store.ReceivedReport.Entry;
import org.muster.store.ReceivedReport.Fate;
import org.muster.store.ReceivedReport.Part;
import org.muster.store.ReceivedReport.Refusal;
import org.springframework.stereotype.Component;

/** Takes many observations in one report, a line each: a bad line does not harm the others. */
@Component
class NativeIntake {
  static final int LINES_MAX = 20_000;

  private final Taking taking;

  NativeIntake(Taking taking) {
    this.taking = taking;
  }

  /**
   * One line that is not empty: its number, its bytes, what is kept of it, and why it is refused.
   * Of one that is refused for its time it is kept that the device was heard.
   */
  private record Line(
      int number, Bytes bytes, @Nullable Entry entry, @Nullable Rejected rejected) {}

  /** Keeps what can be kept and tells of each line that was not, why. */
  CompletableFuture<Outcome> take(Arrival arrival, Lookup lookup)
      throws Unreadable, Lookup.NotAtHand {
    List<Line> lines = read(arrival, lookup);
    List<Part> parts = new ArrayList<>();
    if (lines.stream().anyMatch(line -> line.entry() != null)) {
      for (Line line : lines) {
        parts.add(
            new Part(
                line.rejected() == null ? line.bytes() : Bytes.NONE,
                line.entry() == null ? List.of() : List.of(line.entry())));
      }
    }
    return taking.keep(
        arrival, parts, refusals(lines), fates -> new Outcome.Taken(answer(lines, fates)));
  }

  private static List<Line> read(Arrival arrival, Lookup lookup)
      throws Unreadable, Lookup.NotAtHand {
    Map<String, Optional<DeviceId>> devices = new HashMap<>();
    List<Line> lines = new ArrayList<>();
    byte[] bytes = arrival.bytes().array();
    int number = 0;
    int start = 0;
    while (start < bytes.length) {
      int end = start;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      number++;
      byte[] line = Arrays.copyOfRange(bytes, start, end);
      if (number > LINES_MAX) {
        throw new Unreadable(
            Reason.TOO_LARGE, "more than %d lines: send less at a time".formatted(LINES_MAX));
      }
      if (!isBlank(line)) {
        lines.add(read(arrival, lookup, devices, number, line));
      }
      start = end + 1;
    }
    return lines;
  }

  private static boolean isBlank(byte[] line) {
    // Most lines begin with a brace, and need no look at their letters.
    return line.length == 0
        || (line[0] != '{' && new String(line, StandardCharsets.UTF_8).isBlank());
  }

  private static Line read(
      Arrival arrival,
      Lookup lookup,
      Map<String, Optional<DeviceId>> devices,
      int number,
      byte[] bytes)
      throws Lookup.NotAtHand {
    try {
      NativeLine.Line line = NativeLine.read(bytes);
      Optional<DeviceId> device = devices.get(line.device());
      if (device == null) {
        device = lookup.device(arrival.sender(), line.device());
        devices.put(line.device(), device);
      }
      if (device.isEmpty()) {
        return new Line(number, Bytes.of(bytes), null, Taking.unknownDevice(line.device()));
      }
      return kept(line, device.get(), number, bytes, arrival.receivedAt());
    } catch (Unreadable e) {
      return new Line(number, Bytes.of(bytes), null, e.rejected());
    }
  }

  private static Line kept(
      NativeLine.Line line, DeviceId device, int number, byte[] bytes, Instant receivedAt) {
    Optional<Rejected> refused = Clocks.refusal(line.observation(), receivedAt);
    if (refused.isPresent()) {
      Entry heard = Clocks.heard(device, line.observation(), receivedAt);
      return new Line(number, Bytes.of(bytes), heard, refused.get());
    }
    DedupeKey key =
        line.id()
            .map(DedupeKey::ofClientId)
            .orElseGet(() -> DedupeKey.ofContent(line.observation()));
    Entry entry = Clocks.entry(device, line.observation(), key, receivedAt);
    return new Line(number, Bytes.of(bytes), entry, null);
  }

  /** Each reason is counted by its lines and listed once, with the first of them. */
  private static List<Refusal> refusals(List<Line> lines) {
    Map<Reason, List<Line>> byReason = new LinkedHashMap<>();
    for (Line line : lines) {
      if (line.rejected() != null) {
        byReason.computeIfAbsent(line.rejected().reason(), r -> new ArrayList<>()).add(line);
      }
    }
    List<Refusal> refusals = new ArrayList<>();
    byReason.forEach(
        (reason, refused) -> {
          Line first = refused.getFirst();
          if (first.rejected() != null) {
            refusals.add(Taking.refusal(first.rejected(), null, first.bytes(), refused.size()));
          }
        });
    return refusals;
  }

  private static Answer answer(List<Line> lines, List<Fate> fates) {
    List<Answer.Why> reasons = new ArrayList<>();
    List<Fate> ofObservations = new ArrayList<>();
    int rejected = 0;
    int n = 0;
    for (Line line : lines) {
      Fate fate = line.entry() == null ? null : fates.get(n++);
      Answer.Why why = null;
      if (line.rejected() != null) {
        String reason = line.rejected().reason().word();
        why = new Answer.Why(line.number(), reason, line.rejected().detail());
      } else if (fate != null) {
        ofObservations.add(fate);
        why = fate == Fate.NO_ASSIGNMENT ? noAssignment(line) : null;
      }
      if (why != null) {
        rejected++;
        if (reasons.size() < Answer.REASONS_MAX) {
          reasons.add(why);
        }
      }
    }
    return Taking.answer(ofObservations, rejected, reasons);
  }

  private static Answer.@Nullable Why noAssignment(Line line) {
    return line.entry() == null ? null : Taking.noAssignment(line.number(), line.entry());
  }
}
