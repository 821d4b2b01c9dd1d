package org.muster.engine;

import java.time.Instant;
import java.util.OptionalDouble;
import org.muster.domain.Evidence;
import org.muster.domain.Position;

/**
 * A fix that may become evidence, with what was taken it to be. Its side and distance follow from
 * the zone.
 *
 * @param accuracy metres as stated; not a number where none was
 * @param radius metres of the error circle
 */
record Kept(
    long at,
    int latitude,
    int longitude,
    double accuracy,
    double radius,
    Evidence.RadiusRule radiusBy,
    int mark) {

  void write(StateText.Writer text) {
    text.number(at).number(latitude).number(longitude);
    text.number(accuracy).number(radius).word(radiusBy.name()).number(mark);
  }

  static Kept read(StateText.Reader text) {
    return new Kept(
        text.number(),
        text.smallNumber(),
        text.smallNumber(),
        text.measure(),
        text.measure(),
        Evidence.RadiusRule.valueOf(text.word()),
        text.smallNumber());
  }

  Evidence.Reading against(Ground ground) {
    Evidence.Side side =
        switch (ground.side(latitude, longitude, radius)) {
          case Ground.CLEAR_INSIDE -> Evidence.Side.CLEAR_INSIDE;
          case Ground.CLEAR_OUTSIDE -> Evidence.Side.CLEAR_OUTSIDE;
          default -> Evidence.Side.STRADDLING;
        };
    return new Evidence.Reading(
        Instant.ofEpochMilli(at),
        new Position(latitude, longitude),
        Double.isNaN(accuracy) ? OptionalDouble.empty() : OptionalDouble.of(accuracy),
        radius,
        radiusBy,
        ground.distance(latitude, longitude),
        ground.inside(latitude, longitude),
        side,
        Marks.words(mark));
  }
}
