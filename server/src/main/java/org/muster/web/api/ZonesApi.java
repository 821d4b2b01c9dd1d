package org.muster.web.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.muster.casework.Zoning;
import org.muster.domain.Zone;
import org.muster.domain.ZoneVersion;
import org.muster.geo.GeoJson;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Zones go in and come out as GeoJSON features; their properties say what RFC 7946 can not. */
@RestController
@RequestMapping("/api/v1/zones")
@Tag(name = "Zones", description = "Areas as GeoJSON, in versions that never change.")
class ZonesApi {
  private static final String GEOJSON = "application/geo+json";
  private static final String JSON = "application/json";
  private static final String HOW =
      "The body is a GeoJSON Feature: Polygon or MultiPolygon, with the property bufferMetres if"
          + " the zone reaches beyond it; LineString with the property widthMetres (a corridor); or"
          + " Point with the property radiusMetres (a circle). Its properties name and"
          + " sourceDocument are required.";

  private final Zoning zoning;
  private final JsonMapper mapper = new JsonMapper();

  ZonesApi(Zoning zoning) {
    this.zoning = zoning;
  }

  @GetMapping(produces = {GEOJSON, JSON})
  @Operation(summary = "List zones", description = "A FeatureCollection of the latest versions.")
  String zones(@RequestParam(defaultValue = "") String search) {
    return collection(zoning.list(search));
  }

  @GetMapping(
      path = "/{id}",
      produces = {GEOJSON, JSON})
  @Operation(summary = "Read the latest version of a zone")
  String zone(@PathVariable long id) {
    return zoning.findLatest(id).map(ZonesApi::feature).orElseThrow(() -> missing(id));
  }

  @GetMapping(
      path = "/{id}/versions",
      produces = {GEOJSON, JSON})
  @Operation(summary = "List all versions of a zone, the latest first")
  String versions(@PathVariable long id) {
    List<Zone> versions = zoning.listVersions(id);
    if (versions.isEmpty()) {
      throw missing(id);
    }
    return collection(versions);
  }

  @GetMapping(
      path = "/{id}/versions/{version}",
      produces = {GEOJSON, JSON})
  @Operation(summary = "Read one version of a zone")
  String version(@PathVariable long id, @PathVariable int version) {
    if (id <= 0 || version <= 0) {
      throw missing(id);
    }
    return zoning
        .find(new ZoneVersion(id, version))
        .map(ZonesApi::feature)
        .orElseThrow(() -> missing(id));
  }

  @GetMapping(
      path = "/{id}/versions/{version}/outline",
      produces = {GEOJSON, JSON})
  @Operation(
      summary = "Read what a map draws of one version of a zone",
      description =
          "Corridors and buffers are polygons here, near enough for the eye; a circle stays a"
              + " Point with radiusMetres. Longitudes run on past 180 across the antimeridian.")
  String outline(@PathVariable long id, @PathVariable int version) {
    if (id <= 0 || version <= 0) {
      throw missing(id);
    }
    return zoning
        .find(new ZoneVersion(id, version))
        .map(zone -> GeoJson.writeDrawn(zone.area(), Map.of("name", zone.name())))
        .orElseThrow(() -> missing(id));
  }

  @PostMapping(
      consumes = {GEOJSON, JSON},
      produces = {GEOJSON, JSON})
  @ResponseStatus(HttpStatus.CREATED)
  @PreAuthorize("hasAnyRole('OFFICER','SUPERVISOR')")
  @Operation(summary = "Record a zone", description = HOW)
  String draw(@RequestBody String body, Principal by) {
    return written(NotRecorded.unless(zoning.draw(form(body), by.getName())));
  }

  @PostMapping(
      path = "/{id}/versions",
      consumes = {GEOJSON, JSON},
      produces = {GEOJSON, JSON})
  @ResponseStatus(HttpStatus.CREATED)
  @PreAuthorize("hasAnyRole('OFFICER','SUPERVISOR')")
  @Operation(
      summary = "Record the next version of a zone",
      description = HOW + " Orders keep the version that they were recorded with.")
  String redraw(@PathVariable long id, @RequestBody String body, Principal by) {
    if (zoning.findLatest(id).isEmpty()) {
      throw missing(id);
    }
    return written(NotRecorded.unless(zoning.redraw(id, form(body), by.getName())));
  }

  private String written(ZoneVersion id) {
    return zoning.find(id).map(ZonesApi::feature).orElseThrow(() -> missing(id.zone()));
  }

  private Zoning.Form form(String body) {
    JsonNode properties;
    try {
      properties = mapper.readTree(body).path("properties");
    } catch (JacksonException e) {
      throw NotRecorded.field("geoJson", "This is no JSON: " + e.getOriginalMessage());
    }
    return new Zoning.Form(
        text(properties, "name"),
        text(properties, "sourceDocument"),
        new Zoning.Outline.Text(body));
  }

  private static @Nullable String text(JsonNode properties, String name) {
    return properties.path(name).isString() ? properties.path(name).asString() : null;
  }

  private static String collection(List<Zone> zones) {
    return zones.stream()
        .map(ZonesApi::feature)
        .collect(Collectors.joining(",", "{\"type\":\"FeatureCollection\",\"features\":[", "]}"));
  }

  private static String feature(Zone zone) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("id", zone.id().zone());
    properties.put("version", zone.id().version());
    properties.put("name", zone.name());
    properties.put("sourceDocument", zone.sourceDocument());
    properties.put("author", zone.author());
    return GeoJson.write(zone.area(), properties);
  }

  private static NotRecorded missing(long id) {
    return NotRecorded.missing("There is no zone " + id + " in this version.");
  }
}
