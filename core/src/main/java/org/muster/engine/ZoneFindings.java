package org.muster.engine;

import static org.muster.engine.StateText.NEVER;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.muster.domain.Evidence.Otherwise;
import org.muster.domain.Evidence.Reading;
import org.muster.domain.Finding;
import org.muster.domain.FindingKind;
import org.muster.domain.Plan;

/** Findings of a zone condition, with the fixes that speak for them and what would change them. */
final class ZoneFindings {
  private final FindingForm form;
  private final FindingKind kind;
  private final Ground ground;
  private final Plans plans;
  private final Readings readings;

  ZoneFindings(FindingForm form, FindingKind kind, Ground ground, Plans plans, Readings readings) {
    this.form = form;
    this.kind = kind;
    this.ground = ground;
    this.plans = plans;
    this.readings = readings;
  }

  Finding notMet(NotMetSpan span, long endsAt, int endingRef) {
    List<Integer> refs = new ArrayList<>();
    for (int i = 0; i < span.refCount; i++) {
      refs.add(span.refs[i]);
    }
    refs.addAll(List.of(span.farthestRef, span.lastRef, endingRef));
    return form.finding(
        kind,
        Codes.NOT_MET,
        span.startsAt,
        endsAt,
        span.knownAt,
        read(refs),
        span.fixCount,
        NEVER,
        otherwise(span));
  }

  private static List<Otherwise> otherwise(NotMetSpan span) {
    List<Otherwise> otherwise = new ArrayList<>();
    otherwise.add(new Otherwise.FixNearerBy(Instant.ofEpochMilli(span.marginAt), span.margin));
    if (span.knownAt > span.startsAt) {
      otherwise.add(new Otherwise.ReturnedBefore(Instant.ofEpochMilli(span.knownAt)));
    }
    if (span.countMax < Plan.CONFIRMATIONS_MAX) {
      otherwise.add(new Otherwise.MoreConfirmations(span.countMax + 1));
    }
    otherwise.add(new Otherwise.LongerDwell(Duration.ofMillis(span.lastedMax)));
    otherwise.add(new Otherwise.ExcusalRecorded());
    return otherwise;
  }

  Finding unverified(UnknownRun run, long endsAt, int endingRef) {
    long knownAt = run.startsAt + plans.unverifiedAfter[plans.indexAt(run.startsAt)];
    return form.finding(
        FindingKind.UNVERIFIED,
        run.longest(),
        run.startsAt,
        endsAt,
        knownAt,
        read(List.of(run.notes.firstRef, run.notes.lastRef, endingRef)),
        run.notes.count,
        run.heardAt,
        List.of(
            new Otherwise.LocatedBefore(Instant.ofEpochMilli(knownAt)),
            new Otherwise.ExcusalRecorded()));
  }

  private List<Reading> read(List<Integer> refs) {
    return refs.stream()
        .filter(ref -> ref != Readings.NONE)
        .map(readings::get)
        .distinct()
        .sorted(Comparator.comparingLong(Kept::at))
        .map(kept -> kept.against(ground))
        .toList();
  }
}
