package org.muster.replay;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A track file with everything in it twice and in another order. */
@NullMarked
final class Shuffled {
  private static final JsonMapper MAPPER = new JsonMapper();

  private Shuffled() {}

  static Path doubled(Path file, Path folder) throws Exception {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    String name = String.valueOf(file.getFileName());
    String mixed =
        name.endsWith(".gpx") ? gpx(text) : name.endsWith(".json") ? json(text) : lines(text);
    return Files.writeString(folder.resolve(name), mixed);
  }

  private static <T> List<T> twice(List<T> all) {
    List<T> twice = new ArrayList<>(all);
    twice.addAll(all);
    Collections.shuffle(twice, new Random(7));
    return twice;
  }

  private static String lines(String text) {
    return String.join("\n", twice(text.lines().toList())) + "\n";
  }

  private static String gpx(String text) {
    Pattern point = Pattern.compile("<(trkpt|wpt)\\b.*?</\\1>", Pattern.DOTALL);
    List<String> timed =
        point
            .matcher(text)
            .results()
            .map(MatchResult::group)
            .filter(p -> p.contains("<time>"))
            .toList();
    List<String> track = timed.stream().filter(p -> p.startsWith("<trkpt")).toList();
    return track.isEmpty()
        ? "<gpx>" + String.join("\n", twice(timed)) + "</gpx>"
        : "<gpx><trk><trkseg>" + String.join("\n", twice(track)) + "</trkseg></trk></gpx>";
  }

  private static String json(String text) {
    JsonNode root = MAPPER.readTree(text);
    if (root instanceof ArrayNode list) {
      List<JsonNode> items = new ArrayList<>();
      list.forEach(items::add);
      return MAPPER.writeValueAsString(twice(items));
    }
    boolean moving = root.has("temporalGeometry");
    ObjectNode places = (ObjectNode) root.path(moving ? "temporalGeometry" : "geometry");
    ObjectNode times = (ObjectNode) root.path(moving ? "temporalGeometry" : "properties");
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < places.path("coordinates").size(); i++) {
      order.add(i);
    }
    ArrayNode coordinates = MAPPER.createArrayNode();
    ArrayNode datetimes = MAPPER.createArrayNode();
    for (int i : twice(order)) {
      coordinates.add(places.path("coordinates").get(i));
      datetimes.add(times.path("datetimes").get(i));
    }
    places.set("coordinates", coordinates);
    times.set("datetimes", datetimes);
    return MAPPER.writeValueAsString(root);
  }
}
