package org.muster.tables;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are wrong, or mean harm. */
class PackageReadingTest {
  private final Draft atd = Draft.of("atd-supervision");

  @Test
  void givenADocumentType_thenItIsRefusedAndNothingOutsideIsReached() {
    String xml = atd.text("review.dmn");
    String typed =
        xml.replaceFirst("\\?>", "?><!DOCTYPE d [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>");
    assertThat(atd.with("review.dmn", typed).defects())
        .containsExactly(
            "Error review.dmn: It has a document type, which is not read here. Take it out.");
    assertThat(
            Draft.of("atd-supervision").with("review.dmn", typed.replace("§ 9.1", "&e;")).defects())
        .hasSize(1);
  }

  @Test
  void givenAnImport_thenItIsRefused() {
    assertThat(
            atd.with(
                    "review.dmn",
                    "  <inputData",
                    "  <import name=\"x\" namespace=\"y\" locationURI=\"http://example.org\""
                        + " importType=\"z\"/>\n  <inputData")
                .defects())
        .containsExactly(
            "Error review.dmn: Line 4: \"import\" is not read here; a decision is one table,"
                + " without imports and functions.");
  }

  @Test
  void givenAnExpressionInPlaceOfATable_thenItIsRefused() {
    assertThat(
            atd.with("review.dmn", "<decisionTable", "<literalExpression/><decisionTable")
                .defects())
        .anyMatch(one -> one.contains("\"literalExpression\" is not read here"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "function(x) external { java: { class: \"java.lang.Runtime\", method signature:"
            + " \"getRuntime()\" } }",
        "for i in 1..1000000000 return i",
        "matches(?, \"(a+)+$\")",
        "string join([\"a\"], ?)",
        "some x in [1,2] satisfies x > ?",
        "{ a: 1 }"
      })
  void givenACellThatCouldDoMoreThanCompare_thenItNeverReachesTheRuleEngine(String cell) {
    String xml = cell.replace("<", "&lt;").replace(">", "&gt;");
    assertThat(atd.with("level.dmn", "&gt; 0", xml).defects())
        .anyMatch(
            one ->
                one.matches(
                    "Error level.dmn, row 2, column openFindings: (.* is no word of a cell\\..*"
                        + "|The cell nests deeper, or holds more, than a comparison\\.)"));
  }

  @Test
  void givenXmlThatNestsWithoutEnd_thenItIsRefused() {
    String deep = "<a>".repeat(100_000);
    assertThat(atd.with("review.dmn", deep).defects())
        .containsExactly("Error review.dmn: It is larger or deeper than any decision table.");
    assertThat(Draft.of("atd-supervision").with("review.dmn", "<a>\n<b></a>").defects())
        .containsExactly("Error review.dmn: It is no well-formed XML; see line 2, character 6.");
  }

  @Test
  void givenALineOfTheHeaderIsWrong_thenItIsNamed() {
    assertThat(
            atd.with(
                    "policy.yaml",
                    """
                    id: ATD
                    title: A title
                    autority: Programme office
                    owner: Desk
                    effective:
                      from: 2027-01-32
                      zone: America/Boise
                    """)
                .defects())
        .containsExactlyInAnyOrder(
            "Error policy.yaml, column autority: There is no such line; there are: id, title,"
                + " authority, owner, effective, supersedes.",
            "Error policy.yaml, column id: The id is small letters, digits and hyphens, as"
                + " atd-supervision.",
            "Error policy.yaml, column authority: Write the authority of the policy.",
            "Error policy.yaml, column from: \"2027-01-32\" is neither a day, as 2027-01-31 with a"
                + " zone, nor a time, as 2027-01-31T00:00:00Z.");
    assertThat(Draft.of("atd-supervision").with("policy.yaml", "a: &x [1]\nb: *x\n").defects())
        .hasSize(1)
        .first()
        .asString()
        .startsWith("Error policy.yaml");
    assertThat(
            Draft.of("atd-supervision")
                .with("policy.yaml", "id: !!javax.script.ScriptEngineManager [a]\n")
                .defects())
        .hasSize(1);
  }

  @Test
  void givenExamplesOfAColumnThatThereIsNot_thenThoseThereAreAreNamed() {
    assertThat(atd.with("tests/review.csv", "level,expect within\nankle,60 d\n").defects())
        .anyMatch(
            one ->
                one.startsWith(
                    "Error tests/review.csv, column expect within: There is no such column. There"
                        + " are: currentLevel; expect reviewWithin, expect decidedBy"));
    assertThat(
            Draft.of("atd-supervision")
                .with("tests/review.csv", "currentLevel,expect reviewWithin\nankle,soon\n")
                .defects())
        .containsExactly(
            "Error tests/review.csv, row 2, column reviewWithin: \"soon\" can not be read;"
                + " write an amount of time, as 4 h.");
  }

  @Test
  void givenAFileIsMissing_thenItIsNamed() {
    assertThat(atd.without("README.md").defects())
        .containsExactly("Error README.md: The package has no such file, and needs it.");
  }
}
