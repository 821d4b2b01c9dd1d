package org.muster.tables;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.muster.domain.FindingKind;
import org.muster.domain.Interval;
import org.muster.domain.Plan;
import org.muster.domain.Technology;
import org.muster.policy.DeviceRule;
import org.muster.policy.PlanParameter;
import org.muster.policy.PolicySet;
import org.muster.policy.Response;
import org.muster.policy.Severity;

/**
 * Makes the values that the programme judges by out of a package. What the programme could not
 * apply is refused rather than left out: nobody should sign what is then not done.
 */
public final class Deriving {
  private final PolicyPackage policy;

  private Deriving(PolicyPackage policy) {
    this.policy = policy;
  }

  /** A package of which the programme can not judge; the message says why, as a sentence. */
  public static final class NotBinding extends Exception {
    NotBinding(String message) {
      super(message);
    }
  }

  /** The values of a package without errors, under a name and in an interval that are given. */
  public static PolicySet set(PolicyPackage policy, String id, Interval effective)
      throws NotBinding {
    return new Deriving(policy).set(id, effective);
  }

  private PolicySet set(String id, Interval effective) throws NotBinding {
    for (TableForm form : TableForm.values()) {
      if (form.isBinding() && policy.find(form).isEmpty()) {
        throw new NotBinding(
            "The package has no %s.dmn, so the programme can not judge by it."
                .formatted(form.decision()));
      }
    }
    try {
      Map<PlanParameter, String> clauses = new EnumMap<>(PlanParameter.class);
      Map<Technology, Plan> plans = plans(clauses);
      return new PolicySet(
          id,
          policy.header().title(),
          policy.header().authority(),
          effective,
          plans,
          clauses,
          responses(),
          devices());
    } catch (IllegalArgumentException e) {
      throw new NotBinding(
          "A value is not one that the programme can judge by: " + e.getMessage() + ".");
    }
  }

  /** What one row says, with its citation. */
  private record Said(Map<String, Value> outputs, String citation) {
    Duration duration(String column) {
      if (outputs.get(column) instanceof Value.Lasting(Duration duration)) {
        return duration;
      }
      throw new IllegalArgumentException(column + " is no amount of time");
    }

    BigDecimal number(String column) {
      if (outputs.get(column) instanceof Value.Amount(BigDecimal number)) {
        return number;
      }
      throw new IllegalArgumentException(column + " is no number");
    }
  }

  private Said ask(Evaluator evaluator, TableForm form, Map<String, Value> inputs)
      throws NotBinding {
    Decided decided = evaluator.decide(inputs);
    String about = String.join(", ", inputs.values().stream().map(Value::words).sorted().toList());
    if (decided.provisional()) {
      throw new NotBinding(
          ("What %s.dmn says of %s depends on more than the programme knows of a finding yet: its"
                  + " kind.")
              .formatted(form.decision(), about));
    }
    if (decided.outputs().isEmpty()) {
      throw new NotBinding("%s.dmn says nothing of %s.".formatted(form.decision(), about));
    }
    List<Table.Row> rows = policy.find(form).orElseThrow().rows();
    Set<String> citations = new LinkedHashSet<>();
    for (Table.Row row : rows) {
      if (decided.possibleRows().contains(row.id())) {
        citations.add(row.citation());
      }
    }
    return new Said(decided.outputs(), String.join("; ", citations));
  }

  private Map<Technology, Plan> plans(Map<PlanParameter, String> clauses) throws NotBinding {
    Evaluator evaluator = Evaluator.of(policy, TableForm.PLAN);
    Map<PlanParameter, Set<String>> citations = new EnumMap<>(PlanParameter.class);
    Map<Technology, Plan> plans = new EnumMap<>(Technology.class);
    for (Technology technology : Technology.values()) {
      Map<PlanParameter, Said> said = new EnumMap<>(PlanParameter.class);
      for (PlanParameter parameter : PlanParameter.values()) {
        Said one =
            ask(
                evaluator,
                TableForm.PLAN,
                Map.of("technology", word(technology), "parameter", word(parameter)));
        said.put(parameter, one);
        citations.computeIfAbsent(parameter, key -> new LinkedHashSet<>()).add(one.citation());
      }
      plans.put(technology, PlanValues.plan(parameter -> measured(said, parameter)));
    }
    citations.forEach((parameter, all) -> clauses.put(parameter, String.join("; ", all)));
    return plans;
  }

  private static Value measured(Map<PlanParameter, Said> said, PlanParameter parameter) {
    Said one = said.get(parameter);
    if (one == null) {
      throw new IllegalStateException("every parameter was asked for");
    }
    String unit =
        Optional.ofNullable(one.outputs().get("unit")).map(Value::words).orElse("no unit");
    if (!unit.equals(Unit.of(parameter).word())) {
      throw new IllegalArgumentException(
          "%s is measured in %s and not in %s"
              .formatted(word(parameter).words(), Unit.of(parameter).word(), unit));
    }
    return unit.equals(Unit.TIME.word())
        ? new Value.Lasting(one.duration("value"))
        : new Value.Amount(one.number("value"));
  }

  private Map<FindingKind, Response> responses() throws NotBinding {
    Evaluator evaluator = Evaluator.of(policy, TableForm.RESPONSE);
    Map<FindingKind, Response> responses = new EnumMap<>(FindingKind.class);
    for (FindingKind kind : FindingKind.values()) {
      Said said =
          ask(evaluator, TableForm.RESPONSE, Map.of("finding", new Value.Word(kind.word())));
      Severity severity =
          Arrays.stream(Severity.values())
              .filter(one -> word(one).equals(said.outputs().get("severity")))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException("a severity is not known"));
      List<String> steps = new ArrayList<>();
      if (said.outputs().get("steps") instanceof Value.Words(List<String> texts)) {
        steps.addAll(texts);
      }
      responses.put(
          kind, new Response(severity, said.duration("dueWithin"), steps, said.citation()));
    }
    return responses;
  }

  private DeviceRule devices() throws NotBinding {
    Evaluator evaluator = Evaluator.of(policy, TableForm.DEVICES);
    Said heard = device(evaluator, "heard within");
    Said alarms = device(evaluator, "false alarms");
    Said within = device(evaluator, "false alarms within");
    Set<String> swap = new LinkedHashSet<>(List.of(alarms.citation(), within.citation()));
    return new DeviceRule(
        heard.duration("value"),
        heard.citation(),
        PlanValues.whole(alarms.number("value")),
        within.duration("value"),
        String.join("; ", swap));
  }

  private Said device(Evaluator evaluator, String parameter) throws NotBinding {
    return ask(evaluator, TableForm.DEVICES, Map.of("parameter", new Value.Word(parameter)));
  }

  private static Value word(Enum<?> constant) {
    return new Value.Word(TableForm.word(constant));
  }
}
