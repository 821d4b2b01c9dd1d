package org.muster.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.muster.domain.Observation;

/** Something out of a person's habits while the programme is live. */
record Happening(Instant at, Person person, Kind kind) {

  enum Kind {
    ENTERS_QUARTER,
    LEAVES_HOME,
    OPENS_STRAP
  }

  /** The path of the day with this in it. */
  Path changed(Path path) {
    return switch (kind) {
      case ENTERS_QUARTER -> path.withDetour(to(path, quarterOf(person).centre(), 120));
      case LEAVES_HOME -> path.withDetour(to(path, person.places().shop(), 60));
      case OPENS_STRAP -> path;
    };
  }

  /** What the device says beside its fixes. */
  List<Observation> said() {
    return kind == Kind.OPENS_STRAP
        ? List.of(
            new Observation.Strap(at, true), new Observation.Strap(at.plusSeconds(200), false))
        : List.of();
  }

  private List<Path.Corner> to(Path path, Place place, double withinMetres) {
    Chance chance = Chance.of(person.seed(), "happening", at.getEpochSecond());
    Walk walk = new Walk(at, path.at(at), chance);
    walk.goTo(place);
    walk.walkAbout(Duration.ofSeconds(Math.round(chance.between(900, 1_800))), withinMetres);
    walk.goTo(path.at(walk.now().plusSeconds(600)));
    return walk.path().corners();
  }

  private static Quarter quarterOf(Person person) {
    return person
        .quarter()
        .orElseThrow(() -> new IllegalStateException("an order names the quarter"));
  }
}
