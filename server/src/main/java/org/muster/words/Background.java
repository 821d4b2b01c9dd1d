package org.muster.words;

import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.muster.domain.Excusal;
import org.muster.domain.ExcusalId;

/**
 * What an account does not hold, and its sentences tell.
 *
 * @param zone in which times are told
 * @param zoneName what the zone that it is about is called
 * @param withdrawn whether the finding was withdrawn since
 * @param excusals those that it may cite
 */
public record Background(
    ZoneId zone, Optional<String> zoneName, boolean withdrawn, Map<ExcusalId, Excusal> excusals) {
  public Background {
    excusals = Map.copyOf(excusals);
  }

  /** Nothing is known but the names. */
  public static Background of(ZoneId zone, Optional<String> zoneName) {
    return new Background(zone, zoneName, false, Map.of());
  }
}
