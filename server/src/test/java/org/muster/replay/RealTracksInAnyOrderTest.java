package org.muster.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.muster.SharedData;
import org.muster.domain.Area;
import org.muster.domain.Condition;
import org.muster.domain.ConditionId;
import org.muster.domain.Interval;
import org.muster.domain.Observation;
import org.muster.domain.OrderId;
import org.muster.domain.Schedule;
import org.muster.domain.Supervision;
import org.muster.domain.Supervision.Binding;
import org.muster.domain.Supervision.PlanInForce;
import org.muster.domain.Zone;
import org.muster.domain.ZoneVersion;
import org.muster.engine.Engine;
import org.muster.engine.FoldState;
import org.muster.engine.Folded;
import org.muster.engine.Judgement;
import org.muster.policy.StarterPolicy;

/** Every real track says the same in any order, doubled, and folded in pieces. */
@NullMarked
class RealTracksInAnyOrderTest {
  private static final int TIMES = 20;
  private static final int PIECES = 5;
  private static final Interval ALWAYS = new Interval(Instant.EPOCH, Interval.FOREVER);

  @Test
  void everyRealTrackSaysTheSameInAnyOrder() throws Exception {
    Optional<Path> tracks = SharedData.folder().map(data -> data.resolve("tracks"));
    assumeTrue(tracks.isPresent(), "shared/data is not beside the project: real tracks not tried");
    int tried = 0;
    try (Stream<Path> files = Files.list(tracks.orElseThrow())) {
      for (Path file : files.sorted().toList()) {
        List<Observation> track = read(file);
        if (!track.isEmpty()) {
          tried++;
          tryTrack(file.getFileName().toString(), track);
        }
      }
    }
    assertThat(tried).isGreaterThanOrEqualTo(6);
  }

  /** Nothing where the file says no times or no points: other tests hold why. */
  private static List<Observation> read(Path file) {
    try {
      return TrackFile.read(file, ReadOptions.PLAIN).observations();
    } catch (UnreadableTrack unreadable) {
      return List.of();
    }
  }

  private static void tryTrack(String name, List<Observation> track) {
    List<Instant> instants = track.stream().map(Observation::observedAt).sorted().toList();
    Interval period = new Interval(instants.getFirst(), instants.getLast().plusSeconds(7_200));
    Supervision supervision = supervision(track);
    Judgement expected = Engine.judge(supervision, period, track);
    for (long seed = 0; seed < TIMES; seed++) {
      Random random = new Random(seed);
      List<Observation> arriving = new ArrayList<>(track);
      arriving.addAll(track.subList(0, random.nextInt(track.size())));
      Collections.shuffle(arriving, random);
      assertThat(Engine.judge(supervision, period, arriving))
          .as("%s, seed %d", name, seed)
          .isEqualTo(expected);
      assertThat(inPieces(supervision, period, arriving))
          .as("%s in pieces, seed %d", name, seed)
          .isEqualTo(expected);
    }
  }

  /** Folds piece after piece, and carries the state over as text. */
  private static Judgement inPieces(
      Supervision supervision, Interval period, List<Observation> arriving) {
    Folded first =
        piece(supervision, FoldState.opening(period.startsAt()), end(period, 1), arriving);
    List<Folded> pieces = new ArrayList<>(List.of(first));
    for (int i = 2; i <= PIECES; i++) {
      FoldState opening = FoldState.decode(pieces.getLast().closing().encode());
      pieces.add(piece(supervision, opening, end(period, i), arriving));
    }
    return Judgement.of(period, pieces);
  }

  private static Instant end(Interval period, int piece) {
    Duration part = Duration.between(period.startsAt(), period.endsAt()).dividedBy(PIECES);
    return piece == PIECES
        ? period.endsAt()
        : period.startsAt().plus(part.multipliedBy(piece)).truncatedTo(ChronoUnit.MILLIS);
  }

  private static Folded piece(
      Supervision supervision, FoldState opening, Instant end, List<Observation> all) {
    List<Observation> inside =
        all.stream()
            .filter(o -> !o.observedAt().isBefore(opening.at()) && o.observedAt().isBefore(end))
            .toList();
    return Engine.fold(supervision, opening, end, inside);
  }

  /** Round where it began, so that a drive leaves the zone. */
  private static Supervision supervision(List<Observation> track) {
    Observation.Fix first =
        (Observation.Fix)
            track.stream()
                .filter(each -> each instanceof Observation.Fix)
                .findFirst()
                .orElseThrow();
    Zone zone =
        new Zone(
            new ZoneVersion(1, 1), "Start", new Area.Circle(first.position(), 300), "made", "test");
    List<Condition> asked =
        List.of(
            new Condition.StayWithin(zone, new Schedule.Always()),
            new Condition.StayOutOf(zone, new Schedule.Always()),
            new Condition.KeepContact());
    List<Binding> bindings = new ArrayList<>();
    for (Condition each : asked) {
      ConditionId id = new ConditionId(bindings.size() + 1);
      bindings.add(new Binding(id, new OrderId(1), each, ALWAYS));
    }
    PlanInForce plan = new PlanInForce(ALWAYS, StarterPolicy.plan(), "starter-1");
    return new Supervision(bindings, List.of(plan), List.of(), List.of(), List.of(), List.of());
  }
}
