package org.muster.judging;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.muster.domain.Finding;
import org.muster.domain.FindingId;
import org.muster.engine.CompiledSupervision;
import org.muster.engine.FoldState;
import org.muster.policy.Policies;
import org.muster.store.ClockMemory;
import org.muster.store.Folds;
import org.muster.store.Heard;
import org.muster.store.LiveTracks;

/**
 * Where the fold of a day that goes on stands, so that what comes next is judged without reading
 * the day again. It may be forgotten at any time: the day is then folded from its beginning.
 *
 * @param policies those that the supervision was made from
 * @param state at an instant of the day before which nothing is expected any more
 * @param clocks what the devices' clocks said last before that instant; empty while not yet asked
 * @param heard what is known of the observations from that instant on
 * @param settled what the day settled up to that instant
 * @param settledFindings the findings that it settled up to then
 * @param said all findings of the day as they were when they were last compared with the record
 */
record LiveFold(
    LocalDate day,
    Policies policies,
    CompiledSupervision supervision,
    FoldState state,
    Optional<ClockMemory> clocks,
    Heard heard,
    List<Folds.ConditionSpan> settled,
    List<Finding> settledFindings,
    Map<FindingId, Finding> said) {
  private static final int FOLD_BYTES = 3_000;
  private static final int SPAN_BYTES = 120;

  /** With its readings, of which there are 40 at most. */
  private static final int FINDING_BYTES = 6_000;

  /** Of a day that was just folded from its beginning. */
  static LiveFold begin(
      LocalDate day,
      Policies policies,
      CompiledSupervision supervision,
      FoldState opening,
      List<Finding> said) {
    return new LiveFold(
        day,
        policies,
        supervision,
        opening,
        Optional.empty(),
        Heard.NOTHING,
        List.of(),
        List.of(),
        byId(said));
  }

  /** The same day further on. */
  LiveFold at(
      FoldState further,
      LiveTracks.Latest latest,
      List<Folds.ConditionSpan> settledTo,
      List<Finding> settledFindingsTo,
      List<Finding> saidNow) {
    return new LiveFold(
        day,
        policies,
        supervision,
        further,
        Optional.of(latest.clocks()),
        latest.heard(),
        settledTo,
        settledFindingsTo,
        byId(saidNow));
  }

  /** What it takes in memory beside the zones that it may share, about. */
  long estimatedBytes() {
    return FOLD_BYTES
        + state.words().length()
        + (long) SPAN_BYTES * settled.size()
        + (long) FINDING_BYTES * (settledFindings.size() + said.size())
        + (long) Heard.ROW_BYTES * heard.count()
        + supervision.estimatedBytes();
  }

  Instant at() {
    return state.at();
  }

  /** Whether the record has nothing to learn from these findings of the day. */
  boolean saysNothingElseThan(List<Finding> findings) {
    Map<FindingId, Finding> now = byId(findings);
    return now.keySet().equals(said.keySet())
        && now.values().stream()
            .noneMatch(is -> FindingVersions.differs(said.getOrDefault(is.id(), is), is));
  }

  static Map<FindingId, Finding> byId(List<Finding> findings) {
    Map<FindingId, Finding> byId = new TreeMap<>();
    findings.forEach(finding -> byId.put(finding.id(), finding));
    return byId;
  }
}
