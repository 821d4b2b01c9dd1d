package org.muster.ingest;

import java.util.Optional;
import java.util.Set;

/**
 * The protocol that a path is for.
 *
 * @param pathToken the token that the path holds; empty when it holds none
 */
record Route(Protocol protocol, String pathToken) {
  private static final Set<String> POST = Set.of("POST");
  private static final Set<String> GET_OR_POST = Set.of("GET", "POST");
  private static final String OSMAND = "/intake/osmand";

  /** Of a path as it was sent; empty when it is none of the intake's. */
  static Optional<Route> find(String path) {
    return switch (path) {
      case OSMAND -> Optional.of(new Route(Protocol.OSMAND, ""));
      case "/intake/owntracks" -> Optional.of(new Route(Protocol.OWNTRACKS, ""));
      case "/intake/traccar" -> Optional.of(new Route(Protocol.TRACCAR, ""));
      case "/api/v1/observations" -> Optional.of(new Route(Protocol.NATIVE, ""));
      default -> withToken(path);
    };
  }

  private static Optional<Route> withToken(String path) {
    int start = OSMAND.length() + 1;
    boolean matches =
        path.length() > start && path.startsWith(OSMAND + '/') && path.indexOf('/', start) < 0;
    return matches
        ? Optional.of(new Route(Protocol.OSMAND, path.substring(start)))
        : Optional.empty();
  }

  Set<String> methods() {
    return protocol == Protocol.OSMAND ? GET_OR_POST : POST;
  }
}
