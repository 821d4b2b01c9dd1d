package org.muster.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said to whoever writes a table, at the cell. */
class TableChecksTest {
  private final Draft atd = Draft.of("atd-supervision");
  private final Draft idaho = Draft.of("idaho-contacts-three-levels");

  @Test
  void givenTwoRowsForOneInput_thenTheOverlapAndTheGapAreShownByExample() {
    assertThat(atd.with("response.dmn", "\"BatteryLow\"", "\"InsideZone\"").defects())
        .contains(
            "Error response.dmn, row 6: The row and row 1 both hold for: finding InsideZone.",
            "Error response.dmn: No row speaks of: finding BatteryLow.");
  }

  @Test
  void givenAStretchOfNumbersThatNoRowHolds_thenTheGapIsAnExampleInIt() {
    assertThat(atd.with("level.dmn", "[60..90)", "[75..90)").defects())
        .containsExactly(
            "Warning level.dmn: No row speaks of: currentLevel reminders, cleanDays 60,"
                + " openFindings 0.");
  }

  @Test
  void givenOneNumberAloneIsLeftOut_thenItIsTheExample() {
    assertThat(atd.with("level.dmn", "[60..90)", "(60..90)").defects())
        .containsExactly(
            "Warning level.dmn: No row speaks of: currentLevel reminders, cleanDays 60,"
                + " openFindings 0.");
  }

  @Test
  void givenWholeNumbers_thenThereIsNoGapBetweenTwoNeighbours() {
    assertThat(atd.with("level.dmn", "[60..90)", "(59..89]").defects()).isEmpty();
  }

  @Test
  void givenARowAfterOneThatHoldsForEverything_thenItNeverSpeaks() {
    assertThat(
            idaho
                .with(
                    "contact.dmn",
                    "<inputEntry id=\"general-minimum-face-to-face-in2\"><text>\"minimum\"",
                    "<inputEntry id=\"general-minimum-face-to-face-in2\"><text>-")
                .defects())
        .contains(
            "Error contact.dmn, row 2: The row never speaks: rows before it hold wherever it does,"
                + " or it holds nowhere.")
        .noneMatch(one -> one.startsWith("Error contact.dmn, row 4:"));
  }

  @Test
  void givenACellThatIsNoComparison_thenTheErrorIsAtTheCell() {
    assertThat(atd.with("level.dmn", "&gt; 0", "&gt; &gt; 0").defects())
        .contains(
            "Error level.dmn, row 2, column openFindings: \"> > 0\" is no comparison that can be"
                + " read.");
  }

  @Test
  void givenAWordThatThereIsNot_thenThoseThereAreAreNamed() {
    assertThat(atd.with("level.dmn", "\"reminders\"", "\"reminder\"").defects())
        .anyMatch(
            one ->
                one.startsWith(
                    "Error level.dmn, row 2, column currentLevel: There is no \"reminder\"; there"
                        + " are: none, reminders, case work"));
  }

  @Test
  void givenAValueOfAnotherTypeOrUnit_thenTheErrorIsAtTheCell() {
    assertThat(atd.with("response.dmn", "duration(\"PT15M\")", "15").defects())
        .contains(
            "Error response.dmn, row 1, column dueWithin: \"15\" does not fit; write an amount of"
                + " time, as duration(\"PT4H\").");
    assertThat(Draft.of("atd-supervision").with("plan.dmn", "\"m/s\"", "\"m\"").defects())
        .contains(
            "Error plan.dmn, row 8, column unit: \"speed max\" is measured in m/s and not in m.");
    assertThat(Draft.of("atd-supervision").with("plan.dmn", "duration(\"PT2M\")", "2").defects())
        .contains(
            "Error plan.dmn, row 22, column value: The unit is time; write the value as an amount"
                + " of time, as duration(\"PT30M\").");
  }

  @Test
  void givenARowWithoutCitation_thenItIsAskedFor() {
    assertThat(atd.with("response.dmn", "<text>§ 4.1</text>", "<text> </text>").defects())
        .containsExactly(
            "Error response.dmn, row 1, column citation: Say by which clause the row is so.");
  }

