package org.muster.audit;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a label means, however it is written: a technology, a status, a court line, an office. */
final class Labels {
  static final String TOTAL = "Total";
  static final String GPS = "GPS";
  static final String SMARTLINK = "SmartLINK";
  static final String VOICE = "VoiceID";
  static final String WRIST = "wrist-worn";
  static final String DUAL = "dual technology";
  static final String NONE = "no technology";
  static final String ATTENDED = "attended";
  static final String FAILED = "failed to attend";

  private static final Map<String, String> STATUSES =
      Map.of(
          "famu", "FAMU",
          "familyunit", "FAMU",
          "familyunits", "FAMU",
          "ecmsfamu", "ECMS-FAMU",
          "singleadult", "Single Adult",
          "singleadults", "Single Adult",
          "ecmssingleadult", "ECMS-Single Adult",
          "ecmssingleadults", "ECMS-Single Adult");

  private static final String[] OFFICES = {
    "Atlanta|atl",
    "Baltimore|bal",
    "Boston|bos",
    "Buffalo|buf",
    "Chicago|chi",
    "Dallas|dal",
    "Denver|den",
    "Detroit|det",
    "El Paso|elp",
    "Harlingen|hlg|rio grande valley|san antonio hlg",
    "Houston|hou",
    "Los Angeles|los|la|lax",
    "Miami|mia",
    "New Orleans|nol",
    "New York|nyc",
    "Newark|new|nwk",
    "Philadelphia|phi",
    "Phoenix|pho|phx",
    "Salt Lake City|slc|salt lake",
    "San Antonio|sna",
    "San Diego|snd",
    "San Francisco|sfr|sfo",
    "Seattle|sea",
    "St Paul|spm|saint paul|st paul minneapolis",
    "Washington DC|was|washington|wash dc"
  };

  private static final Map<String, String> OFFICE_BY_NAME = officeByName();
  private static final Pattern TOTALS =
      Pattern.compile("(grand|national|overall|sub)?totals?(atd|active|participants)*|all");
  private static final Pattern FOOTNOTE_NUMBER = Pattern.compile("[0-9]+$");
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern STARS = Pattern.compile("[*\\s]+$");
  private static final Pattern OFFICE_WORD = Pattern.compile("(ero)?(fieldoffice|aor|office)$");

  private Labels() {}

  private static Map<String, String> officeByName() {
    Map<String, String> byName = new HashMap<>();
    for (String office : OFFICES) {
      String[] names = office.split("\\|", -1);
      for (String name : names) {
        byName.put(bare(name), names[0]);
      }
    }
    return Map.copyOf(byName);
  }

  /** Letters and digits alone, small. */
  static String bare(String label) {
    StringBuilder bare = new StringBuilder(label.length());
    for (int i = 0; i < label.length(); i++) {
      char letter = Character.toLowerCase(label.charAt(i));
      if ((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '%') {
        bare.append(letter);
      }
    }
    return bare.toString();
  }

  static boolean isTotal(String label) {
    return TOTALS.matcher(bare(label)).matches();
  }

  static Optional<String> findTechnology(String label) {
    String bare = FOOTNOTE_NUMBER.matcher(bare(label)).replaceFirst("");
    if (bare.startsWith("dual")) {
      return Optional.of(DUAL);
    }
    if (bare.contains("wrist") || bare.contains("veriwatch") || bare.contains("wearable")) {
      return Optional.of(WRIST);
    }
    if (bare.contains("smartlink")) {
      return Optional.of(SMARTLINK);
    }
    if (bare.contains("gps") || bare.startsWith("ankle")) {
      return Optional.of(GPS);
    }
    if (bare.equals("tr") || bare.startsWith("voice") || bare.startsWith("telephon")) {
      return Optional.of(VOICE);
    }
    return bare.startsWith("notech") || bare.equals("na") || bare.equals("none")
        ? Optional.of(NONE)
        : Optional.empty();
  }

  static Optional<String> findStatus(String label) {
    return Optional.ofNullable(STATUSES.get(FOOTNOTE_NUMBER.matcher(bare(label)).replaceFirst("")));
  }

  static Optional<String> findCourt(String label) {
    String bare = bare(label);
    if (bare.startsWith("fail") || bare.startsWith("didnotattend") || bare.startsWith("fta")) {
      return Optional.of(FAILED);
    }
    return bare.startsWith("attend") || bare.startsWith("appeared")
        ? Optional.of(ATTENDED)
        : Optional.empty();
  }

  static Optional<String> findOffice(String label) {
    String bare = OFFICE_WORD.matcher(bare(label)).replaceFirst("");
    return Optional.ofNullable(OFFICE_BY_NAME.get(bare));
  }

  /** What the label means in a table of that kind; a label nobody knows means itself. */
  static String key(Kind kind, String label) {
    return find(kind, label).orElseGet(() -> unknown(label));
  }

  /** One spelling of a label that nobody knows, whatever its capitals, spaces and stars. */
  private static String unknown(String label) {
    StringBuilder key = new StringBuilder();
    for (String word : SPACES.split(STARS.matcher(label.strip()).replaceFirst(""), -1)) {
      String small = word.toLowerCase(Locale.ROOT);
      key.append(key.isEmpty() ? "" : " ");
      key.append(
          small.isEmpty() ? "" : Character.toUpperCase(small.charAt(0)) + small.substring(1));
    }
    return key.toString();
  }

  static Optional<String> find(Kind kind, String label) {
    if (isTotal(label)) {
      return Optional.of(TOTAL);
    }
    return switch (kind) {
      case TECHNOLOGY -> findTechnology(label);
      case STATUS -> findStatus(label);
      case OFFICES -> findTechnology(label).or(() -> findOffice(label));
      case HEARINGS_TOTAL, HEARINGS_FINAL -> findCourt(label);
    };
  }
}
