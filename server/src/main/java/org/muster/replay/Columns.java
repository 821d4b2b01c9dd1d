package org.muster.replay;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What fields are called where a format leaves it open: in the header of a CSV file, and in the
 * properties of GeoJSON features. Case, blanks and {@code _ - .} make no difference.
 */
enum Columns {
  TIME(
      "time|timestamp|observedat|datetime|fixtime|devicetime|recordedat|utc"
          + "|utctime|timeutc|timestampms|timems|tst|t"),
  LATITUDE("latitude|lat|y|latitudedegrees|latdeg"),
  LONGITUDE("longitude|lon|lng|long|x|longitudedegrees|londeg"),
  ACCURACY(
      "accuracy|accuracymetres|accuracymeters|accuracym|acc"
          + "|horizontalaccuracy|hacc|hacc\\(m\\)"),
  SPEED("speedmetrespersecond|speedmps|speedms|speed\\(m/s\\)"),
  DATE("date|day");

  private final Pattern names;

  Columns(String names) {
    this.names = Pattern.compile(names);
  }

  boolean fits(String name) {
    return names.matcher(name.toLowerCase(Locale.ROOT).replaceAll("[\\s_.-]", "")).matches();
  }

  Optional<Integer> find(List<String> header) {
    for (int i = 0; i < header.size(); i++) {
      if (fits(header.get(i))) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }
}
