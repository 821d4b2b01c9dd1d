package org.muster.store;

import java.util.Arrays;
import org.muster.domain.FindingKind;
import org.springframework.jdbc.support.SqlArrayValue;

/** The kinds of finding that rest on what a device told, as statements ask for them. */
final class ToldByDevice {
  private ToldByDevice() {}

  /** A value for one statement. */
  static SqlArrayValue kinds() {
    return new SqlArrayValue(
        "text",
        Arrays.stream(FindingKind.values())
            .filter(FindingKind::isToldByDevice)
            .map(FindingKind::word)
            .toArray());
  }

  static FindingKind kind(String word) {
    return Arrays.stream(FindingKind.values())
        .filter(kind -> kind.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no kind of finding is called " + word));
  }
}
