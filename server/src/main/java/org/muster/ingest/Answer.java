package org.muster.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is answered when a report was understood: what became of its observations.
 *
 * @param duplicate known already, so not stored again
 * @param reasons why some were rejected, up to a number of them
 */
record Answer(int accepted, int duplicate, int rejected, List<Why> reasons) {
  static final int REASONS_MAX = 1_000;

  /** Why one was rejected; {@code line} only where a report has lines, from 1. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Why(@Nullable Integer line, String reason, String detail) {}
}
