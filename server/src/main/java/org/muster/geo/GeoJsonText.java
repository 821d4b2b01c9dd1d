package org.muster.geo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.muster.domain.Area;
import org.muster.domain.Position;
import tools.jackson.databind.json.JsonMapper;

/** Features of GeoJSON as text. */
final class GeoJsonText {
  private static final JsonMapper MAPPER = new JsonMapper();

  private GeoJsonText() {}

  static String feature(Area area, Map<String, ?> properties) {
    Map<String, Object> all = new LinkedHashMap<>(properties);
    switch (area) {
      case Area.Circle(Position centre, double radiusMetres) -> {
        all.put("radiusMetres", radiusMetres);
        return feature("Point", coordinates(centre), all);
      }
      case Area.Polygons polygons -> {
        return feature("MultiPolygon", coordinates(polygons), all);
      }
      case Area.Corridor(List<Position> line, double widthMetres) -> {
        all.put("widthMetres", widthMetres);
        return feature("LineString", line.stream().map(GeoJsonText::coordinates).toList(), all);
      }
      case Area.Buffered(Area.Polygons polygons, double bufferMetres) -> {
        all.put("bufferMetres", bufferMetres);
        return feature("MultiPolygon", coordinates(polygons), all);
      }
    }
  }

  /** Of polygons alone. */
  static String feature(Geometry polygons, Map<String, ?> properties) {
    List<List<List<List<Double>>>> all = new ArrayList<>();
    for (int i = 0; i < polygons.getNumGeometries(); i++) {
      Polygon polygon = (Polygon) polygons.getGeometryN(i);
      List<List<List<Double>>> rings = new ArrayList<>();
      rings.add(coordinates(polygon.getExteriorRing()));
      for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
        rings.add(coordinates(polygon.getInteriorRingN(hole)));
      }
      all.add(rings);
    }
    return feature("MultiPolygon", all, properties);
  }

  private static String feature(String type, Object coordinates, Map<String, ?> properties) {
    Map<String, Object> geometry = new LinkedHashMap<>();
    geometry.put("type", type);
    geometry.put("coordinates", coordinates);
    Map<String, Object> feature = new LinkedHashMap<>();
    feature.put("type", "Feature");
    feature.put("properties", properties);
    feature.put("geometry", geometry);
    return MAPPER.writeValueAsString(feature);
  }

  private static List<List<Double>> coordinates(LinearRing ring) {
    return Arrays.stream(ring.getCoordinates()).map(GeoJsonText::coordinates).toList();
  }

  private static List<Double> coordinates(Coordinate coordinate) {
    return List.of(coordinate.x, coordinate.y);
  }

  private static List<List<List<List<Double>>>> coordinates(Area.Polygons polygons) {
    return polygons.polygons().stream().map(GeoJsonText::rings).toList();
  }

  private static List<List<List<Double>>> rings(Area.Polygon polygon) {
    List<List<List<Double>>> rings = new ArrayList<>();
    rings.add(closed(polygon.outer()));
    polygon.holes().forEach(hole -> rings.add(closed(hole)));
    return rings;
  }

  private static List<List<Double>> closed(Area.Ring ring) {
    List<List<Double>> positions = new ArrayList<>();
    ring.positions().forEach(position -> positions.add(coordinates(position)));
    positions.add(coordinates(ring.positions().getFirst()));
    return positions;
  }

  private static List<Double> coordinates(Position position) {
    return List.of(position.longitude(), position.latitude());
  }
}
