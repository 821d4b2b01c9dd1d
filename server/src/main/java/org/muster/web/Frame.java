package org.muster.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.muster.watch.Warning;
import org.muster.watch.Warnings;
import org.muster.worklist.IncidentFile;
import org.muster.worklist.IncidentFiles;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the frame round every page shows: who is signed in, and where he or she can go. */
@ControllerAdvice(annotations = Controller.class)
class Frame {
  /** A place in the navigation. */
  record Place(String path, String words, boolean current) {}

  private record Entry(String path, String words, Set<Role> roles) {}

  private static final Set<Role> ALL = EnumSet.allOf(Role.class);
  private static final List<Entry> PLACES =
      List.of(
          new Entry("/", "Worklist", ALL),
          new Entry("/participants", "Participants", ALL),
          new Entry("/zones", "Zones", EnumSet.complementOf(EnumSet.of(Role.OPERATOR))),
          new Entry("/schedules", "Schedules", EnumSet.complementOf(EnumSet.of(Role.OPERATOR))),
          new Entry("/devices", "Devices", ALL),
          new Entry("/roll", "Roll", ALL),
          new Entry(
              "/refusals",
              "Refusals",
              EnumSet.of(Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR)),
          new Entry("/incidents", "Incidents", ALL),
          new Entry("/policy", "Policy", ALL),
          new Entry(
              "/audit", "Audit", EnumSet.of(Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR)));

  /** Who is told that room runs short: those who can see to it. */
  private static final Set<Role> RUNNERS = EnumSet.of(Role.SUPERVISOR, Role.ADMINISTRATOR);

  private final IncidentFiles incidents;
  private final Warnings warnings;

  Frame(IncidentFiles incidents, Warnings warnings) {
    this.incidents = incidents;
    this.warnings = warnings;
  }

  /** What every page warns of, once somebody is signed in. */
  @ModelAttribute("openIncidents")
  List<IncidentFile> openIncidents(@Nullable Authentication authentication) {
    return find(authentication).isPresent() ? incidents.listOpen() : List.of();
  }

  /** What is amiss with the server itself, for those whom it concerns. */
  @ModelAttribute("serverWarnings")
  List<Warning> serverWarnings(@Nullable Authentication authentication) {
    Optional<Role> role = find(authentication).map(Staff::role);
    return role.isEmpty()
        ? List.of()
        : warnings.list().stream()
            .filter(one -> one.forEverybody() || RUNNERS.contains(role.get()))
            .toList();
  }

  @ModelAttribute("who")
  @Nullable Staff who(@Nullable Authentication authentication) {
    return find(authentication).orElse(null);
  }

  @ModelAttribute("places")
  List<Place> places(HttpServletRequest request, @Nullable Authentication authentication) {
    String path =
        request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String failed
            ? failed
            : request.getRequestURI();
    return find(authentication).stream()
        .flatMap(staff -> PLACES.stream().filter(place -> place.roles().contains(staff.role())))
        .map(place -> new Place(place.path(), place.words(), isIn(path, place.path())))
        .toList();
  }

  private static boolean isIn(String path, String place) {
    return place.equals("/")
        ? path.equals("/") || path.startsWith("/findings")
        : path.equals(place) || path.startsWith(place + "/");
  }

  private static Optional<Staff> find(@Nullable Authentication authentication) {
    return authentication == null || authentication instanceof AnonymousAuthenticationToken
        ? Optional.empty()
        : Optional.of(Staff.of(authentication));
  }
}
