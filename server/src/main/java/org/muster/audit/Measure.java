package org.muster.audit;

import java.util.Locale;

/** What a column states. */
enum Measure {
  COUNT,
  COST,
  DAYS,
  SHARE;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
