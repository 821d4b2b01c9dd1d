package org.muster.audit;

import java.util.List;

/** What was read of one file. */
record Posting(String file, List<AtdSheet> sheets, List<Finding> notes, List<Unread> unread) {
  Posting {
    sheets = List.copyOf(sheets);
    notes = List.copyOf(notes);
    unread = List.copyOf(unread);
  }

  static Posting unreadable(String file, String reason) {
    return new Posting(file, List.of(), List.of(), List.of(Unread.file(file, reason)));
  }
}
