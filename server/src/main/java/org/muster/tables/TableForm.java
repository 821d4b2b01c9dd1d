package org.muster.tables;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.muster.domain.FindingKind;
import org.muster.domain.Technology;
import org.muster.policy.PlanParameter;
import org.muster.policy.Severity;
import org.muster.tables.ColumnForm.Kind;

/** The decisions that a policy package can hold, with their columns. */
public enum TableForm {
  /** The values by which findings are judged. */
  PLAN(
      "How findings are judged",
      true,
      List.of(
          ColumnForm.word("technology", words(Technology.values())),
          ColumnForm.word("parameter", words(PlanParameter.values()))),
      measure()),
  /** What a finding asks of people. */
  RESPONSE(
      "What a finding asks of people",
      true,
      List.of(
          ColumnForm.word(
              "finding", Arrays.stream(FindingKind.values()).map(FindingKind::word).toList()),
          ColumnForm.of("occurrence", Kind.ORDINAL).optional(),
          ColumnForm.word("certainty", List.of("suspected", "confirmed")).optional()),
      List.of(
          ColumnForm.word("severity", words(Severity.values())),
          ColumnForm.of("dueWithin", Kind.DURATION),
          ColumnForm.word("decidedBy", deciders()),
          ColumnForm.of("steps", Kind.SENTENCES))),
  /** What is asked of the programme's devices. */
  DEVICES(
      "What is asked of devices",
      true,
      List.of(
          ColumnForm.word(
              "parameter", List.of("heard within", "false alarms", "false alarms within"))),
      measure()),
  /** Who has earned a lower level, and who may need a higher one. */
  LEVEL(
      "Lower and higher levels",
      false,
      List.of(
          ColumnForm.word("currentLevel", levels()),
          ColumnForm.of("cleanDays", Kind.WHOLE).optional(),
          ColumnForm.of("openFindings", Kind.WHOLE).optional()),
      List.of(
          ColumnForm.word(
              "suggestion", List.of("step down", "almost step down", "stay", "step up")),
          ColumnForm.word("decidedBy", deciders()),
          ColumnForm.of("missing", Kind.SENTENCES))),
  /** How soon a placement is looked at again. */
  REVIEW(
      "Reviews",
      false,
      List.of(ColumnForm.word("currentLevel", levels())),
      List.of(
          ColumnForm.of("reviewWithin", Kind.DURATION), ColumnForm.word("decidedBy", deciders()))),
  /** How often officers and participants meet. */
  CONTACT(
      "Contact standards",
      false,
      List.of(
          ColumnForm.word("caseType", List.of()).optional(),
          ColumnForm.word("level", List.of()).optional(),
          ColumnForm.word("requirement", List.of())),
      List.of(
          ColumnForm.of("times", Kind.WHOLE),
          ColumnForm.of("per", Kind.WHOLE),
          ColumnForm.word("unit", List.of("days", "business days")),
          ColumnForm.word("channel", List.of("in person", "phone", "app")),
          ColumnForm.of("hours", Kind.HOURS).optional()));

  private final String title;
  private final boolean binding;

  // Made by List.of, which nobody can change.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<ColumnForm> inputs;

  @SuppressWarnings("ImmutableEnumChecker")
  private final List<ColumnForm> outputs;

  TableForm(String title, boolean binding, List<ColumnForm> inputs, List<ColumnForm> outputs) {
    this.title = title;
    this.binding = binding;
    this.inputs = inputs;
    this.outputs = outputs;
  }

  private static List<ColumnForm> measure() {
    return List.of(
        ColumnForm.of("value", Kind.MEASURE),
        ColumnForm.word("unit", Arrays.stream(Unit.values()).map(Unit::word).toList()));
  }

  private static List<String> words(Enum<?>[] values) {
    return Arrays.stream(values).map(TableForm::word).toList();
  }

  /** How a constant is written in a table. */
  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static List<String> levels() {
    return List.of("none", "reminders", "case work", "phone", "app", "wrist", "ankle");
  }

  /** "Nobody" is a word that a table may hold, so that the check can say what is wrong with it. */
  private static List<String> deciders() {
    return List.of("operator", "officer", "supervisor", "two people", BurdenCheck.NOBODY);
  }

  /** The name of the decision in files, as {@code response}. */
  public String decision() {
    return word(this);
  }

  public String title() {
    return title;
  }

  /** Whether the programme judges by it, so that it has to speak of every input. */
  public boolean isBinding() {
    return binding;
  }

  List<ColumnForm> inputs() {
    return inputs;
  }

  List<ColumnForm> outputs() {
    return outputs;
  }

  Optional<ColumnForm> findColumn(String name) {
    return Stream.concat(inputs.stream(), outputs.stream())
        .filter(column -> column.name().equals(name))
        .findFirst();
  }

  static Optional<TableForm> find(String decision) {
    return Arrays.stream(values()).filter(form -> form.decision().equals(decision)).findFirst();
  }
}
