package org.muster.audit;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates, months and fiscal years as titles, footnotes and file names write them. */
final class DateText {
  private static final int YEAR_MIN = 2003;
  private static final int YEAR_MAX = 2099;
  private static final Pattern NUMBERS =
      Pattern.compile(
          "(?<!\\d)(\\d{1,2})\\s?[./-]\\s?(\\d{1,2})\\s?[./-]\\s?(\\d{4}|\\d{2})(?!\\d)");
  private static final Pattern ISO = Pattern.compile("(?<!\\d)(20\\d{2})-(\\d{2})-(\\d{2})(?!\\d)");
  private static final String MONTHS = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*";
  private static final Pattern WORDS =
      Pattern.compile("\\b" + MONTHS + "\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(20\\d{2})\\b");
  private static final Pattern IN_NAME =
      Pattern.compile("(?<!\\d)(\\d{2})[-_. ]?(\\d{2})[-_. ]?(20\\d{2})(?!\\d)");
  private static final Pattern THROUGH =
      Pattern.compile("\\b(?:thru|through|to|as of)\\s+(?:end of\\s+)?" + MONTHS + "\\b");
  private static final Pattern FISCAL =
      Pattern.compile("(?:\\bfy|eofy|\\bfiscal year|_fy)[\\s_-]*(20\\d{2}|\\d{2})(?!\\d)");
  private static final Pattern YEAR_END =
      Pattern.compile("year[\\s-]*end|end of (?:the )?(?:fiscal )?year|eofy|full year");

  private DateText() {}

  /** The first date in a text, American order. */
  static Optional<LocalDate> find(String text) {
    Matcher iso = ISO.matcher(text);
    if (iso.find()) {
      return date(iso.group(1), iso.group(2), iso.group(3));
    }
    Matcher numbers = NUMBERS.matcher(text);
    while (numbers.find()) {
      Optional<LocalDate> found = date(numbers.group(3), numbers.group(1), numbers.group(2));
      if (found.isPresent()) {
        return found;
      }
    }
    Matcher words = WORDS.matcher(text.toLowerCase(Locale.ROOT));
    return words.find()
        ? date(words.group(3), "" + month(words.group(1)).getValue(), words.group(2))
        : Optional.empty();
  }

  /** The date in a file's name, as {@code FY23_detentionStats01092023.xlsx} has it. */
  static Optional<LocalDate> findInName(String name) {
    Matcher iso = ISO.matcher(name);
    if (iso.find()) {
      return date(iso.group(1), iso.group(2), iso.group(3));
    }
    Matcher matcher = IN_NAME.matcher(name);
    return matcher.find()
        ? date(matcher.group(3), matcher.group(1), matcher.group(2))
        : Optional.empty();
  }

  /** The fiscal year that a text states. The law's name states one too, which means nothing. */
  static Optional<Integer> findFiscalYear(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.contains("appropriations")) {
      return Optional.empty();
    }
    Matcher matcher = FISCAL.matcher(lower);
    if (!matcher.find()) {
      return Optional.empty();
    }
    int year = Integer.parseInt(matcher.group(1));
    return Optional.of(year < 100 ? 2000 + year : year);
  }

  static boolean isYearEnd(String text) {
    return YEAR_END.matcher(text.toLowerCase(Locale.ROOT)).find();
  }

  /** The last day of the month through which a fiscal year is counted: "FY24 thru March". */
  static Optional<LocalDate> findThrough(String text, int fiscalYear) {
    if (isYearEnd(text)) {
      return Optional.of(lastDay(fiscalYear));
    }
    Matcher matcher = THROUGH.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.find()) {
      return Optional.empty();
    }
    Month month = month(matcher.group(1));
    int year = month.getValue() >= Month.OCTOBER.getValue() ? fiscalYear - 1 : fiscalYear;
    return Optional.of(YearMonth.of(year, month).atEndOfMonth());
  }

  /** A fiscal year begins in October of the year before. */
  static LocalDate firstDay(int fiscalYear) {
    return LocalDate.of(fiscalYear - 1, Month.OCTOBER, 1);
  }

  static LocalDate lastDay(int fiscalYear) {
    return LocalDate.of(fiscalYear, Month.SEPTEMBER, 30);
  }

  private static Month month(String start) {
    for (Month month : Month.values()) {
      if (month.name().toLowerCase(Locale.ROOT).startsWith(start)) {
        return month;
      }
    }
    throw new IllegalArgumentException("no month begins with " + start);
  }

  private static Optional<LocalDate> date(String year, String month, String day) {
    int stated = Integer.parseInt(year);
    int full = stated < 100 ? 2000 + stated : stated;
    if (full < YEAR_MIN || full > YEAR_MAX) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.of(full, Integer.parseInt(month), Integer.parseInt(day)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
