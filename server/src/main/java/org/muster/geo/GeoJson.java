package org.muster.geo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.muster.domain.Area;
import org.muster.domain.Position;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Areas from and to GeoJSON (RFC 7946, longitude before latitude). Read are Polygon and
 * MultiPolygon, bare, in a Feature, in a FeatureCollection (all its polygons are one area) or a
 * GeometryCollection; and a Point feature with a property {@code radiusMetres}, which is a circle.
 */
public final class GeoJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  private GeoJson() {}

  /** Reads an area, or refuses with a sentence that says what to do. */
  public static Area read(String text) throws UnreadableArea {
    JsonNode root;
    try {
      root = MAPPER.readTree(text);
    } catch (JacksonException e) {
      throw new UnreadableArea("This is no JSON: " + e.getOriginalMessage() + at(e));
    }
    List<Area> areas = new ArrayList<>();
    collect(root, areas, 0);
    if (areas.isEmpty()) {
      throw new UnreadableArea(
          "There is no Polygon, MultiPolygon or Point with radiusMetres in this GeoJSON.");
    }
    Area area = areas.size() == 1 ? areas.getFirst() : union(areas);
    Shapes.check(area);
    return area;
  }

  private static String at(JacksonException e) {
    return e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
  }

  private static void collect(JsonNode node, List<Area> areas, int depth) throws UnreadableArea {
    if (depth > 4) {
      throw new UnreadableArea("This GeoJSON nests collections too deeply.");
    }
    switch (node.path("type").asString("")) {
      case "FeatureCollection" -> {
        for (JsonNode feature : node.path("features")) {
          collect(feature, areas, depth + 1);
        }
      }
      case "GeometryCollection" -> {
        for (JsonNode geometry : node.path("geometries")) {
          collect(geometry, areas, depth + 1);
        }
      }
      case "Feature" -> {
        if (node.path("geometry").path("type").asString("").equals("Point")) {
          areas.add(circle(node));
        } else if (!node.path("geometry").isNull()) {
          collect(node.path("geometry"), areas, depth + 1);
        }
      }
      case "Polygon" -> {
        Area.Polygon polygon = polygon(node.path("coordinates"));
        areas.add(shape(() -> new Area.Polygons(List.of(polygon))));
      }
      case "MultiPolygon" -> {
        List<Area.Polygon> polygons = new ArrayList<>();
        for (JsonNode rings : node.path("coordinates")) {
          polygons.add(polygon(rings));
        }
        areas.add(shape(() -> new Area.Polygons(polygons)));
      }
      case "" -> throw new UnreadableArea("This JSON has no \"type\": it is not GeoJSON.");
      default ->
          throw new UnreadableArea(
              "A zone is a Polygon, a MultiPolygon or a Point with radiusMetres, not a "
                  + node.path("type").asString("")
                  + ".");
    }
  }

  private static Area circle(JsonNode feature) throws UnreadableArea {
    JsonNode radius = feature.path("properties").path("radiusMetres");
    if (!radius.isNumber()) {
      throw new UnreadableArea(
          "A Point needs a number \"radiusMetres\" in its properties to be a circle.");
    }
    Position centre = position(feature.path("geometry").path("coordinates"));
    return shape(() -> new Area.Circle(centre, radius.asDouble()));
  }

  private static Area union(List<Area> areas) throws UnreadableArea {
    List<Area.Polygon> polygons = new ArrayList<>();
    for (Area area : areas) {
      switch (area) {
        case Area.Polygons many -> polygons.addAll(many.polygons());
        case Area.Circle circle ->
            throw new UnreadableArea("A circle can not be joined with other shapes in one zone.");
      }
    }
    return shape(() -> new Area.Polygons(polygons));
  }

  private static Area.Polygon polygon(JsonNode rings) throws UnreadableArea {
    if (!rings.isArray() || rings.isEmpty()) {
      throw new UnreadableArea("A polygon has no rings.");
    }
    Area.Ring outer = ring(rings.get(0));
    List<Area.Ring> holes = new ArrayList<>();
    for (int i = 1; i < rings.size(); i++) {
      holes.add(ring(rings.get(i)));
    }
    return new Area.Polygon(outer, holes);
  }

  private static Area.Ring ring(JsonNode coordinates) throws UnreadableArea {
    List<Position> positions = new ArrayList<>();
    for (JsonNode coordinate : coordinates) {
      Position next = position(coordinate);
      if (positions.isEmpty() || !positions.getLast().equals(next)) {
        positions.add(next);
      }
    }
    if (positions.size() > 1 && positions.getFirst().equals(positions.getLast())) {
      positions.removeLast();
    }
    return shape(() -> new Area.Ring(positions));
  }

  private static Position position(JsonNode coordinate) throws UnreadableArea {
    if (coordinate.size() < 2 || !coordinate.get(0).isNumber() || !coordinate.get(1).isNumber()) {
      throw new UnreadableArea("A position is [longitude, latitude], two numbers.");
    }
    return shape(
        () -> Position.ofDegrees(coordinate.get(1).asDouble(), coordinate.get(0).asDouble()));
  }

  private static <T> T shape(java.util.function.Supplier<T> made) throws UnreadableArea {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      throw new UnreadableArea("This shape can not be a zone: " + e.getMessage() + ".");
    }
  }

  /** Writes the area as a GeoJSON feature with these properties. */
  public static String write(Area area, Map<String, ?> properties) {
    Map<String, Object> all = new LinkedHashMap<>(properties);
    Map<String, Object> geometry = new LinkedHashMap<>();
    switch (area) {
      case Area.Circle(Position centre, double radiusMetres) -> {
        geometry.put("type", "Point");
        geometry.put("coordinates", coordinates(centre));
        all.put("radiusMetres", radiusMetres);
      }
      case Area.Polygons(List<Area.Polygon> polygons) -> {
        geometry.put("type", "MultiPolygon");
        geometry.put("coordinates", polygons.stream().map(GeoJson::rings).toList());
      }
    }
    Map<String, Object> feature = new LinkedHashMap<>();
    feature.put("type", "Feature");
    feature.put("properties", all);
    feature.put("geometry", geometry);
    return MAPPER.writeValueAsString(feature);
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
