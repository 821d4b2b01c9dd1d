package org.muster.web;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.muster.domain.AskedCondition;
import org.muster.domain.ConditionKind;
import org.muster.domain.Zone;
import org.muster.geo.GeoJson;

/**
 * What the map of a page draws.
 *
 * @param zones a JSON array of GeoJSON features
 * @param fixes in order of time
 */
record MapData(@JsonRawValue String zones, List<FixDot> fixes) {

  /** The zones of the conditions, each with its name and whether it is one to stay out of. */
  static MapData of(Collection<AskedCondition> conditions, List<FixDot> fixes) {
    String zones =
        conditions.stream()
            .filter(asked -> asked.kind().needsZone())
            .map(asked -> feature(asked, asked.zone().orElseThrow()))
            .distinct()
            .collect(Collectors.joining(",", "[", "]"));
    return new MapData(zones, fixes);
  }

  private static String feature(AskedCondition asked, Zone zone) {
    return GeoJson.writeDrawn(
        zone.area(), Map.of("name", zone.name(), "out", asked.kind() == ConditionKind.STAY_OUT_OF));
  }
}
