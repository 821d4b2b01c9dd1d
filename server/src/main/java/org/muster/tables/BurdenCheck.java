package org.muster.tables;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.muster.tables.Defect.Weight;
import org.muster.tables.Table.Row;

/**
 * What a policy would do to people that no clause should do unnoticed. A row that would act without
 * a person can not be signed; the others have to be looked at.
 */
final class BurdenCheck {
  static final String NOBODY = "nobody";

  /** A placement is looked at again within this, unless somebody says why not. */
  static final Duration REVIEW_MAX = Duration.ofDays(60);

  private static final LocalTime SLEEP_BEGINS = LocalTime.of(22, 0);
  private static final LocalTime SLEEP_ENDS = LocalTime.of(6, 0);
  private static final LocalTime WORK_BEGINS = LocalTime.of(9, 0);
  private static final LocalTime WORK_ENDS = LocalTime.of(17, 0);

  private BurdenCheck() {}

  static List<Defect> of(Table table, TableForm form) {
    List<Defect> defects = new ArrayList<>();
    for (int i = 0; i < table.rows().size(); i++) {
      Cells cells = new Cells(table, table.rows().get(i), i + 1, defects);
      if (cells.word("decidedBy").equals(NOBODY)) {
        cells.say(
            Weight.ERROR,
            "decidedBy",
            "The row would act without a person. Name who decides: the machine raises and explains,"
                + " a named person decides.");
      }
      if (form == TableForm.REVIEW) {
        review(cells);
      } else if (form == TableForm.CONTACT) {
        contact(cells);
      }
    }
    return defects;
  }

  /** A row's cells, by the names of their columns. */
  private record Cells(Table table, Row row, int number, List<Defect> defects) {
    Optional<Value> find(String column) {
      OptionalInt at = table.findOutput(column);
      return at.isPresent()
          ? CellText.findValue(row.outputs().get(at.getAsInt()))
          : Optional.empty();
    }

    String word(String column) {
      return find(column).map(Value::words).orElse("");
    }

    void say(Weight weight, String column, String sentence) {
      defects.add(new Defect(weight, table.file(), number, column, sentence));
    }
  }

  private static void review(Cells cells) {
    if (cells.find("reviewWithin").orElse(null) instanceof Value.Lasting(Duration within)
        && within.compareTo(REVIEW_MAX) > 0) {
      cells.say(
          Weight.WARNING,
          "reviewWithin",
          "A placement would be looked at again after %s only; the limit is %s."
              .formatted(Durations.words(within), Durations.words(REVIEW_MAX)));
    }
  }

  private static void contact(Cells cells) {
    if (cells.find("times").orElse(null) instanceof Value.Amount(BigDecimal times)
        && cells.find("per").orElse(null) instanceof Value.Amount(BigDecimal per)
        && times.signum() > 0
        && times.compareTo(per) >= 0
        && cells.word("channel").equals("in person")) {
      cells.say(
          Weight.WARNING,
          "times",
          "People would have to come in person every day (%s in %s %s)."
              .formatted(times.toPlainString(), per.toPlainString(), cells.word("unit")));
    }
    String hours = cells.word("hours");
    if (hours.length() == 11) {
      if (touches(hours, SLEEP_BEGINS, SLEEP_ENDS)) {
        cells.say(Weight.WARNING, "hours", "The hours " + hours + " are hours of sleep (22 to 6).");
      }
      if (touches(hours, WORK_BEGINS, WORK_ENDS)) {
        cells.say(Weight.WARNING, "hours", "The hours " + hours + " are hours of work (9 to 17).");
      }
    }
  }

  /** Whether two stretches of the day have a minute in common; each may go over midnight. */
  private static boolean touches(String hours, LocalTime begins, LocalTime ends) {
    int from = minute(hours.substring(0, 5));
    int to = minute(hours.substring(6));
    int begin = begins.toSecondOfDay() / 60;
    int end = ends.toSecondOfDay() / 60;
    for (int minute = from; ; minute = (minute + 1) % 1_440) {
      boolean in = begin < end ? minute >= begin && minute < end : minute >= begin || minute < end;
      if (in) {
        return true;
      }
      if ((minute + 1) % 1_440 == to % 1_440) {
        return false;
      }
    }
  }

  private static int minute(String time) {
    return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
  }
}
