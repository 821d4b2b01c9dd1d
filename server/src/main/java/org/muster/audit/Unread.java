package org.muster.audit;

import java.util.List;

/**
 * What could not be read, and why.
 *
 * @param sheet empty when it is about the whole file
 * @param whole whether nothing at all was read of the file
 */
public record Unread(String file, String sheet, List<String> cells, String reason, boolean whole) {
  public Unread {
    cells = List.copyOf(cells);
  }

  static Unread file(String file, String reason) {
    return new Unread(file, "", List.of(), reason, true);
  }
}
