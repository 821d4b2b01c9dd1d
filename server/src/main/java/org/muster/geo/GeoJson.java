package org.muster.geo;

import java.util.ArrayList;
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
 * GeometryCollection; a Point feature with a property {@code radiusMetres}, which is a circle; and
 * a LineString feature with {@code widthMetres}, which is a corridor. A feature of polygons may
 * have {@code bufferMetres}.
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
          "There is no Polygon, MultiPolygon, LineString with widthMetres or Point with"
              + " radiusMetres in this GeoJSON.");
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
      case "Feature" -> feature(node, areas, depth);
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
      case "LineString" ->
          throw new UnreadableArea(
              "A line is a corridor only as a Feature with a number \"widthMetres\" in its"
                  + " properties.");
      case "" -> throw new UnreadableArea("This JSON has no \"type\": it is not GeoJSON.");
      default ->
          throw new UnreadableArea(
              "A zone is a Polygon, a MultiPolygon, a LineString with widthMetres or a Point with"
                  + " radiusMetres, not a "
                  + node.path("type").asString("")
                  + ".");
    }
  }

  private static void feature(JsonNode feature, List<Area> areas, int depth) throws UnreadableArea {
    JsonNode geometry = feature.path("geometry");
    JsonNode buffer = feature.path("properties").path("bufferMetres");
    boolean buffered = !buffer.isMissingNode() && !buffer.isNull();
    switch (geometry.path("type").asString("")) {
      case "Point" -> {
        refuse(buffered, "A circle takes no buffer: make its radiusMetres larger.");
        areas.add(circle(feature));
      }
      case "LineString" -> {
        refuse(buffered, "A corridor takes no buffer: make its widthMetres larger.");
        areas.add(corridor(feature));
      }
      default -> {
        List<Area> parts = new ArrayList<>();
        if (!geometry.isNull()) {
          collect(geometry, parts, depth + 1);
        }
        if (buffered && !parts.isEmpty()) {
          refuse(!buffer.isNumber(), "\"bufferMetres\" is a number, in metres.");
          Area.Polygons polygons = union(parts);
          areas.add(shape(() -> new Area.Buffered(polygons, buffer.asDouble())));
        } else {
          areas.addAll(parts);
        }
      }
    }
  }

  private static void refuse(boolean refused, String sentence) throws UnreadableArea {
    if (refused) {
      throw new UnreadableArea(sentence);
    }
  }

  private static Area circle(JsonNode feature) throws UnreadableArea {
    JsonNode radius = feature.path("properties").path("radiusMetres");
    refuse(
        !radius.isNumber(),
        "A Point needs a number \"radiusMetres\" in its properties to be a circle.");
    Position centre = position(feature.path("geometry").path("coordinates"));
    return shape(() -> new Area.Circle(centre, radius.asDouble()));
  }

  private static Area corridor(JsonNode feature) throws UnreadableArea {
    JsonNode width = feature.path("properties").path("widthMetres");
    refuse(
        !width.isNumber(),
        "A LineString needs a number \"widthMetres\" in its properties to be a corridor.");
    List<Position> line = positions(feature.path("geometry").path("coordinates"));
    return shape(() -> new Area.Corridor(line, width.asDouble()));
  }

  private static Area.Polygons union(List<Area> areas) throws UnreadableArea {
    List<Area.Polygon> polygons = new ArrayList<>();
    for (Area area : areas) {
      switch (area) {
        case Area.Polygons many -> polygons.addAll(many.polygons());
        case Area.Circle circle ->
            throw new UnreadableArea("A circle can not be joined with other shapes in one zone.");
        case Area.Corridor corridor ->
            throw new UnreadableArea("A corridor can not be joined with other shapes in one zone.");
        case Area.Buffered buffered ->
            throw new UnreadableArea(
                "A buffer belongs to a whole zone: put all its polygons into one MultiPolygon"
                    + " feature with bufferMetres.");
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
    List<Position> positions = positions(coordinates);
    if (positions.size() > 1 && positions.getFirst().equals(positions.getLast())) {
      positions.removeLast();
    }
    return shape(() -> new Area.Ring(positions));
  }

  /** Without what is there twice in a row. */
  private static List<Position> positions(JsonNode coordinates) throws UnreadableArea {
    List<Position> positions = new ArrayList<>();
    for (JsonNode coordinate : coordinates) {
      Position next = position(coordinate);
      if (positions.isEmpty() || !positions.getLast().equals(next)) {
        positions.add(next);
      }
    }
    return positions;
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
    return GeoJsonText.feature(area, properties);
  }

  /**
   * Writes what a map draws: corridors and buffers as polygons, and longitudes that run on past 180
   * across the antimeridian. Circles stay points with {@code radiusMetres}.
   */
  public static String writeDrawn(Area area, Map<String, ?> properties) {
    return area instanceof Area.Circle
        ? write(area, properties)
        : GeoJsonText.feature(Outlines.of(area), properties);
  }
}
