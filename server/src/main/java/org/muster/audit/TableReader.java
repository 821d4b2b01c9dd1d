package org.muster.audit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one table from its head down to its last footnote. */
final class TableReader {
  private static final int BLANK_ROWS_MAX = 3;
  private static final int LABEL_LENGTH_MAX = 60;

  private final Grid grid;
  private final Anchor anchor;
  private final Kind kind;
  private final int lastRow;
  private final Set<String> newTechnologies;
  private final List<Line> lines = new ArrayList<>();
  private final List<Office> offices = new ArrayList<>();
  private final Footnotes footnotes;
  private final Set<String> used = new HashSet<>();
  private final List<Cell> wordsForNumbers = new ArrayList<>();
  private final List<Cell> withoutLabel = new ArrayList<>();
  private @Nullable Line total;
  private @Nullable Line office;
  private List<Line> technologies = new ArrayList<>();

  /**
   * @param known labels of technologies, bare, from the table by technology: a new one is told from
   *     an office by them, or by standing below several offices
   */
  TableReader(Grid grid, Anchor anchor, Kind kind, int lastRow, Set<String> known) {
    this.grid = grid;
    this.anchor = anchor;
    this.kind = kind;
    this.lastRow = lastRow;
    this.footnotes = new Footnotes(grid, anchor.labelColumn());
    this.newTechnologies = new HashSet<>(known);
    if (kind == Kind.OFFICES) {
      newTechnologies.addAll(repeated());
    }
  }

  private Set<String> repeated() {
    Set<String> once = new HashSet<>();
    Set<String> again = new HashSet<>();
    for (int row = anchor.row() + 1; row <= lastRow; row++) {
      grid.find(row, anchor.labelColumn())
          .filter(Cell::isWords)
          .map(Cell::text)
          .filter(text -> Labels.find(Kind.OFFICES, text).isEmpty())
          .map(Labels::bare)
          .filter(bare -> !once.add(bare))
          .ifPresent(again::add);
    }
    return again;
  }

  /** The addresses of numbers that were read. */
  Set<String> used() {
    return used;
  }

  /** Cells with words where a number should be. */
  List<Cell> wordsForNumbers() {
    return wordsForNumbers;
  }

  List<Cell> withoutLabel() {
    return withoutLabel;
  }

  Table read(@Nullable Integer fiscalYearOfSheet) {
    int blanks = 0;
    int row = anchor.row() + 1;
    boolean done = false;
    int end = Math.min(lastRow, anchor.row() + kind.linesMax());
    for (; row <= end && blanks < BLANK_ROWS_MAX && !done; row++) {
      Optional<Cell> label = label(row);
      Map<Measure, Num> numbers = numbers(row, label.isPresent());
      if (label.isEmpty() && numbers.isEmpty()) {
        blanks++;
        done = total != null && !lines.isEmpty() && kind != Kind.OFFICES;
        continue;
      }
      blanks = 0;
      if (label.isEmpty()) {
        grid.find(row, anchor.countColumn()).ifPresent(withoutLabel::add);
      } else if (numbers.isEmpty() && isFootnote(label.get())) {
        break;
      } else {
        take(row, label.get(), numbers);
        done = total != null && !lines.isEmpty() && kind != Kind.OFFICES;
      }
    }
    closeOffice();
    footnotes.read(row, lastRow);
    return table(fiscalYearOfSheet);
  }

  private Table table(@Nullable Integer fiscalYearOfSheet) {
    Optional<Cell> title = Anchor.title(grid, anchor.head());
    String words = title.map(Cell::text).orElse(anchor.head().text()).strip();
    title.ifPresent(footnotes::note);
    Integer year = DateText.findFiscalYear(words).orElse(fiscalYearOfSheet);
    Stated through = null;
    if (kind.isCourt() && year != null) {
      String cell = title.map(Cell::address).orElse(anchor.head().address());
      through =
          DateText.findThrough(words, year).map(on -> new Stated(on, cell, words)).orElse(null);
    }
    String at = title.orElse(anchor.head()).address();
    return new Table(
        kind,
        words,
        at,
        lines,
        offices,
        total,
        footnotes.dates(),
        footnotes.otherDates(),
        year,
        through);
  }

  private Optional<Cell> label(int row) {
    Optional<Cell> first = grid.find(row, anchor.labelColumn()).filter(Cell::isWords);
    return first.isPresent() || anchor.technologyColumn() < 0
        ? first
        : grid.find(row, anchor.technologyColumn()).filter(Cell::isWords);
  }

  private Map<Measure, Num> numbers(int row, boolean labelled) {
    Map<Measure, Num> numbers = new EnumMap<>(Measure.class);
    anchor
        .columns()
        .forEach(
            (measure, column) ->
                grid.find(row, column)
                    .ifPresent(
                        cell -> {
                          if (cell.findNumber().isPresent()) {
                            String at = cell.address();
                            used.add(at);
                            numbers.put(measure, Num.of(cell.findNumber().get(), at));
                          } else if (labelled) {
                            wordsForNumbers.add(cell);
                          }
                        }));
    return numbers;
  }

  private boolean isFootnote(Cell label) {
    return label.text().length() > LABEL_LENGTH_MAX
        || label.text().strip().startsWith("*")
        || DateText.find(label.text()).isPresent()
        || (Labels.find(kind, label.text()).isEmpty() && (total != null || !lines.isEmpty()));
  }

  private void take(int row, Cell label, Map<Measure, Num> numbers) {
    String text = label.text().strip();
    if (anchor.technologyColumn() >= 0) {
      takeTwoColumns(row, label, numbers);
      return;
    }
    Line line = new Line(text, Labels.key(kind, text), label.address(), numbers);
    if (line.key().equals(Labels.TOTAL)) {
      closeOffice();
      total = total == null ? line : total;
    } else if (kind != Kind.OFFICES) {
      lines.add(line);
    } else if (isTechnology(text) && office != null) {
      technologies.add(line);
    } else {
      closeOffice();
      office = line;
    }
  }

  private boolean isTechnology(String label) {
    return Labels.findTechnology(label).isPresent()
        || (Labels.findOffice(label).isEmpty() && newTechnologies.contains(Labels.bare(label)));
  }

  /** The office stands once, or on each of its lines; its own line says "Total" or nothing. */
  private void takeTwoColumns(int row, Cell label, Map<Measure, Num> numbers) {
    Optional<Cell> first = grid.find(row, anchor.labelColumn()).filter(Cell::isWords);
    Optional<Cell> second = grid.find(row, anchor.technologyColumn()).filter(Cell::isWords);
    if (first.isPresent() && Labels.isTotal(first.get().text())) {
      closeOffice();
      total = new Line(first.get().text(), Labels.TOTAL, label.address(), numbers);
      return;
    }
    if (first.isPresent()) {
      String key = Labels.key(kind, first.get().text().strip());
      if (office == null || !office.key().equals(key)) {
        closeOffice();
        office = new Line(first.get().text().strip(), key, first.get().address(), Map.of());
      }
    }
    if (office == null) {
      return;
    }
    if (second.isEmpty() || Labels.isTotal(second.get().text())) {
      office = new Line(office.label(), office.key(), office.cell(), numbers);
    } else {
      String text = second.get().text().strip();
      technologies.add(
          new Line(text, Labels.key(Kind.TECHNOLOGY, text), second.get().address(), numbers));
    }
  }

  private void closeOffice() {
    if (office != null) {
      lines.add(office);
      offices.add(new Office(office, technologies));
    }
    office = null;
    technologies = new ArrayList<>();
  }
}
