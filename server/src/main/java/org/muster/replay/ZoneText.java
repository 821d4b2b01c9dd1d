package org.muster.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.muster.domain.Area;
import org.muster.domain.Position;
import org.muster.domain.Zone;
import org.muster.domain.ZoneVersion;
import org.muster.geo.GeoJson;
import org.muster.geo.UnreadableArea;

/** A zone named on the command line: a GeoJSON file, or {@code lat,lon,radiusMetres}. */
final class ZoneText {
  private static final Pattern CIRCLE =
      Pattern.compile("\\s*([-+.\\d]+)\\s*,\\s*([-+.\\d]+)\\s*,\\s*([-+.\\d]+)\\s*");
  private static final int NAME_LENGTH_MAX = 200;
  private static final long BYTES_MAX = 64L << 20;

  private ZoneText() {}

  static Zone read(String text, int number) throws UnreadableArgument {
    Matcher circle = CIRCLE.matcher(text);
    Area area = circle.matches() ? circle(circle, text) : file(text);
    String name =
        text.length() > NAME_LENGTH_MAX ? text.substring(text.length() - NAME_LENGTH_MAX) : text;
    return new Zone(new ZoneVersion(number, 1), name, area, "command line: " + name, "replay");
  }

  private static Area circle(Matcher circle, String text) throws UnreadableArgument {
    try {
      return new Area.Circle(
          Position.ofDegrees(
              Double.parseDouble(circle.group(1)), Double.parseDouble(circle.group(2))),
          Double.parseDouble(circle.group(3)));
    } catch (NumberFormatException e) {
      throw new UnreadableArgument("The zone " + Quote.of(text) + " has a bad number." + example());
    } catch (IllegalArgumentException e) {
      throw new UnreadableArgument(
          "The zone " + Quote.of(text) + " can not be: " + e.getMessage() + "." + example());
    }
  }

  private static Area file(String text) throws UnreadableArgument {
    try {
      Path file = Path.of(text);
      if (Files.isDirectory(file)) {
        throw new UnreadableArgument("The zone " + Quote.of(text) + " is a folder." + example());
      }
      if (Files.size(file) > BYTES_MAX) {
        throw new UnreadableArgument("The zone " + Quote.of(text) + " is larger than 64 MiB.");
      }
      return GeoJson.read(Content.of(Files.readAllBytes(file)).text());
    } catch (NoSuchFileException | InvalidPathException e) {
      throw new UnreadableArgument("There is no zone file " + Quote.of(text) + "." + example());
    } catch (IOException e) {
      throw new UnreadableArgument(
          "The zone file " + Quote.of(text) + " can not be read: " + e.getMessage() + ".");
    } catch (UnreadableArea e) {
      throw new UnreadableArgument("Zone file " + text + ": " + e.getMessage());
    }
  }

  private static String example() {
    return " A zone is a GeoJSON file, or lat,lon,radiusMetres like 47.6062,-122.3321,150.";
  }
}
