package org.muster.judging;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Finding;
import org.muster.domain.FindingId;
import org.muster.domain.Interval;
import org.muster.domain.Recall;
import org.muster.domain.State;
import org.muster.store.Because;
import org.muster.store.Findings;
import org.muster.store.Folds;
import org.muster.store.News;
import org.muster.store.Recalls;
import org.muster.store.RecordedFinding;
import org.muster.store.RecordedFinding.Change;
import org.muster.store.Seen;
import org.muster.store.Tracks;
import org.springframework.stereotype.Component;

/**
 * Compares what the engine says now with what it said before, and records the difference as new
 * versions: raised, amended, ended, withdrawn. Nothing is rewritten. What a finding that goes on
 * gathers meanwhile stands in the tail of the fold.
 */
@Component
class FindingVersions {
  /** Evidence that reaches us later than this after the time it speaks of is marked late. */
  static final Duration LATE_AFTER = Duration.ofMinutes(15);

  private final Findings findings;
  private final Folds folds;
  private final Tracks tracks;
  private final Recalls recalls;

  FindingVersions(Findings findings, Folds folds, Tracks tracks, Recalls recalls) {
    this.findings = findings;
    this.folds = folds;
    this.tracks = tracks;
    this.recalls = recalls;
  }

  /** What there was to know when this was judged before, and what was recorded since. */
  record Since(Seen seen, List<News> news) {}

  /**
   * Records what changed, given all findings of the days that were folded again, and what goes on;
   * whether anything did.
   */
  boolean record(
      EnrolmentId enrolment, List<Finding> now, List<LocalDate> folded, Instant asOf, Since since) {
    TreeMap<FindingId, RecordedFinding> before = new TreeMap<>();
    findings.listFor(enrolment).forEach(was -> before.put(was.finding().id(), was));
    Writing writing = new Writing(enrolment, asOf, since);
    List<Recall.Cover> covers = recalls.listCovers(enrolment);
    for (Finding finding : now) {
      RecordedFinding was = before.remove(finding.id());
      Optional<Recall.Cover> cover = covers.stream().filter(one -> one.covers(finding)).findFirst();
      if (cover.isPresent() && was != null && was.isRecalled()) {
        // What was withdrawn through a recall does not come back while a recall speaks of it.
        continue;
      }
      int version = writing.appendWhatIsNew(Optional.ofNullable(was), finding);
      cover.ifPresent(one -> writing.recall(finding, version + 1, one));
    }
    Set<String> untouched = folds.findingIdsBut(enrolment, folded);
    for (RecordedFinding was : before.values()) {
      if (was.change() != Change.WITHDRAWN && !untouched.contains(was.finding().id().value())) {
        writing.append(was.finding(), was.version() + 1, Change.WITHDRAWN, was.finding());
      }
    }
    return writing.written;
  }

  /**
   * A finding that goes on gathers evidence with every fix; that alone is no news. It is one when
   * what the finding says changes, or when one that has ended is not the same to the letter.
   */
  static boolean differs(Finding was, Finding is) {
    if (is.endsAt().isPresent() && was.endsAt().isPresent()) {
      return !is.equals(was);
    }
    return !is.endsAt().equals(was.endsAt()) || !saysTheSame(was, is);
  }

  private static boolean saysTheSame(Finding was, Finding is) {
    return is.startsAt().equals(was.startsAt())
        && is.policyId().equals(was.policyId())
        && is.kind() == was.kind()
        // A suspicion that was confirmed is news.
        && is.state() instanceof State.NotMet == was.state() instanceof State.NotMet;
  }

  private static Change howChanged(Finding was, Finding is) {
    return was.endsAt().isEmpty() && is.endsAt().isPresent() && saysTheSame(was, is)
        ? Change.ENDED
        : Change.AMENDED;
  }

  /** One judging's versions. */
  private final class Writing {
    private final EnrolmentId enrolment;
    private final Instant asOf;
    private final Since since;
    private boolean written;

    Writing(EnrolmentId enrolment, Instant asOf, Since since) {
      this.enrolment = enrolment;
      this.asOf = asOf;
      this.since = since;
    }

    /** Records a version where the finding says something new, and tells the number of the last. */
    int appendWhatIsNew(Optional<RecordedFinding> before, Finding finding) {
      if (before.isEmpty()) {
        append(finding, 1, Change.RAISED, finding);
        return 1;
      }
      RecordedFinding was = before.get();
      if (was.change() == Change.WITHDRAWN) {
        append(finding, was.version() + 1, Change.RAISED, was.finding());
      } else if (differs(was.finding(), finding)) {
        append(finding, was.version() + 1, howChanged(was.finding(), finding), was.finding());
      } else {
        return was.version();
      }
      return was.version() + 1;
    }

    /** That the finding was raised stays on record; that a recall withdrew it stands after it. */
    void recall(Finding finding, int version, Recall.Cover cover) {
      News recall =
          new News(
              News.Kind.RECALL,
              cover.recall().toString(),
              cover.told().startsAt(),
              cover.recordedAt());
      written = true;
      findings.append(
          new RecordedFinding(
              finding,
              version,
              Change.WITHDRAWN,
              enrolment,
              false,
              new Because(List.of(recall), 1),
              asOf,
              asOf));
    }

    void append(Finding finding, int version, Change change, Finding was) {
      // A version speaks of the time up to its end; an ordinary end is no late news.
      Instant speaksOf = finding.endsAt().orElse(finding.knownAt());
      Instant latest = speaksOf.isAfter(finding.knownAt()) ? speaksOf : finding.knownAt();
      boolean late = Duration.between(latest, asOf).compareTo(LATE_AFTER) > 0;
      Because because = because(was, finding);
      written = true;
      findings.append(
          new RecordedFinding(finding, version, change, enrolment, late, because, asOf, asOf));
    }

    /** What became known about the time of the finding, as it was and as it is. */
    private Because because(Finding was, Finding is) {
      Instant startsAt = was.startsAt().isBefore(is.startsAt()) ? was.startsAt() : is.startsAt();
      Instant endsAt = later(lastOf(was), lastOf(is));
      Because reports = reports(startsAt.minus(is.evidence().plan().freshness()), endsAt);
      if (reports.count() == 0) {
        // What came of an earlier time may count until now: a silence begins with the last that was
        // heard.
        reports = reports(Instant.EPOCH, endsAt);
      }
      List<News> recorded =
          since.news().stream()
              // Only the version that a recall withdrew names it.
              .filter(one -> one.kind() != News.Kind.RECALL)
              .filter(one -> !one.speaksFrom().isAfter(endsAt))
              .toList();
      return reports.and(recorded);
    }

    private Because reports(Instant startsAt, Instant endsAt) {
      Interval interval = new Interval(startsAt, endsAt);
      return tracks.reportsSince(since.seen(), enrolment, interval);
    }

    private Instant lastOf(Finding finding) {
      return later(finding.endsAt().orElse(asOf), finding.knownAt());
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
