package org.muster.bench.load;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A request as nobody should send it, made from one that is right.
 *
 * @param whole whether all of it is sent, so that an answer is due
 */
record Distorted(Probe from, byte[] bytes, boolean whole) {
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
    byte[] body = probe.body();
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
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String head = method + " " + raw(path) + " HTTP/1.1\r\n" + String.join("\r\n", headers);
    out.writeBytes((head + "\r\nContent-Length: " + body.length + "\r\n\r\n").getBytes(UTF));
    out.writeBytes(body);
    byte[] all = out.toByteArray();
    boolean cut = random.nextInt(200) == 0;
    byte[] bytes = cut ? Arrays.copyOf(all, random.nextInt(all.length)) : all;
    return new Distorted(probe, bytes, !cut && !lies);
  }

  private static final Charset UTF = StandardCharsets.UTF_8;

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

  private static byte[] body(byte[] body, Random random) {
    String text = new String(body, UTF);
    boolean form = text.matches("(?s)[A-Za-z0-9_.]+=.*") && !text.startsWith("{");
    if (form && random.nextInt(4) > 0) {
      return field(text, random).getBytes(UTF);
    }
    switch (random.nextInt(9)) {
      case 0 -> {
        return new byte[0];
      }
      case 1 -> {
        byte[] some = body.clone();
        for (int i = 0; i < some.length; i += 1 + random.nextInt(40)) {
          some[i] = (byte) random.nextInt(256);
        }
        return some;
      }
      case 2 -> {
        return Arrays.copyOf(body, random.nextInt(body.length + 1));
      }
      case 3 -> {
        int depth = 1 + random.nextInt(20_000);
        return ("[".repeat(depth) + "1" + "]".repeat(depth)).getBytes(UTF);
      }
      case 4 -> {
        return (text + text).getBytes(UTF);
      }
      case 5 -> {
        byte[] noise = new byte[random.nextInt(random.nextInt(50) == 0 ? 2_000_000 : 2_000)];
        random.nextBytes(noise);
        return noise;
      }
      default -> {
        return value(text, random).getBytes(UTF);
      }
    }
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

  private static String pick(List<String> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }
}
