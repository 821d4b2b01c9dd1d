package org.muster.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The devices of a server that runs already: a line each, its unique id and its token with a blank
 * between. A line with {@code *} in place of the id gives the token of the gateway that carries all
 * of them, which Traccar and native reports need.
 */
final class TokenFile {
  private static final int DEVICES_MAX = 100_000;
  private static final int LATITUDE_E7 = 385_000_000;
  private static final int LONGITUDE_E7 = -1_215_000_000;

  private TokenFile() {}

  static List<Tracker> read(Path file) throws IOException {
    List<String> lines =
        Files.readAllLines(file).stream().map(String::strip).filter(l -> !l.isEmpty()).toList();
    if (lines.size() > DEVICES_MAX) {
      throw new NotMeasured(
          "%s has more than %,d lines: give fewer devices".formatted(file, DEVICES_MAX));
    }
    String gateway = "";
    List<String[]> own = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String[] words = lines.get(i).split("\\s+");
      if (words.length != 2) {
        throw new NotMeasured(
            "line %d of %s is not of the form: unique id, blank, token".formatted(i + 1, file));
      }
      if (words[0].equals("*")) {
        gateway = words[1];
      } else {
        own.add(words);
      }
    }
    List<Tracker> trackers = new ArrayList<>();
    for (String[] words : own) {
      try {
        trackers.add(
            new Tracker(
                words[0],
                words[1],
                gateway.isEmpty() ? words[1] : gateway,
                LATITUDE_E7,
                LONGITUDE_E7));
      } catch (IllegalArgumentException e) {
        throw new NotMeasured("%s: %s".formatted(file, e.getMessage()), e);
      }
    }
    return trackers;
  }
}
