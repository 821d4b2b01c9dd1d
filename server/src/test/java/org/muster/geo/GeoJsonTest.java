package org.muster.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    for (Area area : List.of(circle, GeoJson.read(SQUARE))) {
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
          {"type":"LineString","coordinates":[[0,0],[1,1]]}                  | not a LineString
          {"type":"Polygon","coordinates":[[[0,0],[1,1],[0,0]]]}             | three different
          {"type":"Polygon","coordinates":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]} | crossing lines
          {"type":"Polygon","coordinates":[[[0,99],[1,1],[1,0],[0,99]]]}     | latitude is outside
          {"type":"Polygon","coordinates":[[["a",9],[1,1],[1,0]]]}           | two numbers
          {"type":"Feature","geometry":{"type":"Point","coordinates":[0,0]}} | radiusMetres
          {"type":"FeatureCollection","features":[]}                         | no Polygon
          {"type":"Feature","geometry":{"type":"Point","coordinates":[0,0]},"properties":{"radiusMetres":0.5}} | at least 1 m
          """)
  void givenAShapeThatCanNotBeAZone_thenTheSentenceSaysWhy(String text, String says) {
    assertThatThrownBy(() -> GeoJson.read(text))
        .isInstanceOf(UnreadableArea.class)
        .hasMessageContaining(says);
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
