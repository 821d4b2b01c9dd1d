package org.muster.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What stands before the body of a request that is for the intake, whoever read it from the line.
 *
 * @param query as it was sent, still encoded; empty when there is none
 * @param answering where the answer is put together, once the journal has the report
 */
record Head(Route route, String query, Headers headers, Instant receivedAt, Executor answering) {

  /** The headers by name, in letters of either case. */
  interface Headers {
    @Nullable String get(String name);
  }

  /** Name and password of a request; a bearer's token is a password without a name. */
  record Credentials(String user, String password) {}

  Protocol protocol() {
    return route.protocol();
  }

  /** The header's value; empty when it is absent. */
  String header(String name) {
    String value = headers.get(name);
    return value == null ? "" : value;
  }

  /** What the request shows to be let in: in the path, where that holds it, or as a header. */
  Optional<String> token() {
    return route.pathToken().isEmpty()
        ? credentials().map(Credentials::password)
        : Optional.of(route.pathToken());
  }

  /** What the request shows in {@code Authorization}, as Bearer or Basic. */
  Optional<Credentials> credentials() {
    String[] words = header("Authorization").strip().split("\\s+", 2);
    if (words.length < 2) {
      return Optional.empty();
    }
    return switch (words[0].toLowerCase(Locale.ROOT)) {
      case "bearer" -> Optional.of(new Credentials("", words[1].strip()));
      case "basic" -> basic(words[1].strip());
      default -> Optional.empty();
    };
  }

  private static Optional<Credentials> basic(String encoded) {
    try {
      String both = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      int colon = both.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(new Credentials(both.substring(0, colon), both.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
