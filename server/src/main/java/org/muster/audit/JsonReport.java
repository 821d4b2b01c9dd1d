package org.muster.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** An audit as JSON: {@code {"findings":[…],"unread":[…]}}, the names as docs/audit.md has them. */
public final class JsonReport {
  private static final JsonMapper MAPPER = new JsonMapper();

  private JsonReport() {}

  public static String write(AuditReport report) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("findings", report.findings().stream().map(JsonReport::finding).toList());
    all.put("unread", report.unread().stream().map(JsonReport::unread).toList());
    return MAPPER.writeValueAsString(all);
  }

  private static Map<String, Object> finding(Finding finding) {
    return entry(
        List.of("file", "sheet", "cells", "check", "severity", "message"),
        List.of(
            finding.file(),
            finding.sheet(),
            finding.cells(),
            finding.check().name(),
            finding.severity().word(),
            finding.message()));
  }

  private static Map<String, Object> unread(Unread unread) {
    return entry(
        List.of("file", "sheet", "cells", "reason"),
        List.of(unread.file(), unread.sheet(), unread.cells(), unread.reason()));
  }

  private static Map<String, Object> entry(List<String> names, List<Object> values) {
    Map<String, Object> entry = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      entry.put(names.get(i), values.get(i));
    }
    return entry;
  }
}
