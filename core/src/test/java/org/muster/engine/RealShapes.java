package org.muster.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The polygons of a GeoJSON file. It reads the arrays named coordinates and nothing else. */
final class RealShapes {
  private static final String COORDINATES = "\"coordinates\":";

  private final String text;
  private int at;

  private RealShapes(String text) {
    this.text = text;
  }

  static List<PlainShape> of(Path file) throws IOException {
    RealShapes reader = new RealShapes(Files.readString(file).replaceAll("\\s", ""));
    List<PlainShape> shapes = new ArrayList<>();
    while (reader.find()) {
      List<List<List<long[]>>> polygons = new ArrayList<>();
      reader.polygons(polygons, new ArrayList<>(), new ArrayList<>());
      if (!polygons.isEmpty()) {
        shapes.add(new PlainShape(polygons, List.of(), 0));
      }
    }
    return shapes;
  }

  private boolean find() {
    int found = text.indexOf(COORDINATES, at);
    at = found + COORDINATES.length();
    return found >= 0;
  }

  /** Reads one array: a position goes to the ring, a ring to the polygon, a polygon to all. */
  private void polygons(
      List<List<List<long[]>>> all, List<List<long[]>> polygon, List<long[]> ring) {
    if (text.charAt(at + 1) != '[') {
      int end = text.indexOf(']', at);
      List<String> numbers = List.of(text.substring(at + 1, end).split(",", -1));
      add(ring, units(numbers.get(0)), units(numbers.get(1)));
      at = end + 1;
      return;
    }
    List<List<long[]>> rings = new ArrayList<>();
    List<long[]> positions = new ArrayList<>();
    do {
      at++;
      polygons(all, rings, positions);
    } while (text.charAt(at) == ',');
    at++;
    if (positions.size() > 3) {
      positions.removeLast();
      polygon.add(positions);
    } else if (!rings.isEmpty()) {
      all.add(rings);
    }
  }

  private static void add(List<long[]> ring, long x, long y) {
    if (ring.isEmpty() || ring.getLast()[0] != x || ring.getLast()[1] != y) {
      ring.add(new long[] {x, y});
    }
  }

  private static long units(String degrees) {
    return Math.round(Double.parseDouble(degrees) * 1e7);
  }
}
