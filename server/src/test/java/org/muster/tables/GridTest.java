package org.muster.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.muster.tables.Table.Column;
import org.muster.tables.Table.Hit;
import org.muster.tables.Table.Row;

/** The exact analysis of a table against the rule engine, on tables made by chance. */
class GridTest {
  private static final List<String> LEVELS = List.of("none", "phone", "ankle");
  private static final List<String> NUMBERS =
      List.of(
          "-",
          "0",
          "3",
          "> 2",
          ">= 5",
          "< 4",
          "<= 3",
          "[1..4]",
          "(1..4)",
          "]2..6[",
          "not(3)",
          "1, 7",
          "not([2..4], 9)",
          "< 2.5",
          "(3..5.5]");

  private static Table made(Random chance, Hit hit) {
    List<Row> rows = new ArrayList<>();
    int count = 1 + chance.nextInt(5);
    for (int i = 0; i < count; i++) {
      String level =
          switch (chance.nextInt(4)) {
            case 0 -> "-";
            case 1 -> "not(\"" + LEVELS.get(chance.nextInt(3)) + "\")";
            case 2 -> "\"" + LEVELS.get(chance.nextInt(3)) + "\"";
            default -> "\"none\", \"ankle\"";
          };
      rows.add(
          new Row(
              "r" + i,
              List.of(
                  level,
                  NUMBERS.get(chance.nextInt(NUMBERS.size())),
                  NUMBERS.get(chance.nextInt(NUMBERS.size()))),
              List.of("\"stay\"", "\"officer\"", "[]"),
              "§",
              "why",
              ""));
    }
    if (chance.nextBoolean()) {
      List<String> anything = List.of("-", "-", "-");
      List<String> said = List.of("\"stay\"", "\"officer\"", "[]");
      rows.add(new Row("last", anything, said, "§", "why", ""));
    }
    String allowed = "\"none\", \"phone\", \"ankle\"";
    return new Table(
        "level.dmn",
        "level",
        hit,
        List.of(
            new Column("currentLevel", "string", allowed),
            new Column("cleanDays", "number", ""),
            new Column("openFindings", "number", "")),
        List.of(
            new Column("suggestion", "string", ""),
            new Column("decidedBy", "string", ""),
            new Column("missing", "", "")),
        rows);
  }

  @Test
  void givenTablesByChance_thenGapsOverlapsAndRowsAreThoseOfTheRuleEngineForEveryInput()
      throws Exception {
    Random chance = new Random(5);
    int gapless = 0;
    for (int n = 0; n < 40; n++) {
      Table table = made(chance, Hit.FIRST);
      Grid grid = Grid.find(table, TableForm.LEVEL).orElseThrow();
      RuleEngine engine = new RuleEngine(table);
      assertThat(engine.faults()).isEmpty();
      List<Grid.Example> gaps = grid.gaps(1_000);
      List<Integer> spoke = new ArrayList<>();
      boolean hole = false;
      for (String level : LEVELS) {
        for (int days = 0; days <= 11; days++) {
          for (int open = 0; open <= 11; open++) {
            Map<String, Value> inputs = inputs(level, days, open);
            List<Integer> rows = engine.evaluate(inputs).rows();
            int said = rows.isEmpty() ? Grid.NO_ROW : rows.getFirst();
            assertThat(grid.possible(inputs).keySet())
                .as("%s %s", table, inputs)
                .containsExactly(said);
            spoke.add(said);
            hole |= said == Grid.NO_ROW;
          }
        }
      }
      // All points of these tables lie below 11, so that 0 to 11 meets every atom.
      assertThat(!gaps.isEmpty()).as("%s", table).isEqualTo(hole);
      gapless += gaps.isEmpty() ? 1 : 0;
      for (Grid.Example gap : gaps) {
        assertThat(engine.evaluate(gap.inputs()).rows()).isEmpty();
      }
      for (int row = 0; row < table.rows().size(); row++) {
        assertThat(grid.unreachable().contains(row))
            .as("%s", table)
            .isNotEqualTo(spoke.contains(row));
      }
    }
    assertThat(gapless).isBetween(3, 37);
  }

  @Test
  void givenSomeInputsAreUnknown_thenExactlyTheRowsThatTheyCouldLeadToArePossible()
      throws Exception {
    Random chance = new Random(6);
    for (int n = 0; n < 200; n++) {
      Table table = made(chance, Hit.FIRST);
      Grid grid = Grid.find(table, TableForm.LEVEL).orElseThrow();
      int days = chance.nextInt(12);
      List<Integer> could = new ArrayList<>();
      for (String level : LEVELS) {
        for (int open = 0; open <= 11; open++) {
          could.addAll(grid.possible(inputs(level, days, open)).keySet());
        }
      }
      assertThat(
              grid.possible(Map.of("cleanDays", new Value.Amount(BigDecimal.valueOf(days))))
                  .keySet())
          .containsExactlyElementsOf(could.stream().distinct().sorted().toList());
    }
  }

  @Test
  void givenTwoRowsThatMeet_thenTheRuleEngineFindsBothForTheExample() {
    Random chance = new Random(7);
    int met = 0;
    for (int n = 0; n < 200; n++) {
      Table table = made(chance, Hit.UNIQUE);
      Grid grid = Grid.find(table, TableForm.LEVEL).orElseThrow();
      for (Grid.Overlap overlap : grid.overlaps(100)) {
        met++;
        for (int row : List.of(overlap.first(), overlap.second())) {
          Table alone =
              new Table(
                  "level.dmn",
                  "level",
                  Hit.UNIQUE,
                  table.inputs(),
                  table.outputs(),
                  List.of(table.rows().get(row)));
          if (met <= 20) {
            assertThat(new RuleEngine(alone).evaluate(overlap.example().inputs()).rows())
                .containsExactly(0);
          }
        }
      }
    }
    assertThat(met).isGreaterThan(50);
  }

  private static Map<String, Value> inputs(String level, int days, int open) {
    return Map.of(
        "currentLevel", new Value.Word(level),
        "cleanDays", new Value.Amount(BigDecimal.valueOf(days)),
        "openFindings", new Value.Amount(BigDecimal.valueOf(open)));
  }
}
