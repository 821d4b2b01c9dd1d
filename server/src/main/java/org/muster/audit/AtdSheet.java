package org.muster.audit;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one sheet states of one programme at one time.
 *
 * @param fiscalYear the year it states, by its name or its heading
 * @param yearEnd whether it is a closed year's, which is posted again unchanged
 * @param postedOn when it was posted, as far as that is known
 * @param sourceOn the date of the report that its numbers come from
 * @param years the fiscal years that its name, its heading and its titles state
 */
record AtdSheet(
    String file,
    String name,
    List<Table> tables,
    @Nullable Integer fiscalYear,
    boolean yearEnd,
    @Nullable LocalDate postedOn,
    @Nullable Stated sourceOn,
    List<Year> years) {
  /** A fiscal year that the sheet states; the cell is empty for its name. */
  record Year(int year, String cell) {}

  AtdSheet {
    tables = List.copyOf(tables);
    years = List.copyOf(years);
  }

  Optional<Table> find(Kind kind) {
    return tables.stream().filter(table -> table.kind() == kind).findFirst();
  }

  Optional<LocalDate> findSourceDate() {
    return Optional.ofNullable(sourceOn).map(Stated::date);
  }

  /** Whether both state the same source report; of one that states none nobody knows. */
  boolean isOfSameReport(AtdSheet other) {
    return findSourceDate().isPresent() && findSourceDate().equals(other.findSourceDate());
  }

  /** Of when the numbers of one of its tables are: hearings are counted to a day of their own. */
  Optional<LocalDate> findPeriod(Table table) {
    return table.kind().isCourt() ? table.findThrough() : findSourceDate();
  }

  Optional<LocalDate> findPosted() {
    return Optional.ofNullable(postedOn);
  }

  /** Whether its two tables of hearings state different periods. */
  boolean hasTwoCourtPeriods() {
    Optional<LocalDate> all = find(Kind.HEARINGS_TOTAL).flatMap(Table::findThrough);
    Optional<LocalDate> last = find(Kind.HEARINGS_FINAL).flatMap(Table::findThrough);
    return all.isPresent() && last.isPresent() && !all.equals(last);
  }

  /** Where it stands in time: when it was posted, else what it states. */
  LocalDate at() {
    return findPosted().or(this::findSourceDate).orElse(LocalDate.EPOCH);
  }

  /** The file's name without its folders, for messages. */
  String shortFile() {
    return file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  }

  /** For messages: the file, and its source date where it states one. */
  String told() {
    return findSourceDate()
        .map(on -> shortFile() + " (source report of " + on + ")")
        .orElseGet(this::shortFile);
  }
}
