package org.muster.ingest;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;

/** What a request holds, read with bounds. */
final class Requests {
  private static final int FIELDS_MAX = 200;

  private Requests() {}

  /** Name and password of a request; a bearer's token is a password without a name. */
  record Credentials(String user, String password) {}

  /** What the request shows in {@code Authorization}, as Bearer or Basic. */
  static Optional<Credentials> credentials(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null) {
      return Optional.empty();
    }
    String[] words = header.strip().split("\\s+", 2);
    if (words.length < 2) {
      return Optional.empty();
    }
    return switch (words[0].toLowerCase(Locale.ROOT)) {
      case "bearer" -> Optional.of(new Credentials("", words[1].strip()));
      case "basic" -> basic(words[1].strip());
      default -> Optional.empty();
    };
  }

  /** The whole body; refused when it is longer than the bound. */
  static byte[] body(HttpServletRequest request, int bytesMax) throws IOException, Unreadable {
    byte[] body = request.getInputStream().readNBytes(bytesMax + 1);
    if (body.length > bytesMax) {
      throw new Unreadable(
          Reason.TOO_LARGE,
          "the body is longer than %d bytes: send less at a time".formatted(bytesMax));
    }
    return body;
  }

  /** Fields of a query or form; of a field that is repeated, the first. */
  static Map<String, String> fields(String form) throws Unreadable {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String field : form.split("&", FIELDS_MAX + 1)) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        fields.putIfAbsent(
            decoded(field.substring(0, equals)), decoded(field.substring(equals + 1)));
      }
    }
    if (fields.size() > FIELDS_MAX) {
      throw new Unreadable(
          Reason.TOO_LARGE, "the request has more than %d fields".formatted(FIELDS_MAX));
    }
    return fields;
  }

  private static String decoded(String text) throws Unreadable {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Unreadable(
          Reason.MALFORMED, "'%s' is not URL-encoded".formatted(Texts.brief(text)));
    }
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
