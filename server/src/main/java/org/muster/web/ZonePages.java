package org.muster.web;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.muster.casework.Zoning;
import org.muster.domain.Area;
import org.muster.domain.Position;
import org.muster.domain.Zone;
import org.muster.domain.ZoneVersion;
import org.muster.geo.GeoJson;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of zones, a zone in its versions, and drawing one. */
@Controller
class ZonePages {
  /** A page lists so many positions of an outline; the API has them all. */
  private static final int POSITIONS_LISTED_MAX = 200;

  private final Zoning zoning;

  ZonePages(Zoning zoning) {
    this.zoning = zoning;
  }

  @GetMapping("/zones")
  String zones(@RequestParam(defaultValue = "") String search, Model model) {
    model.addAttribute("search", search);
    model.addAttribute("found", zoning.list(search));
    model.addAttribute("listedMax", Zoning.ZONES_LISTED_MAX);
    return "zones";
  }

  @GetMapping("/zones/{id:\\d+}")
  String zone(
      @PathVariable long id,
      @RequestParam(required = false) @Nullable Integer version,
      @RequestParam(required = false) @Nullable String recorded,
      Model model) {
    List<Zone> versions = zoning.listVersions(id);
    Zone zone =
        versions.stream()
            .filter(one -> version == null || one.id().version() == version)
            .findFirst()
            .orElseThrow(Pages::missing);
    model.addAttribute("zone", zone);
    model.addAttribute("area", zone.area());
    model.addAttribute("kind", zone.area().getClass().getSimpleName());
    model.addAttribute("versions", versions);
    model.addAttribute("recorded", recorded);
    model.addAttribute(
        "positions", positions(zone.area()).stream().limit(POSITIONS_LISTED_MAX).toList());
    model.addAttribute("positionCount", positions(zone.area()).size());
    return "zone";
  }

  @GetMapping("/zones/new")
  @PreAuthorize("hasAnyRole('OFFICER','SUPERVISOR')")
  String draw(Model model) {
    return show(Optional.empty(), new Form(Map.of("shape", "circle")), model);
  }

  @PostMapping("/zones/new")
  @PreAuthorize("hasAnyRole('OFFICER','SUPERVISOR')")
  String draw(
      @RequestParam Map<String, String> typed,
      Model model,
      Principal who,
      HttpServletResponse response) {
    return record(Optional.empty(), new Form(typed), model, who, response);
  }

  @GetMapping("/zones/{id:\\d+}/redraw")
  @PreAuthorize("hasAnyRole('OFFICER','SUPERVISOR')")
  String redraw(@PathVariable long id, Model model) {
    Zone zone = zoning.findLatest(id).orElseThrow(Pages::missing);
    Map<String, String> typed = new LinkedHashMap<>();
    typed.put("name", zone.name());
    typed.put("sourceDocument", zone.sourceDocument());
    switch (zone.area()) {
      case Area.Circle(Position centre, double radiusMetres) -> {
        typed.put("shape", "circle");
        typed.put("latitude", Double.toString(centre.latitude()));
        typed.put("longitude", Double.toString(centre.longitude()));
        typed.put("radiusMetres", Double.toString(radiusMetres));
      }
      case Area.Polygons polygons -> typed.putAll(outline(polygons));
      case Area.Corridor corridor -> typed.putAll(outline(corridor));
      case Area.Buffered buffered -> typed.putAll(outline(buffered));
    }
    return show(Optional.of(zone), new Form(typed), model);
  }

  private static Map<String, String> outline(Area area) {
    return Map.of("shape", "outline", "geoJson", GeoJson.write(area, Map.of()));
  }

  @PostMapping("/zones/{id:\\d+}/redraw")
  @PreAuthorize("hasAnyRole('OFFICER','SUPERVISOR')")
  String redraw(
      @PathVariable long id,
      @RequestParam Map<String, String> typed,
      Model model,
      Principal who,
      HttpServletResponse response) {
    Zone zone = zoning.findLatest(id).orElseThrow(Pages::missing);
    return record(Optional.of(zone), new Form(typed), model, who, response);
  }

  private String record(
      Optional<Zone> old, Form form, Model model, Principal who, HttpServletResponse response) {
    Zoning.Outline outline =
        form.value("shape").equals("circle")
            ? new Zoning.Outline.Circle(
                form.decimal("latitude"), form.decimal("longitude"), form.decimal("radiusMetres"))
            : new Zoning.Outline.Text(form.value("geoJson"));
    Zoning.Form drawn = new Zoning.Form(form.value("name"), form.value("sourceDocument"), outline);
    if (!form.isRefused() && !form.value("confirmed").equals("true")) {
      List<String> odd = zoning.oddities(drawn, old.map(zone -> zone.id().zone()));
      if (!odd.isEmpty()) {
        form.refuse("confirmed", String.join(" ", odd));
      }
    }
    if (!form.isRefused()) {
      Optional<ZoneVersion> recorded =
          form.took(
              old.isPresent()
                  ? zoning.redraw(old.get().id().zone(), drawn, who.getName())
                  : zoning.draw(drawn, who.getName()));
      if (recorded.isPresent()) {
        return "redirect:/zones/" + recorded.get().zone() + "?recorded=zone";
      }
    }
    response.setStatus(422);
    return show(old, form, model);
  }

  private static String show(Optional<Zone> old, Form form, Model model) {
    model.addAttribute("old", old.orElse(null));
    model.addAttribute("form", form);
    return "zone-form";
  }

  private static List<Position> positions(Area area) {
    return switch (area) {
      case Area.Circle(Position centre, double radiusMetres) -> List.of(centre);
      case Area.Polygons(List<Area.Polygon> polygons) ->
          polygons.stream().flatMap(ZonePages::positions).toList();
      case Area.Corridor(List<Position> line, double widthMetres) -> line;
      case Area.Buffered(Area.Polygons polygons, double bufferMetres) -> positions(polygons);
    };
  }

  private static Stream<Position> positions(Area.Polygon polygon) {
    return Stream.concat(Stream.of(polygon.outer()), polygon.holes().stream())
        .flatMap(ring -> ring.positions().stream());
  }
}
