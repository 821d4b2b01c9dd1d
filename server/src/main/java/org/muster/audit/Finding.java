package org.muster.audit;

import java.util.Comparator;
import java.util.List;

/**
 * What is wrong, implausible or worth knowing, and where.
 *
 * @param file the file's name as it was given
 * @param sheet the sheet's name, or the period in a CSV file
 * @param cells addresses in that sheet
 * @param message the numbers and what they mean, in plain sentences
 */
public record Finding(
    String file, String sheet, List<String> cells, Check check, Severity severity, String message)
    implements Comparable<Finding> {
  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::severity)
          .thenComparing(Finding::check)
          .thenComparing(Finding::message);

  public Finding {
    cells = List.copyOf(cells);
    if (file.isBlank() || message.isBlank()) {
      throw new IllegalArgumentException("a finding names its file and says what it is");
    }
  }

  static Finding in(
      AtdSheet sheet, Check check, Severity severity, List<String> cells, String message) {
    return new Finding(sheet.file(), sheet.name(), cells, check, severity, message);
  }

  /** The gravest first, then by check; files keep the order of time they were read in. */
  @Override
  public int compareTo(Finding other) {
    return ORDER.compare(this, other);
  }

  /** The same sentence for another severity. */
  Finding as(Severity other) {
    return new Finding(file, sheet, cells, check, other, message);
  }
}
