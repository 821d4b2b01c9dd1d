package org.muster;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the log is written: for people, or as one JSON object a line for a machine that gathers. */
enum LogFormat {
  TEXT,
  /** The fields are those of the Elastic Common Schema. */
  JSON;

  static final String VARIABLE = "MUSTER_LOG_FORMAT";

  /** What the variable asks for; text where it is not set. Throws, in plain words, for others. */
  static LogFormat of(@Nullable String asked) {
    if (asked == null || asked.isBlank()) {
      return TEXT;
    }
    return switch (asked.strip().toLowerCase(Locale.ROOT)) {
      case "text" -> TEXT;
      case "json" -> JSON;
      default ->
          throw new IllegalArgumentException(
              VARIABLE + " is \"" + asked.strip() + "\": set it to text or json.");
    };
  }

  /** The settings of the server that make it so. */
  List<String> settings() {
    return switch (this) {
      case TEXT -> List.of();
      case JSON -> List.of("--logging.structured.format.console=ecs");
    };
  }
}
