package org.muster.casework;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.casework.Change.Recorded;
import org.muster.domain.Area;
import org.muster.domain.Position;
import org.muster.domain.Zone;
import org.muster.domain.ZoneVersion;
import org.muster.geo.GeoJson;
import org.muster.geo.UnreadableArea;
import org.muster.store.Zones;
import org.springframework.stereotype.Service;

/** Draws zones, and draws them again as another version. */
@Service
public class Zoning {
  public static final int GEOJSON_CHARACTERS_MAX = 8_000_000;
  public static final int ZONES_LISTED_MAX = 500;

  private final Changes changes;
  private final Zones zones;

  Zoning(Changes changes, Zones zones) {
    this.changes = changes;
    this.zones = zones;
  }

  /** A zone as it is drawn, and the document that says so. */
  public record Form(@Nullable String name, @Nullable String sourceDocument, Outline outline) {}

  /** How the area is given. */
  public sealed interface Outline {
    /** As GeoJSON. */
    record Text(@Nullable String geoJson) implements Outline {}

    /** As a centre in degrees and a radius. */
    record Circle(
        @Nullable Double latitude, @Nullable Double longitude, @Nullable Double radiusMetres)
        implements Outline {}

    /** As an area. */
    record Ready(Area area) implements Outline {}
  }

  /** Records a new zone. */
  public Change<ZoneVersion> draw(Form form, String author) {
    return make(Optional.empty(), form, author);
  }

  /** Records the next version. Orders keep the version that they were recorded with. */
  public Change<ZoneVersion> redraw(long zone, Form form, String author) {
    return make(Optional.of(zone), form, author);
  }

  /**
   * What about the area is rarely meant, a sentence each; nothing where it is no area.
   *
   * @param redrawn the zone that the form is to be a version of, which is no neighbour of itself
   */
  public List<String> oddities(Form form, Optional<Long> redrawn) {
    List<Zone> others =
        list("").stream()
            .filter(zone -> redrawn.filter(id -> id == zone.id().zone()).isEmpty())
            .toList();
    return area(new Fields(), form.outline())
        .map(area -> Oddities.of(area, others))
        .orElse(List.of());
  }

  private Change<ZoneVersion> make(Optional<Long> zone, Form form, String author) {
    return changes.make(
        () -> {
          Fields fields = new Fields();
          String name = fields.text("name", form.name(), 200, "a name for the zone");
          String source =
              fields.text(
                  "sourceDocument", form.sourceDocument(), 500, "the document that sets the zone");
          Optional<Area> area = area(fields, form.outline());
          if (zone.isPresent() && zones.findLatest(zone.get()).isEmpty()) {
            fields.refuse("", "There is no zone " + zone.get() + ".");
          }
          if (!fields.areFine() || area.isEmpty()) {
            return fields.rejected();
          }
          return new Recorded<>(
              zone.isPresent()
                  ? zones.addVersion(zone.get(), name, area.get(), source, author)
                  : zones.add(name, area.get(), source, author));
        });
  }

  private static Optional<Area> area(Fields fields, Outline outline) {
    return switch (outline) {
      case Outline.Ready(Area area) -> Optional.of(area);
      case Outline.Text(String geoJson) -> read(fields, geoJson);
      case Outline.Circle(Double latitude, Double longitude, Double radiusMetres) ->
          circle(fields, latitude, longitude, radiusMetres);
    };
  }

  private static Optional<Area> read(Fields fields, @Nullable String text) {
    if (text == null || text.isBlank()) {
      fields.refuse("geoJson", "Draw the zone on the map, or enter it as GeoJSON.");
      return Optional.empty();
    }
    if (text.length() > GEOJSON_CHARACTERS_MAX) {
      fields.refuse("geoJson", "This GeoJSON is longer than 8 MB. Simplify the outline.");
      return Optional.empty();
    }
    try {
      return Optional.of(GeoJson.read(text));
    } catch (UnreadableArea unreadable) {
      String sentence = unreadable.getMessage();
      fields.refuse("geoJson", sentence == null ? "This is no area." : sentence);
      return Optional.empty();
    }
  }

  private static Optional<Area> circle(
      Fields fields,
      @Nullable Double latitude,
      @Nullable Double longitude,
      @Nullable Double radiusMetres) {
    Optional<Double> north = within(fields, "latitude", latitude, -90, 90);
    Optional<Double> east = within(fields, "longitude", longitude, -180, 180);
    Optional<Double> radius =
        within(fields, "radiusMetres", radiusMetres, 1, Area.RADIUS_METRES_MAX);
    if (north.isEmpty() || east.isEmpty() || radius.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Area.Circle(Position.ofDegrees(north.get(), east.get()), radius.get()));
  }

  private static Optional<Double> within(
      Fields fields, String field, @Nullable Double value, double least, double most) {
    if (value != null && value >= least && value <= most) {
      return Optional.of(value);
    }
    String words = field.equals("radiusMetres") ? "radius in metres" : field + " in degrees";
    fields.refuse(
        field,
        String.format(
            Locale.ENGLISH, "Enter the %s: a number from %,.0f to %,.0f.", words, least, most));
    return Optional.empty();
  }

  /** The latest version of each zone whose name holds the text. */
  public List<Zone> list(String text) {
    return zones.listLatest(text, ZONES_LISTED_MAX);
  }

  public Optional<Zone> find(ZoneVersion id) {
    return zones.find(id);
  }

  public Optional<Zone> findLatest(long zone) {
    return zones.findLatest(zone);
  }

  /** All versions of a zone, the latest first. */
  public List<Zone> listVersions(long zone) {
    return zones.listVersions(zone);
  }
}
