package org.muster.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A request as nobody should send it, made from one that is right.
 *
 * @param text what is sent, a character a byte
 * @param whole whether all of it is sent, so that an answer is due
 */
record Distorted(String text, boolean whole) {
  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "BREW", "get");

  private static final List<String> VALUES =
      List.of(
          "",
          "0",
          "-1",
          "1",
          "2147483648",
          "9223372036854775807",
          "9223372036854775808",
          "1e999",
          "-1e-999",
          "NaN",
          "Infinity",
          "0x10",
          "null",
          "true",
          "{}",
          "[]",
          "\"",
          "'",
          "\\",
          "%00",
          "%",
          "%zz",
          "%ff%fe",
          "%C0%AE",
          "..%2f..%2fetc%2fpasswd",
          "../..",
          ";jsessionid=1",
          "%F0%9F%98%80",
          "' or 1=1 --",
          "${7*7}",
          "{{7*7}}",
          "<script>alert(1)</script>",
          "1901-01-01T00:00:00Z",
          "+1000000000-12-31T23:59:59.999999999Z",
          "2026-02-30",
          "2026-03-29T02:30:00",
          "-999999999-01-01",
          "99999999999999",
          "-180.0000001",
          "90.00001",
          "\u202e\u0000\ud800",
          "a".repeat(3_000),
          "0".repeat(400),
          "%20",
          "+",
          "\t",
          "*",
          "?",
          "#");

  private static final List<String> HEADERS =
      List.of(
          "Content-Type: application/json",
          "Content-Type: text/xml",
          "Content-Type: multipart/form-data; boundary=x",
          "Content-Type: ;;;",
          "Content-Type: application/json; charset=utf-7",
          "Content-Encoding: gzip",
          "Accept: application/xml",
          "Accept: */*;q=x",
          "Accept-Language: es;q=2,\u0000",
          "Accept-Language: " + "x,".repeat(2_000),
          "Authorization: Bearer",
          "Authorization: Basic ==",
          "Authorization: Basic " + "QQ".repeat(3_000),
          "Cookie: MUSTER=../../x",
          "Range: bytes=5-1",
          "If-Modified-Since: yesterday",
          "If-None-Match: \"",
          "Expect: 100-continue",
          "Expect: miracles",
          "Upgrade: h2c",
          "HX-Request: true",
          "X-Forwarded-For: ::::",
          "X-HTTP-Method-Override: DELETE",
          "Origin: null",
          "Host: elsewhere.example",
          "X: " + "y".repeat(100_000),
          "No colon here",
          ": empty",
          "Transfer-Encoding: chunked",
          "Transfer-Encoding: xchunked",
          "Content-Length: -1",
          "Content-Length: 99999999999");

  static Distorted of(Probe probe, Random random) {
    String method = probe.method();
    String path = probe.path();
    List<String> headers = new ArrayList<>(probe.headers());
    String body = probe.body();
    boolean lies = false;
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      switch (random.nextInt(8)) {
        case 0 -> method = pick(METHODS, random);
        case 1, 2 -> path = path(path, random);
        case 3 -> {
          String header = pick(HEADERS, random);
          lies |= header.startsWith("Transfer-") || header.startsWith("Content-Length");
          lies |= header.startsWith("Expect: 100") || header.startsWith("Upgrade");
          headers.add(random.nextInt(headers.size() + 1), header);
        }
        case 4 -> {
          if (!headers.isEmpty()) {
            headers.remove(random.nextInt(headers.size()));
          }
        }
        default -> body = body(body, random);
      }
    }
    String all =
        "%s %s HTTP/1.1\r\n%s\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(method, raw(path), String.join("\r\n", headers), body.length(), body);
    boolean cut = random.nextInt(200) == 0;
    String text = cut ? all.substring(0, random.nextInt(all.length())) : all;
    return new Distorted(text, !cut && !lies);
  }

  /** What a line of a request cannot hold is written as any client would. */
  private static String raw(String path) {
    return path.replace(" ", "%20").replace("\n", "%0A").replace("\r", "%0D");
  }

  private static String path(String path, Random random) {
    int question = path.indexOf('?');
    String before = question < 0 ? path : path.substring(0, question);
    String query = question < 0 ? "" : path.substring(question + 1);
    if (question >= 0 && random.nextInt(3) > 0) {
      return before + "?" + field(query, random);
    }
    if (random.nextInt(6) == 0) {
      return path + (question < 0 ? "?" : "&") + ("a=" + pick(VALUES, random) + "&").repeat(40);
    }
    String[] parts = before.split("/", -1);
    parts[random.nextInt(parts.length)] = pick(VALUES, random);
    return "/"
        + String.join("/", parts).replaceFirst("^/", "")
        + (query.isEmpty() ? "" : "?" + query);
  }

  /** One field of a form or query gets another value, is left out, or comes twice. */
  private static String field(String fields, Random random) {
    List<String> all = new ArrayList<>(List.of(fields.split("&", -1)));
    int which = random.nextInt(all.size());
    String name = all.get(which).replaceAll("=.*", "");
    switch (random.nextInt(4)) {
      case 0 -> all.remove(which);
      case 1 -> all.add(name + "=" + pick(VALUES, random));
      default -> all.set(which, name + "=" + pick(VALUES, random));
    }
    return String.join("&", all);
  }

  private static String body(String body, Random random) {
    boolean form = body.matches("(?s)[A-Za-z0-9_.]+=.*");
    if (form && random.nextInt(4) > 0) {
      return field(body, random);
    }
    return switch (random.nextInt(9)) {
      case 0 -> "";
      case 1 -> {
        StringBuilder some = new StringBuilder(body);
        for (int i = 0; i < some.length(); i += 1 + random.nextInt(40)) {
          some.setCharAt(i, (char) random.nextInt(256));
        }
        yield some.toString();
      }
      case 2 -> body.substring(0, random.nextInt(body.length() + 1));
      case 3 -> {
        int depth = 1 + random.nextInt(20_000);
        yield "[".repeat(depth) + "1" + "]".repeat(depth);
      }
      case 4 -> body + body;
      case 5 -> {
        byte[] noise = new byte[random.nextInt(random.nextInt(50) == 0 ? 2_000_000 : 2_000)];
        random.nextBytes(noise);
        yield new String(noise, StandardCharsets.ISO_8859_1);
      }
      default -> value(body, random);
    };
  }

  /** One value of a JSON text becomes another. */
  private static String value(String text, Random random) {
    List<Integer> colons = new ArrayList<>();
    for (int at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) {
      colons.add(at);
    }
    if (colons.isEmpty()) {
      return text + pick(VALUES, random);
    }
    int from = colons.get(random.nextInt(colons.size())) + 1;
    int to = from;
    while (to < text.length() && ",}]\n".indexOf(text.charAt(to)) < 0) {
      to++;
    }
    String value = pick(VALUES, random);
    String quoted = random.nextBoolean() ? "\"" + value.replace("\"", "\\\"") + "\"" : value;
    return text.substring(0, from) + quoted + text.substring(to);
  }

  /** One of them, a character a byte. */
  private static String pick(List<String> of, Random random) {
    byte[] bytes = of.get(random.nextInt(of.size())).getBytes(StandardCharsets.UTF_8);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
