package org.muster.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that the server answers to: what its own description of the API names, what its pages link to
 * and send, and what devices send.
 */
final class Surface {
  private static final int PAGES_MAX = 600;
  private static final int OF_ONE_KIND_MAX = 3;
  private static final Pattern LINK = Pattern.compile("(?:href|hx-get|src)=\"(/[^\"#]*)");
  private static final Pattern FORM = Pattern.compile("(?s)<form([^>]*)>(.*?)</form>");
  private static final Pattern FIELD =
      Pattern.compile("<(?:input|select|textarea|button)[^>]*name=\"([^\"]*)\"[^>]*");
  private static final Pattern VALUE = Pattern.compile("value=\"([^\"]*)\"");

  private final InetSocketAddress pages;
  private final SignedIn who;
  private final List<Probe> probes = new ArrayList<>();
  private final Map<String, Integer> kinds = new HashMap<>();
  private JsonNode description = new JsonMapper().createObjectNode();

  Surface(InetSocketAddress pages, SignedIn who) {
    this.pages = pages;
    this.who = who;
  }

  List<Probe> probes() {
    return List.copyOf(probes);
  }

  /** What the API's own description names, with a body of the shape that it asks for. */
  void describe() throws IOException {
    description = new JsonMapper().readTree(who.get("/api/openapi").body());
    description
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation -> api(operation.getKey(), path.getKey(), operation.getValue())));
  }

  private void api(String method, String path, JsonNode operation) {
    StringBuilder query = new StringBuilder();
    for (JsonNode parameter : operation.path("parameters")) {
      if (parameter.path("in").asString("").equals("query")) {
        query.append(query.isEmpty() ? '?' : '&');
        query.append(parameter.path("name").asString()).append("=1");
      }
    }
    JsonNode schema =
        operation.path("requestBody").path("content").path("application/json").path("schema");
    String body = schema.isMissingNode() ? "" : sample(schema, 0);
    List<String> headers = new ArrayList<>(who.headers());
    headers.add("Content-Type: application/json");
    headers.add("X-CSRF-TOKEN: " + who.csrf());
    add(
        new Probe(
            pages,
            method.toUpperCase(Locale.ROOT),
            path.replaceAll("[{][^}]*[}]", "1") + query,
            headers,
            body));
  }

  private String sample(JsonNode schema, int depth) {
    String reference = schema.path("$ref").asString("");
    if (!reference.isEmpty()) {
      String name = reference.substring(reference.lastIndexOf('/') + 1);
      return sample(description.path("components").path("schemas").path(name), depth);
    }
    if (depth > 6) {
      return "null";
    }
    if (schema.path("enum").size() > 0) {
      return "\"" + schema.path("enum").get(0).asString() + "\"";
    }
    return switch (schema.path("type").asString("object")) {
      case "integer", "number" -> "1";
      case "boolean" -> "true";
      case "array" -> "[" + sample(schema.path("items"), depth + 1) + "]";
      case "string" ->
          schema.path("format").asString("").equals("date-time")
              ? "\"2026-11-01T12:00:00Z\""
              : "\"x\"";
      default -> {
        List<String> fields = new ArrayList<>();
        schema
            .path("properties")
            .properties()
            .forEach(
                one -> fields.add("\"" + one.getKey() + "\":" + sample(one.getValue(), depth + 1)));
        yield "{" + String.join(",", fields) + "}";
      }
    };
  }

  /** What pages link to, and the forms on them, but for the one that signs out. */
  void crawl(String from) throws IOException {
    Deque<String> left = new ArrayDeque<>(List.of(from));
    Set<String> seen = new HashSet<>(left);
    int pagesRead = 0;
    while (!left.isEmpty() && pagesRead++ < PAGES_MAX) {
      String path = left.remove();
      Probe probe = new Probe(pages, "GET", path, who.headers(), "");
      if (!add(probe) || path.startsWith("/live")) {
        continue;
      }
      String page = who.get(path).body();
      Matcher links = LINK.matcher(page);
      while (links.find()) {
        String link = links.group(1).replace("&amp;", "&");
        if (seen.add(link)) {
          left.add(link);
        }
      }
      Matcher forms = FORM.matcher(page);
      while (forms.find()) {
        form(path, forms.group(1), forms.group(2));
      }
    }
  }

  private void form(String page, String attributes, String content) {
    Matcher action = Pattern.compile("action=\"([^\"]*)\"").matcher(attributes);
    String path = action.find() ? action.group(1).replace("&amp;", "&") : page;
    if (path.contains("sign-out") || !path.startsWith("/")) {
      return;
    }
    List<String> fields = new ArrayList<>();
    Matcher field = FIELD.matcher(content);
    while (field.find()) {
      Matcher value = VALUE.matcher(field.group());
      fields.add(field.group(1) + "=" + (value.find() ? value.group(1) : "1"));
    }
    String all = String.join("&", fields);
    boolean posts = attributes.contains("post");
    List<String> headers = new ArrayList<>(who.headers());
    headers.add("Content-Type: application/x-www-form-urlencoded");
    add(
        new Probe(
            pages,
            posts ? "POST" : "GET",
            posts ? path : path + "?" + all,
            headers,
            posts ? all : ""));
  }

  /** What devices send, on their own port and on that of the pages. */
  void devices(InetSocketAddress intake, List<Tracker> trackers) {
    for (InetSocketAddress to : List.of(intake, pages)) {
      for (Tracker tracker : trackers) {
        for (Protocol protocol : Protocol.values()) {
          Protocol.Form form = new Protocol.Form("127.0.0.1:" + to.getPort(), 3, true);
          for (Request request : protocol.requests(List.of(tracker), form)) {
            ByteBuffer written = request.written(System.currentTimeMillis(), 1);
            probes.add(taken(to, StandardCharsets.ISO_8859_1.decode(written).toString()));
          }
        }
      }
    }
  }

  private static Probe taken(InetSocketAddress to, String request) {
    int end = request.indexOf("\r\n\r\n");
    List<String> lines = List.of(request.substring(0, end).split("\r\n", -1));
    String[] first = lines.getFirst().split(" ", -1);
    List<String> headers =
        lines.stream()
            .skip(1)
            .filter(line -> !line.toLowerCase(Locale.ROOT).startsWith("content-length"))
            .toList();
    String body = request.substring(end + 4);
    return new Probe(to, first[0], first[1], headers, body);
  }

  private boolean add(Probe probe) {
    if (kinds.merge(probe.name(), 1, Integer::sum) > OF_ONE_KIND_MAX) {
      return false;
    }
    probes.add(probe);
    return true;
  }
}
