package org.muster.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ComparingTest {
  private final PolicyPackage before = Draft.of("atd-supervision").policy();
  private final Draft draft = Draft.of("atd-supervision");

  private List<String> differences() {
    return Comparing.of(before, draft.policy()).stream()
        .map(one -> one.place() + ": " + one.sentence())
        .toList();
  }

  @Test
  void givenTheSamePackage_thenNothingDiffers() {
    assertThat(differences()).isEmpty();
  }

  @Test
  void givenAValueIsChanged_thenTheRowSaysFromWhatToWhat() {
    draft
        .with(
            "response.dmn",
            "id=\"contact-overdue-out2\"><text>duration(\"PT4H\")",
            "id=\"contact-overdue-out2\"><text>duration(\"PT2H\")")
        .with("tests/response.csv", "routine,4 h", "routine,2 h");
    assertThat(differences())
        .containsExactly(
            "response.dmn, row 4 (contact-overdue): dueWithin changed from 4 h to 2 h.",
            "tests/response.csv: The text changed.");
  }

  @Test
  void givenTheSameValueIsWrittenAnotherWay_thenNothingDiffers() {
    draft
        .with("plan.dmn", "duration(\"PT60M\")", "@\"PT1H\"")
        .with("plan.dmn", "\"wrist\", \"ankle\"", "  \"wrist\",\"ankle\" ")
        .with("plan.dmn", "<text>2</text>", "<text>2.0</text>");
    assertThat(differences()).isEmpty();
  }

  @Test
  void givenARowIsAddedAndAnotherGone_thenBothAreToldWhole() {
    draft.with("review.dmn", "<rule id=\"without-device\">", "<rule id=\"light\">");
    assertThat(differences())
        .containsExactly(
            "review.dmn, row 2 (without-device): The row is gone. It said: currentLevel none or"
                + " reminders or case work: reviewWithin 60 d, decidedBy officer (§ 9.1).",
            "review.dmn, row 2 (light): The row is new. It says: currentLevel none or reminders or"
                + " case work: reviewWithin 60 d, decidedBy officer (§ 9.1).");
  }

  @Test
  void givenTheHeaderOrAClauseChanges_thenThatIsTold() {
    draft
        .with("policy.yaml", "2000-01-01T00:00:00Z", "2027-01-01T00:00:00Z")
        .with("level.dmn", "&gt;= 90", "&gt;= 60")
        .with("level.dmn", "§ 8.1", "§ 8.9");
    assertThat(differences())
        .containsExactly(
            "policy.yaml: from changed from 2000-01-01T00:00:00Z to 2027-01-01T00:00:00Z.",
            "level.dmn, row 1 (lowest): citation changed from § 8.1 to § 8.9.",
            "level.dmn, row 3 (earned): cleanDays changed from at least 90 to at least 60.");
  }
}
