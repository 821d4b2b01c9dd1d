package org.muster.audit;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** P1: from posting to posting the source report moves forward, and it is not old. */
final class SourceDateCheck implements SeriesCheck {
  private final double ageDaysMax;

  SourceDateCheck(Thresholds thresholds) {
    this.ageDaysMax = thresholds.get("source.age.days.max");
  }

  @Override
  public List<Finding> check(List<AtdSheet> sheets) {
    List<Finding> findings = new ArrayList<>();
    AtdSheet newest = null;
    for (AtdSheet sheet : sheets) {
      Stated source = sheet.sourceOn();
      if (sheet.yearEnd() || source == null) {
        continue;
      }
      age(sheet, source).ifPresent(findings::add);
      older(sheet).ifPresent(findings::add);
      if (newest != null && source.date().isBefore(newest.findSourceDate().orElseThrow())) {
        findings.add(backwards(sheet, source, newest));
      } else if (!isAfterPosting(sheet, source)) {
        newest = sheet;
      }
    }
    return findings;
  }

  private static boolean isAfterPosting(AtdSheet sheet, Stated source) {
    return sheet.findPosted().filter(posted -> source.date().isAfter(posted)).isPresent();
  }

  private Optional<Finding> age(AtdSheet sheet, Stated source) {
    LocalDate posted = sheet.findPosted().orElse(source.date());
    long days = ChronoUnit.DAYS.between(source.date(), posted);
    if (days < 0) {
      return Optional.of(
          finding(
              sheet,
              Severity.ERROR,
              source,
              "The source report is of "
                  + source.date()
                  + ", but the workbook was posted on "
                  + posted
                  + ", before that. One of the two dates is wrong."));
    }
    if (days > ageDaysMax) {
      return Optional.of(
          finding(
              sheet,
              Severity.SUSPECT,
              source,
              "The source report is of "
                  + source.date()
                  + ", "
                  + days
                  + " days before the posting"
                  + " of "
                  + posted
                  + ". These are not current numbers."));
    }
    @Nullable Integer year = sheet.fiscalYear();
    return PostingDates.canBe(source.date(), year, null)
        ? Optional.empty()
        : Optional.of(
            finding(
                sheet,
                Severity.SUSPECT,
                source,
                "The source report is of "
                    + source.date()
                    + ", which lies outside the fiscal year "
                    + year
                    + " that the sheet states."));
  }

  /** A second source that only a part of the table comes from. */
  private Optional<Finding> older(AtdSheet sheet) {
    for (Table table : sheet.tables()) {
      for (Stated other : table.otherDates()) {
        long days = ChronoUnit.DAYS.between(other.date(), sheet.findPosted().orElse(other.date()));
        if (days > ageDaysMax) {
          return Optional.of(
              finding(
                  sheet,
                  Severity.NOTE,
                  other,
                  "A second source of the table "
                      + table.kind().words()
                      + " is of "
                      + other.date()
                      + ", "
                      + days
                      + " days before the posting (\""
                      + other.words()
                      + "\"). That part of it is not current."));
        }
      }
    }
    return Optional.empty();
  }

  private static Finding backwards(AtdSheet sheet, Stated source, AtdSheet newest) {
    return finding(
        sheet,
        Severity.SUSPECT,
        source,
        "The source report is of "
            + source.date()
            + ", older than the one of "
            + newest.findSourceDate().orElseThrow()
            + " that "
            + newest.shortFile()
            + " had already posted. An old table was posted, or a date is wrong.");
  }

  private static Finding finding(AtdSheet sheet, Severity severity, Stated stated, String message) {
    return Finding.in(sheet, Check.P1, severity, List.of(stated.cell()), message);
  }
}
