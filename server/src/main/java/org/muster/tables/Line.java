package org.muster.tables;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.muster.tables.CellText.Asked;
import org.muster.tables.CellText.Piece;
import org.muster.tables.ColumnForm.Kind;

/**
 * All values that an input can have, cut into atoms: within one, every cell of the column says the
 * same of every value. So what holds for the example of each atom holds for all values there are.
 *
 * @param examples one value of each atom
 * @param cells for each row, the atoms in which its cell holds
 */
record Line(String column, List<Value> examples, List<BitSet> cells) {
  Line {
    examples = List.copyOf(examples);
    cells = List.copyOf(cells);
  }

  /** Empty where the cells are outside of what is analysed. */
  static Optional<Line> find(String column, Kind kind, List<Value> domain, List<Asked> asked) {
    return switch (kind) {
      case WORD -> Optional.of(words(column, domain, asked));
      case WHOLE, ORDINAL, DURATION -> ordered(column, kind, asked);
      case SENTENCES, MEASURE, HOURS -> Optional.empty();
    };
  }

  private static Line words(String column, List<Value> domain, List<Asked> asked) {
    List<BitSet> cells = new ArrayList<>();
    for (Asked one : asked) {
      BitSet holds = new BitSet();
      for (int i = 0; i < domain.size(); i++) {
        Value value = domain.get(i);
        boolean named = one.pieces().stream().anyMatch(piece -> value.equals(piece.low()));
        holds.set(i, named != one.negated());
      }
      cells.add(holds);
    }
    return new Line(column, domain, cells);
  }

  /** The line from its least value on, in points and the open stretches between them. */
  private static Optional<Line> ordered(String column, Kind kind, List<Asked> asked) {
    TreeSet<BigDecimal> points = new TreeSet<>();
    BigDecimal lowest = BigDecimal.valueOf(kind.lowest());
    points.add(lowest);
    for (Asked one : asked) {
      for (Piece piece : one.pieces()) {
        for (Value end : new Value[] {piece.low(), piece.high()}) {
          Optional<BigDecimal> at = place(kind, end);
          if (end != null && at.isEmpty()) {
            return Optional.empty();
          }
          at.filter(point -> point.compareTo(lowest) >= 0).ifPresent(points::add);
        }
      }
    }
    Set<BigDecimal> atoms = new LinkedHashSet<>();
    for (BigDecimal point : points) {
      // A point that is no whole number is no value of a whole-numbered column.
      if (!kind.isWhole() || isWhole(point)) {
        atoms.add(point);
      }
      between(kind, point, points.higher(point)).ifPresent(atoms::add);
    }
    List<BigDecimal> places = List.copyOf(atoms);
    List<BitSet> cells = new ArrayList<>();
    for (Asked one : asked) {
      BitSet holds = new BitSet();
      for (int i = 0; i < places.size(); i++) {
        BigDecimal place = places.get(i);
        boolean in = one.pieces().stream().anyMatch(piece -> isIn(kind, piece, place));
        holds.set(i, in != one.negated());
      }
      cells.add(holds);
    }
    return Optional.of(
        new Line(column, places.stream().map(place -> value(kind, place)).toList(), cells));
  }

  private static Optional<BigDecimal> place(Kind kind, @Nullable Value value) {
    return switch (value) {
      case Value.Amount(BigDecimal number) when kind.isWhole() -> Optional.of(number);
      case Value.Lasting(Duration duration) when kind == Kind.DURATION ->
          Optional.of(
              BigDecimal.valueOf(duration.getSeconds())
                  .add(BigDecimal.valueOf(duration.getNano(), 9))
                  .stripTrailingZeros());
      case null, default -> Optional.empty();
    };
  }

  private static Value value(Kind kind, BigDecimal place) {
    return kind.isWhole()
        ? new Value.Amount(place)
        : new Value.Lasting(
            Duration.ofSeconds(
                place.setScale(0, RoundingMode.FLOOR).longValueExact(),
                place.remainder(BigDecimal.ONE).movePointRight(9).longValueExact()));
  }

  private static boolean isWhole(BigDecimal point) {
    return point.stripTrailingZeros().scale() <= 0;
  }

  /** A value strictly between two points, or beyond the last; empty where there is none. */
  private static Optional<BigDecimal> between(
      Kind kind, BigDecimal low, @Nullable BigDecimal high) {
    // Amounts of time are whole nanoseconds, so there may be none between two of them either.
    BigDecimal step = kind.isWhole() ? BigDecimal.ONE : BigDecimal.valueOf(1, 9);
    BigDecimal next = low.divide(step, 0, RoundingMode.FLOOR).add(BigDecimal.ONE).multiply(step);
    if (high == null) {
      BigDecimal beyond = kind.isWhole() ? BigDecimal.ONE : BigDecimal.valueOf(3_600);
      return Optional.of(
          kind.isWhole() ? next.stripTrailingZeros() : low.add(beyond).stripTrailingZeros());
    }
    if (next.compareTo(high) >= 0) {
      return Optional.empty();
    }
    // A value that people write is shown rather than one a nanosecond away.
    BigDecimal minute =
        low.divide(BigDecimal.valueOf(60), 0, RoundingMode.FLOOR)
            .add(BigDecimal.ONE)
            .multiply(BigDecimal.valueOf(60));
    boolean round = kind == Kind.DURATION && minute.compareTo(high) < 0;
    return Optional.of((round ? minute : next).stripTrailingZeros());
  }

  private static boolean isIn(Kind kind, Piece piece, BigDecimal place) {
    Optional<BigDecimal> low = place(kind, piece.low());
    Optional<BigDecimal> high = place(kind, piece.high());
    boolean above =
        low.isEmpty()
            || place.compareTo(low.get()) > 0
            || (piece.lowIn() && place.compareTo(low.get()) == 0);
    boolean below =
        high.isEmpty()
            || place.compareTo(high.get()) < 0
            || (piece.highIn() && place.compareTo(high.get()) == 0);
    return above && below;
  }

  /** The atom of a value; empty when the value is none of the column. */
  Optional<Integer> findAtom(Kind kind, Value value, List<Asked> asked) {
    int exact = examples.indexOf(value);
    if (exact >= 0) {
      return Optional.of(exact);
    }
    Optional<BigDecimal> place = place(kind, value);
    if (place.isEmpty()
        || place.get().compareTo(BigDecimal.valueOf(kind.lowest())) < 0
        || (kind.isWhole() && !isWhole(place.get()))) {
      return Optional.empty();
    }
    // It lies strictly between two points: its atom is the last whose example is not beyond the
    // next point, told by the cells, which say the same of it as of the example.
    for (int i = 0; i < examples.size(); i++) {
      if (sameCells(kind, i, place.get(), asked)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private boolean sameCells(Kind kind, int atom, BigDecimal place, List<Asked> asked) {
    for (int row = 0; row < asked.size(); row++) {
      Asked one = asked.get(row);
      boolean in =
          one.pieces().stream().anyMatch(piece -> isIn(kind, piece, place)) != one.negated();
      if (in != cells.get(row).get(atom)) {
        return false;
      }
    }
    return true;
  }
}
