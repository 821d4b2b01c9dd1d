package org.muster.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.muster.domain.AssignmentId;
import org.muster.domain.FixSource;
import org.muster.domain.Interval;
import org.muster.domain.Observation;
import org.muster.domain.Position;
import org.muster.tracks.TrackChunk;

/**
 * One participant's month, a fix a minute: at home, on weekdays at work, in between on the way,
 * with errors as receivers have them. They drift more than they jump, are wider indoors than
 * outdoors, and the stated accuracy follows them. Made from its number alone.
 */
final class CommuterMonth {
  static final Instant STARTS_AT = Instant.parse("2026-06-01T00:00:00Z");
  static final int DAYS = 30;
  static final int FIXES_PER_DAY = 1_440;
  static final int FIXES = DAYS * FIXES_PER_DAY;
  static final Instant ENDS_AT = STARTS_AT.plus(Duration.ofDays(DAYS));

  private static final double UNITS_PER_METRE = 90;
  private static final int UNITS_PER_KILOMETRE = 90_000;

  /** What of an error is still there a minute later, and metres of what is new. */
  private static final double KEEPS = 0.8;

  private static final double NEW_INDOORS = 5;
  private static final double NEW_OUTDOORS = 2;

  final Position home;
  private final int participant;
  private final SplittableRandom random;
  private final double workNorth;
  private final double workEast;
  private double errorNorth;
  private double errorEast;
  private double accuracyTenths = 120;

  CommuterMonth(int participant) {
    this.participant = participant;
    random = new SplittableRandom(participant);
    home = Position.ofDegrees(30 + random.nextDouble() * 15, -120 + random.nextDouble() * 45);
    workNorth = UNITS_PER_KILOMETRE * (2.0 + random.nextInt(10));
    workEast = UNITS_PER_KILOMETRE * random.nextGaussian();
  }

  AssignmentId assignment() {
    return new AssignmentId(1L + participant);
  }

  /** The days as chunks; to be asked for once. */
  List<TrackChunk> days() {
    List<TrackChunk> days = new ArrayList<>(DAYS);
    for (int day = 0; day < DAYS; day++) {
      Instant from = STARTS_AT.plus(Duration.ofDays(day));
      List<Observation> fixes = new ArrayList<>(FIXES_PER_DAY);
      for (int minute = 0; minute < FIXES_PER_DAY; minute++) {
        fixes.add(fix(from, day, minute));
      }
      Interval stretch = new Interval(from, from.plus(Duration.ofDays(1)));
      days.add(new TrackChunk(assignment(), stretch, fixes));
    }
    return days;
  }

  private Observation fix(Instant from, int day, int minute) {
    // A receiver stamps whole seconds, and now and then needs some to find the satellites.
    int late = random.nextInt(4) > 0 ? 0 : random.nextInt(6);
    double away = away(day, minute);
    boolean outdoors = away > 0 && away < 1;
    double fresh = outdoors ? NEW_OUTDOORS : NEW_INDOORS;
    errorNorth = errorNorth * KEEPS + random.nextGaussian() * fresh * UNITS_PER_METRE;
    errorEast = errorEast * KEEPS + random.nextGaussian() * fresh * UNITS_PER_METRE;
    double usual = outdoors ? 60 : 150;
    accuracyTenths += (usual - accuracyTenths) / 10 + random.nextGaussian() * 8;
    return new Observation.Fix(
        from.plusSeconds(60L * minute + late),
        new Position(
            home.latitudeE7() + (int) (away * workNorth + errorNorth),
            home.longitudeE7() + (int) (away * workEast + errorEast)),
        OptionalDouble.of(Math.max(30, Math.round(accuracyTenths)) / 10.0),
        OptionalDouble.empty(),
        FixSource.SATELLITE,
        false,
        true);
  }

  /** 0 at home, 1 at work, between them on the way, which takes from a quarter to half an hour. */
  private double away(int day, int minute) {
    boolean weekday = day % 7 < 5;
    // The nights of America are the mornings of UTC; every fifth person works late.
    double now = minute < 360 ? minute + 1_440 : minute;
    double leaves = 60 * (13 + participant % 3);
    double returns = 60 * (participant % 5 == 0 ? 26 : 22);
    double minutesOfTheWay = 15 + participant % 16;
    if (!weekday || now < leaves || now > returns) {
      return 0;
    }
    return Math.min(1, Math.min(now - leaves, returns - now) / minutesOfTheWay);
  }
}
