package org.muster.store;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.muster.store.ReceivedReport.Part;
import org.muster.store.ReportBatch.Slice;

/** Which bytes of a report are whose. Neighbours that are of one enrolment are one slice. */
final class ReportSlices {
  private ReportSlices() {}

  /**
   * Of the bytes as received, where all parts are kept: what stands between two parts goes with the
   * one after it, and what follows the last with that. Empty where the parts are not found in them.
   */
  static Optional<List<Slice>> ofWhole(ReceivedReport report, List<OptionalLong> whose) {
    List<Slice> slices = new ArrayList<>();
    byte[] all = report.bytes().array();
    if (whose.stream().distinct().count() == 1) {
      add(slices, whose.getFirst().orElseThrow(), all.length);
      return Optional.of(slices);
    }
    int end = 0;
    for (int i = 0; i < report.parts().size(); i++) {
      byte[] part = report.parts().get(i).bytes().array();
      int start = indexOf(all, part, end);
      if (start < 0) {
        return Optional.empty();
      }
      boolean last = i == report.parts().size() - 1;
      int next = last ? all.length : start + part.length;
      add(slices, whose.get(i).orElseThrow(), next - end);
      end = next;
    }
    return Optional.of(slices);
  }

  /** The bytes of the parts that are kept, a line each. */
  static Bytes join(List<Part> parts, List<OptionalLong> whose) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int i = 0; i < parts.size(); i++) {
      if (whose.get(i).isPresent()) {
        body.writeBytes(parts.get(i).bytes().array());
        body.write('\n');
      }
    }
    return Bytes.of(body.toByteArray());
  }

  /** Of what {@link #join} gives. */
  static List<Slice> ofJoined(List<Part> parts, List<OptionalLong> whose) {
    List<Slice> slices = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      if (whose.get(i).isPresent()) {
        add(slices, whose.get(i).getAsLong(), parts.get(i).bytes().length() + 1);
      }
    }
    return slices;
  }

  private static void add(List<Slice> slices, long enrolment, int length) {
    if (!slices.isEmpty() && slices.getLast().enrolment() == enrolment) {
      Slice last = slices.removeLast();
      slices.add(new Slice(enrolment, last.length() + length));
    } else {
      slices.add(new Slice(enrolment, length));
    }
  }

  private static int indexOf(byte[] all, byte[] part, int from) {
    for (int start = from; start <= all.length - part.length; start++) {
      int n = 0;
      while (n < part.length && all[start + n] == part[n]) {
        n++;
      }
      if (n == part.length) {
        return start;
      }
    }
    return -1;
  }
}
