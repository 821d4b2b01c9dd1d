package org.muster.engine;

import java.util.ArrayList;
import java.util.List;
import org.muster.domain.Area;
import org.muster.domain.Evidence;
import org.muster.domain.Observation;
import org.muster.domain.Supervision;

/** Every fix of a stretch as a fold reads it against an area, for who wants to check it by hand. */
public final class ZoneReadings {
  private ZoneReadings() {}

  /** In order of time, equal fixes once; none where no plan says how a fix is read. */
  public static List<Evidence.Reading> of(
      Supervision supervision,
      FoldState opening,
      List<? extends Observation> observations,
      Area area) {
    Plans plans = new Plans(supervision.plans());
    if (plans.count == 0) {
      return List.of();
    }
    DeviceMemory memory = StateSections.read(opening.words()).memory();
    Marks marks = new Marks(Columns.of(observations), plans, memory);
    Ground ground = Ground.of(area);
    List<Evidence.Reading> readings = new ArrayList<>();
    for (int i = 0; i < marks.columns.count; i++) {
      if (marks.columns.kind[i] == Columns.FIX) {
        readings.add(marks.kept(i).against(ground));
      }
    }
    return List.copyOf(readings);
  }
}
