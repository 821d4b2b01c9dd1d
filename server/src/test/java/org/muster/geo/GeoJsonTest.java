package org.muster.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.SharedData;
import org.muster.domain.Area;
import org.muster.domain.Position;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GeoJsonTest {
  private static final String SQUARE =
      """
      {"type":"Polygon","coordinates":[[[0,0],[0,1],[1,1],[1,0],[0,0]]]}
      """;

  @Test
  void givenAPolygon_thenTheClosingPositionIsNotRepeated() throws UnreadableArea {
    Area.Polygons area = (Area.Polygons) GeoJson.read(SQUARE);
    assertThat(area.polygons().getFirst().outer().positions())
        .containsExactly(
            Position.ofDegrees(0, 0),
            Position.ofDegrees(1, 0),
            Position.ofDegrees(1, 1),
            Position.ofDegrees(0, 1));
  }

  @Test
  void givenAnArea_thenWritingAndReadingGivesItAgain() throws UnreadableArea {
    Area circle = new Area.Circle(Position.ofDegrees(40.5, -74.25), 150);
    Area.Polygons square = (Area.Polygons) GeoJson.read(SQUARE);
    Area corridor =
        new Area.Corridor(
            List.of(Position.ofDegrees(40, 179.9), Position.ofDegrees(40.1, -179.9)), 80);
    for (Area area : List.of(circle, square, corridor, new Area.Buffered(square, 25.5))) {
      assertThat(GeoJson.read(GeoJson.write(area, Map.of("name", "home")))).isEqualTo(area);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {nonsense                                                          | no JSON
          {"a":1}                                                            | not GeoJSON
          {"type":"LineString","coordinates":[[0,0],[1,1]]}                  | widthMetres
          {"type":"MultiLineString","coordinates":[[[0,0],[1,1]]]}           | not a MultiLineString
          {"type":"Polygon","coordinates":[[[0,0],[1,1],[0,0]]]}             | three different
          {"type":"Polygon","coordinates":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]} | crossing lines
          {"type":"Polygon","coordinates":[[[0,99],[1,1],[1,0],[0,99]]]}     | latitude is outside
          {"type":"Polygon","coordinates":[[["a",9],[1,1],[1,0]]]}           | two numbers
          {"type":"Feature","geometry":{"type":"Point","coordinates":[0,0]}} | radiusMetres
          {"type":"FeatureCollection","features":[]}                         | no Polygon
          {"type":"Feature","geometry":{"type":"Point","coordinates":[0,0]},"properties":{"radiusMetres":0.5}} | at least 1 m
          {"type":"Feature","geometry":{"type":"Point","coordinates":[0,0]},"properties":{"radiusMetres":50,"bufferMetres":5}} | radiusMetres larger
          {"type":"Feature","geometry":{"type":"LineString","coordinates":[[0,0],[1,1]]},"properties":{}} | needs a number "widthMetres"
          {"type":"Feature","geometry":{"type":"LineString","coordinates":[[0,0],[1,1]]},"properties":{"widthMetres":50,"bufferMetres":5}} | widthMetres larger
          {"type":"Feature","geometry":{"type":"LineString","coordinates":[[0,0],[0,0]]},"properties":{"widthMetres":50}} | two positions
          {"type":"Feature","geometry":{"type":"LineString","coordinates":[[0,0],[1,1]]},"properties":{"widthMetres":200000}} | at most 100 km
          {"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[0,0],[0,1],[1,1],[0,0]]]},"properties":{"bufferMetres":"5"}} | is a number
          {"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[0,0],[0,1],[1,1],[0,0]]]},"properties":{"bufferMetres":0}} | at least 1 m
          {"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]},"properties":{"bufferMetres":9}} | crossing lines
          {"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[0,0],[0,1],[1,1],[0,0]]]},"properties":{"bufferMetres":9}},{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[2,0],[2,1],[3,1],[2,0]]]},"properties":{}}]} | one MultiPolygon
          """)
  void givenAShapeThatCanNotBeAZone_thenTheSentenceSaysWhy(String text, String says) {
    assertThatThrownBy(() -> GeoJson.read(text))
        .isInstanceOf(UnreadableArea.class)
        .hasMessageContaining(says);
  }

  @Test
  void givenACorridorAcrossTheAntimeridian_thenItIsDrawnInOnePieceAndAsWideAsItIs() {
    Area corridor =
        new Area.Corridor(
            List.of(Position.ofDegrees(60, 179.9), Position.ofDegrees(60, -179.9)), 2_224);
    JsonNode drawn = new JsonMapper().readTree(GeoJson.writeDrawn(corridor, Map.of("out", true)));
    assertThat(drawn.path("properties").path("out").asBoolean()).isTrue();
    assertThat(drawn.path("properties").has("widthMetres")).isFalse();
    JsonNode polygons = drawn.path("geometry").path("coordinates");
    assertThat(polygons).hasSize(1);
    double west = 999;
    double east = -999;
    double north = -99;
    for (JsonNode position : polygons.get(0).get(0)) {
      west = Math.min(west, position.get(0).asDouble());
      east = Math.max(east, position.get(0).asDouble());
      north = Math.max(north, position.get(1).asDouble());
    }
    assertThat(north).isCloseTo(60.01, within(1e-4));
    assertThat(west).isCloseTo(179.88, within(1e-3));
    assertThat(east).isCloseTo(180.12, within(1e-3));
  }

  @Test
  void givenABufferOfAnOpenSquare_thenItsHoleIsDrawnSmaller() throws UnreadableArea {
    Area.Polygon outer = ((Area.Polygons) GeoJson.read(SQUARE)).polygons().getFirst();
    Area.Ring hole =
        new Area.Ring(
            List.of(
                Position.ofDegrees(0.4, 0.4),
                Position.ofDegrees(0.4, 0.6),
                Position.ofDegrees(0.6, 0.5)));
    Area buffered =
        new Area.Buffered(
            new Area.Polygons(List.of(new Area.Polygon(outer.outer(), List.of(hole)))), 1_112);
    JsonNode rings =
        new JsonMapper()
            .readTree(GeoJson.writeDrawn(buffered, Map.of()))
            .path("geometry")
            .path("coordinates")
            .get(0);
    assertThat(rings).hasSize(2);
    for (JsonNode position : rings.get(1)) {
      assertThat(position.get(1).asDouble()).isGreaterThan(0.409);
    }
  }

  @Test
  void givenRealCityPolygons_thenEachIsReadAsAZone() throws Exception {
    Path folder =
        SharedData.folder()
            .orElseGet(() -> Assumptions.abort("skipped: ../shared/data is not beside the project"))
            .resolve("geo");
    for (String name : List.of("spd-beats.geojson", "zip-codes.geojson")) {
      JsonNode collection = new JsonMapper().readTree(Files.readString(folder.resolve(name)));
      assertThat(collection.path("features")).isNotEmpty();
      for (JsonNode feature : collection.path("features")) {
        assertThat(GeoJson.read(feature.toString())).isInstanceOf(Area.Polygons.class);
      }
    }
  }
}
