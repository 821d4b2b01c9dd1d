package org.muster.judging;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.muster.domain.EnrolmentId;
import org.muster.domain.SystemIncident;
import org.muster.domain.WatchedDevice;
import org.muster.engine.MassSilence;
import org.muster.policy.SilenceRule;
import org.muster.store.Incidents;
import org.muster.store.JudgingDue;
import org.muster.store.News;
import org.muster.store.RecordedFinding.Change;
import org.muster.store.RecordedIncident;
import org.muster.store.Silences;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Looks for devices that went quiet together, keeps what was found as versions, and has those
 * judged again whose silence is thereby explained, or is not explained any more.
 */
@Component
public class SilenceWatch {
  /** Late data changes the incidents of so many days back. */
  private static final Duration LOOKED_BACK = Duration.ofDays(7);

  private static final Duration LOOKED_BACK_MAX = Duration.ofDays(30);

  /** One that goes on gets another version when it has grown by this part, or once an hour. */
  private static final double GROWN = 0.25;

  private static final Duration AMENDED_EVERY = Duration.ofHours(1);

  private final Silences silences;
  private final Incidents incidents;
  private final JudgingDue due;
  private final SilenceRule rule = SilenceRule.STARTER;

  public SilenceWatch(Silences silences, Incidents incidents, JudgingDue due) {
    this.silences = silences;
    this.incidents = incidents;
    this.due = due;
  }

  /** Looks once; tells how many enrolments have to be judged again. */
  @Transactional
  public int look(Instant asOf) {
    Instant now = asOf.truncatedTo(ChronoUnit.MILLIS);
    Instant from = from(now);
    Map<String, RecordedIncident> before = new HashMap<>();
    incidents.listFrom(from).forEach(was -> before.put(was.incident().id(), was));
    Set<EnrolmentId> changed = new HashSet<>();
    for (SystemIncident is : find(from, now)) {
      RecordedIncident was = before.remove(is.id());
      if (was == null || was.isWithdrawn()) {
        append(is, was == null ? 1 : was.version() + 1, Change.RAISED, now);
        mark(is, changed);
      } else if (isNews(was, is, now)) {
        append(is, was.version() + 1, Change.AMENDED, now);
        mark(was.incident(), changed);
        mark(is, changed);
      }
    }
    for (RecordedIncident gone : before.values()) {
      if (!gone.isWithdrawn()) {
        append(gone.incident(), gone.version() + 1, Change.WITHDRAWN, now);
        mark(gone.incident(), changed);
      }
    }
    return changed.size();
  }

  private Instant from(Instant now) {
    Instant usual = now.minus(LOOKED_BACK);
    Instant longest = now.minus(LOOKED_BACK_MAX);
    return incidents
        .findEarliestOpen()
        .filter(usual::isAfter)
        .map(open -> open.isBefore(longest) ? longest : open)
        .orElse(usual);
  }

  /** Those that begin from the instant on; habits are of the days before it. */
  private List<SystemIncident> find(Instant from, Instant now) {
    Instant since = from.minus(Duration.ofDays(rule.habitDays()));
    List<WatchedDevice> devices = silences.list(since, now, rule.quietAfter());
    return MassSilence.find(devices, rule, now).stream()
        .filter(incident -> !incident.interval().startsAt().isBefore(from))
        .toList();
  }

  private static boolean isNews(RecordedIncident was, SystemIncident is, Instant now) {
    if (was.incident().equals(is)) {
      return false;
    }
    int grown = is.members().size() - was.incident().members().size();
    return !is.interval().isOpen()
        || !was.incident().interval().isOpen()
        || grown < 0
        || grown >= GROWN * was.incident().members().size()
        || !now.isBefore(was.asOf().plus(AMENDED_EVERY));
  }

  private void append(SystemIncident incident, int version, Change change, Instant now) {
    incidents.append(new RecordedIncident(incident, version, change, rule.clause(), now));
  }

  private void mark(SystemIncident incident, Set<EnrolmentId> changed) {
    Map<EnrolmentId, Instant> from = new HashMap<>();
    for (SystemIncident.Member member : incident.members()) {
      from.merge(member.enrolment(), member.silent().startsAt(), (a, b) -> a.isBefore(b) ? a : b);
    }
    due.markAll(from, News.Kind.INCIDENT, incident.id());
    changed.addAll(from.keySet());
  }
}
