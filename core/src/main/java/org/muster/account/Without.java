package org.muster.account;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.muster.domain.Evidence.Mark;
import org.muster.domain.Evidence.Otherwise;
import org.muster.domain.Evidence.Reading;
import org.muster.domain.Evidence.Side;
import org.muster.domain.Observation;
import org.muster.domain.Position;
import org.muster.domain.Recorded;
import org.muster.domain.Supervision;

/** A stretch as it would have been without some of what was observed or recorded. */
final class Without {
  private Without() {}

  private static boolean within(Instant at, Instant first, Instant last) {
    return !at.isBefore(first) && !at.isAfter(last);
  }

  /** Without the believed fixes of that time that are clear on that side. */
  static Stretch fixes(Stretch stretch, Otherwise.WithoutFixes change, Side side) {
    List<Reading> gone =
        stretch.readings().stream()
            .filter(each -> each.mark() == Mark.BELIEVED && each.side() == side)
            .filter(each -> within(each.observedAt(), change.firstAt(), change.lastAt()))
            .toList();
    return dropping(
        stretch,
        each ->
            each instanceof Observation.Fix fix
                && gone.stream().anyMatch(reading -> isOf(reading, fix)));
  }

  private static boolean isOf(Reading reading, Observation.Fix fix) {
    Position position = fix.position();
    return reading.observedAt().equals(fix.observedAt()) && reading.position().equals(position);
  }

  static Stretch heard(Stretch stretch, Otherwise.NotHeard change) {
    return dropping(stretch, each -> within(each.observedAt(), change.firstAt(), change.lastAt()));
  }

  static Stretch checkIns(Stretch stretch, Otherwise.WithoutCheckIns change) {
    Supervision all = stretch.supervision();
    List<Recorded> recorded =
        all.recorded().stream()
            .filter(
                each ->
                    !(each instanceof Recorded.CheckedIn made
                        && within(made.at(), change.firstAt(), change.lastAt())))
            .toList();
    Stretch without =
        dropping(
            stretch,
            each ->
                each instanceof Observation.CheckedIn
                    && within(each.observedAt(), change.firstAt(), change.lastAt()));
    return without.under(
        new Supervision(
            all.bindings(),
            all.plans(),
            all.excusals(),
            all.incidents(),
            all.fittedAt(),
            recorded));
  }

  private static Stretch dropping(Stretch stretch, Predicate<Observation> gone) {
    return stretch.observing(stretch.observations().stream().filter(gone.negate()).toList());
  }
}
