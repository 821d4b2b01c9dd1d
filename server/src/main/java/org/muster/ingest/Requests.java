package org.muster.ingest;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a request holds, read with bounds. */
final class Requests {
  private static final int FIELDS_MAX = 200;

  private Requests() {}

  static Decoding.Rejected tooLarge(int bytesMax) {
    return new Decoding.Rejected(
        Reason.TOO_LARGE,
        "the body is longer than %d bytes: send less at a time".formatted(bytesMax));
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
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Unreadable(
          Reason.MALFORMED, "'%s' is not URL-encoded".formatted(Texts.brief(text)));
    }
  }
}
