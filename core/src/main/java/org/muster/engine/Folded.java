package org.muster.engine;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.muster.domain.ConditionId;
import org.muster.domain.Finding;
import org.muster.domain.Span;

/**
 * What one stretch of a fold gives.
 *
 * @param closing the state to open the next stretch with
 * @param settled spans that no later observation of a later stretch can change. They may start
 *     before the stretch: a span that waited for its confirmation is settled by the stretch that
 *     decided it. Appending the settled spans of stretch after stretch gives a timeline without
 *     holes or overlaps
 * @param tail what follows the settled spans up to the end of the stretch, as it looks now
 * @param settledFindings findings whose end is known, in order
 * @param openFindings findings that go on at the end of the stretch, in order
 */
public record Folded(
    FoldState closing,
    SortedMap<ConditionId, List<Span>> settled,
    SortedMap<ConditionId, List<Span>> tail,
    List<Finding> settledFindings,
    List<Finding> openFindings) {
  public Folded {
    settled = Collections.unmodifiableSortedMap(new TreeMap<>(settled));
    tail = Collections.unmodifiableSortedMap(new TreeMap<>(tail));
    settledFindings = settledFindings.stream().sorted().toList();
    openFindings = openFindings.stream().sorted().toList();
  }
}
