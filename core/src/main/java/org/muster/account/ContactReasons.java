package org.muster.account;

import java.time.Instant;
import java.util.List;
import org.muster.domain.Evidence.Otherwise;
import org.muster.domain.Observation;
import org.muster.domain.Span;
import org.muster.domain.State;
import org.muster.domain.State.Cause;
import org.muster.policy.PlanParameter;

/** Why contact was kept or not. */
final class ContactReasons {
  private final Stretch stretch;
  private final Draft draft;

  ContactReasons(Stretch stretch, Draft draft) {
    this.stretch = stretch;
    this.draft = draft;
  }

  void tell(Span span) {
    switch (span.state()) {
      case State.Met() -> met(span);
      case State.Unknown(Cause cause) -> {
        Silence.tell(stretch, span, cause, draft);
        draft.because(new Because.NothingAgainst());
        draft.otherwise(new Otherwise.HeardBefore(span.endsAt()));
      }
      case State.MetLate(), State.NotMet(), State.Excused(), State.NotBinding() ->
          throw new IllegalStateException("contact is never " + span.state());
    }
    draft.given(stretch, span.startsAt(), PlanParameter.QUIET_LIMIT);
    draft.otherwise(new Otherwise.ExcusalRecorded());
  }

  private Instant until(Observation observation) {
    Instant at = observation.observedAt();
    return at.plus(stretch.planOf(at).quietLimit());
  }

  private void met(Span span) {
    List<Observation> carrying =
        stretch.observations().stream()
            .filter(each -> each.observedAt().isBefore(span.endsAt()))
            .filter(each -> until(each).isAfter(span.startsAt()))
            .toList();
    if (carrying.isEmpty()) {
      draft.because(new Because.FromBefore(stretch.opening().at()));
      return;
    }
    Observation last = carrying.getLast();
    draft.because(
        new Because.Heard(
            carrying.getFirst().observedAt(), last.observedAt(), carrying.size(), until(last)));
    Carriers.Gathering gathering = new Carriers.Gathering();
    carrying.forEach(each -> gathering.add(each.observedAt(), until(each)));
    gathering
        .of(span.startsAt(), span.endsAt())
        .fewest()
        .map(run -> new Otherwise.NotHeard(run.firstAt(), run.lastAt(), run.count()))
        .filter(change -> !Without.heard(stretch, change).says(span))
        .ifPresent(draft::otherwise);
  }
}
