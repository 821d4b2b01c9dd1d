package org.muster.audit;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a workbook was posted. Its name says so, but names are mistyped; the day it was last saved
 * says so too, but archives save again. Where they disagree, the fiscal year settles it.
 */
final class PostingDates {
  private static final int AFTER_YEAR_DAYS = 100;
  private static final int BEFORE_YEAR_DAYS = 60;
  private static final int POSTED_AFTER_SAVED_DAYS_MAX = 45;

  private PostingDates() {}

  static Optional<LocalDate> find(
      String file, @Nullable LocalDate savedOn, @Nullable Integer fiscalYear) {
    Optional<LocalDate> named = DateText.findInName(file);
    Optional<LocalDate> saved = Optional.ofNullable(savedOn);
    if (named.isEmpty() || saved.isEmpty()) {
      return named.isPresent() ? named : saved.filter(on -> isIn(on, fiscalYear));
    }
    boolean longAfter =
        ChronoUnit.DAYS.between(saved.get(), named.get()) > POSTED_AFTER_SAVED_DAYS_MAX;
    boolean savedFits = isIn(saved.get(), fiscalYear);
    return savedFits && (longAfter || !isIn(named.get(), fiscalYear)) ? saved : named;
  }

  /** Whether a stated source date can be true at all. */
  static boolean canBe(
      LocalDate source, @Nullable Integer fiscalYear, @Nullable LocalDate postedOn) {
    boolean inYear =
        fiscalYear == null
            || (!source.isBefore(DateText.firstDay(fiscalYear).minusDays(BEFORE_YEAR_DAYS))
                && !source.isAfter(DateText.lastDay(fiscalYear).plusDays(BEFORE_YEAR_DAYS)));
    return inYear && (postedOn == null || !source.isAfter(postedOn));
  }

  private static boolean isIn(LocalDate date, @Nullable Integer fiscalYear) {
    return fiscalYear != null
        && !date.isBefore(DateText.firstDay(fiscalYear))
        && !date.isAfter(DateText.lastDay(fiscalYear).plusDays(AFTER_YEAR_DAYS));
  }
}
