package org.muster.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.operation.distance.IndexedFacetDistance;
import org.muster.domain.Area;
import org.muster.domain.Interval;
import org.muster.domain.Plan;
import org.muster.domain.Position;
import org.muster.domain.Windows;

/**
 * The same three conditions written plainly over JTS, as one would without an engine: geometry in
 * metres on a plane at home, prepared and indexed, and a counter for each condition. It says how
 * often a condition was not met, and keeps no evidence, no spans and no state.
 */
final class JtsJudge {
  private static final GeometryFactory GEOMETRY = new GeometryFactory();
  private static final double METRES_PER_UNIT = 0.011_112;

  private final Position home;
  private final double unitX;
  private final Plan plan;
  private final List<Interval> nights;
  private final Point centre;
  private final PreparedGeometry place;
  private final IndexedFacetDistance edge;

  JtsJudge(Position home, int vertices, Interval period, Plan plan) {
    this.home = home;
    this.plan = plan;
    unitX = METRES_PER_UNIT * Math.cos(Math.toRadians(home.latitude()));
    nights = Windows.of(MadeUpConditions.nightly(), period);
    centre = point(home.latitudeE7(), home.longitudeE7());
    Geometry star = polygon(MadeUpConditions.star(home, vertices));
    place = PreparedGeometryFactory.prepare(star);
    edge = new IndexedFacetDistance(star.getBoundary());
  }

  /** How often one of the conditions was not met for as long as the plan asks. */
  long notMet(MadeUpMonth month) {
    Counter atHome = new Counter(plan, nights);
    Counter away = new Counter(plan, List.of(Interval.from(Instant.EPOCH)));
    long quiet = 0;
    long heardAt = month.at[0];
    for (int i = 0; i < month.fixes; i++) {
      long at = month.at[i];
      double radius = month.accuracy[i] * plan.errorCircleFactor();
      Point fix = point(month.latitude[i], month.longitude[i]);
      double beyondHome = centre.distance(fix) - MadeUpConditions.HOME_METRES;
      atHome.fix(at, Math.abs(beyondHome) >= radius, beyondHome > 0);
      away.fix(at, edge.distance(fix) >= radius, place.covers(fix));
      quiet += at - heardAt > plan.quietLimit().toMillis() ? 1 : 0;
      heardAt = at;
    }
    return atHome.spans + away.spans + quiet;
  }

  private Point point(int latitude, int longitude) {
    return GEOMETRY.createPoint(
        new Coordinate(
            (longitude - home.longitudeE7()) * unitX,
            (latitude - home.latitudeE7()) * METRES_PER_UNIT));
  }

  private Geometry polygon(Area.Ring ring) {
    List<Coordinate> corners = new ArrayList<>();
    ring.positions()
        .forEach(p -> corners.add(point(p.latitudeE7(), p.longitudeE7()).getCoordinate()));
    corners.add(corners.getFirst());
    return GEOMETRY.createPolygon(corners.toArray(Coordinate[]::new));
  }

  /** Clear fixes against a condition, in a row and for a while, in its windows. */
  private static final class Counter {
    private final Plan plan;
    private final List<Interval> windows;
    private int window;
    private int row;
    private long rowAt;
    private long lastAt;
    private boolean notMet;
    private long spans;

    Counter(Plan plan, List<Interval> windows) {
      this.plan = plan;
      this.windows = windows;
    }

    void fix(long at, boolean clear, boolean against) {
      while (window < windows.size() && windows.get(window).endsAt().toEpochMilli() <= at) {
        window++;
        end();
      }
      if (row > 0 && at - lastAt > plan.freshness().toMillis()) {
        row = 0;
        end();
      }
      if (!clear || !against) {
        row = 0;
        if (clear) {
          end();
        }
        return;
      }
      rowAt = row++ == 0 ? at : rowAt;
      lastAt = at;
      if (window < windows.size()) {
        long from = Math.max(rowAt, windows.get(window).startsAt().toEpochMilli());
        notMet |= row >= plan.confirmations() && at - from >= plan.dwell().toMillis();
      }
    }

    private void end() {
      spans += notMet ? 1 : 0;
      notMet = false;
    }
  }
}