  @Test
  void givenABurden_thenItIsTold() {
    assertThat(atd.with("review.dmn", "P60D", "P61D").defects())
        .containsExactly(
            "Warning review.dmn, row 1, column reviewWithin: A placement would be looked at again"
                + " after 61 d only; the limit is 60 d.");
    assertThat(
            Draft.of("atd-supervision")
                .with("response.dmn", "\"operator\"", "\"nobody\"")
                .defects())
        .containsExactly(
            "Error response.dmn, row 1, column decidedBy: The row would act without a person. Name"
                + " who decides: the machine raises and explains, a named person decides.");
    assertThat(
            idaho
                .with(
                    "contact.dmn",
                    "<outputEntry id=\"general-minimum-face-to-face-out2\"><text>180",
                    "<outputEntry id=\"general-minimum-face-to-face-out2\"><text>1")
                .defects())
        .containsExactly(
            "Warning contact.dmn, row 1, column times: People would have to come in person every"
                + " day (1 in 1 days).");
  }

  @Test
  void givenHoursOfSleepOrWork_thenTheyAreTold() {
    assertThat(hours("18:00-21:00")).isEmpty();
    assertThat(hours("06:00-09:00")).isEmpty();
    assertThat(hours("17:00-22:00")).isEmpty();
    assertThat(hours("17:00-22:01")).hasSize(1).first().asString().contains("hours of sleep");
    assertThat(hours("23:30-00:30")).hasSize(1);
    assertThat(hours("16:59-18:00")).hasSize(1).first().asString().contains("hours of work");
    assertThat(hours("05:00-10:00")).hasSize(2);
    assertThat(hours("9-10")).hasSize(1).first().asString().contains("hours of the day, as");
  }

  private static List<String> hours(String hours) {
    String rows =
        """
        <rule id="daily"><inputEntry><text>"check-in"</text></inputEntry>
        <outputEntry><text>1</text></outputEntry><outputEntry><text>7</text></outputEntry>
        <outputEntry><text>"days"</text></outputEntry><outputEntry><text>"app"</text></outputEntry>
        <outputEntry><text>"%s"</text></outputEntry>
        <annotationEntry><text>§ 1</text></annotationEntry>
        <annotationEntry><text>For this test.</text></annotationEntry></rule>
        """
            .formatted(hours);
    return Draft.of("idaho-contacts-three-levels")
        .with(
            "contact.dmn",
            """
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="contact">
            <decision name="contact"><decisionTable hitPolicy="UNIQUE">
            <input><inputExpression typeRef="string"><text>requirement</text></inputExpression>
            <inputValues><text>"check-in"</text></inputValues></input>
            <output name="times"/><output name="per"/><output name="unit"/><output name="channel"/>
            <output name="hours"/><annotation name="Citation"/><annotation name="Reason"/>
            """
                + rows
                + "</decisionTable></decision></definitions>")
        .without("tests/contact.csv")
        .defects()
        .stream()
        .filter(one -> !one.contains("No example"))
        .toList();
  }

  @Test
  void givenACellBeyondWhatIsAnalysed_thenThatIsSaidAndTheTableIsStillAsked() {
    Draft draft =
        atd.with("level.dmn", "&gt; 0", "? &gt; min(0, 1)")
            .with("tests/level.csv", "ankle,,1,stay,,open-findings", "ankle,,1,,,unknown");
    assertThat(draft.defects())
        .containsExactly(
            "Note level.dmn: Not all cells are values, comparisons, ranges or lists of these, so"
                + " gaps, overlaps and rows that never speak were not looked for.");
    PackageCheck check = PackageCheck.of(draft.policy());
    assertThat(check.ran())
        .filteredOn(one -> one.file().equals("tests/level.csv"))
        .anyMatch(one -> one.decided().rows().equals(List.of("open-findings")));
  }

  @Test
  void givenAnExampleThatNoLongerHolds_thenItFailsAndSaysHow() {
    PackageCheck check =
        PackageCheck.of(
            atd.with("response.dmn", "duration(\"PT15M\")", "duration(\"PT2H\")").policy());
    assertThat(check.hasErrors()).isTrue();
    assertThat(check.ran())
        .filteredOn(one -> !one.isPassed())
        .singleElement()
        .extracting(PackageCheck.Ran::objection)
        .isEqualTo("dueWithin is 2 h, not 15 min");
  }

  @Test
  void givenATableWithoutExamples_thenThatIsAWarning() {
    assertThat(atd.without("tests/review.csv").defects())
        .containsExactly("Warning review.dmn: No example tests this table.");
  }
}
