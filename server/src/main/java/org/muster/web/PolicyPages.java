package org.muster.web;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.muster.domain.FindingKind;
import org.muster.domain.Plan;
import org.muster.domain.Technology;
import org.muster.policy.PlanParameter;
import org.muster.policy.PolicySet;
import org.muster.worklist.PolicyBook;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The policy in force, to be read. */
@Controller
class PolicyPages {
  /** A parameter's value for each technology, in the order of {@link Technology}. */
  record ValueRow(String words, List<String> values, String clause) {}

  private final PolicyBook book;
  private final InstantSource clock;
  private final PlanWords words;

  PolicyPages(PolicyBook book, InstantSource clock, PlanWords words) {
    this.book = book;
    this.clock = clock;
    this.words = words;
  }

  @GetMapping("/policy")
  String policy(Model model) {
    PolicySet set = book.inForceAt(clock.instant());
    model.addAttribute("set", set);
    model.addAttribute("sets", book.list());
    model.addAttribute("technologies", Technology.values());
    model.addAttribute("kinds", FindingKind.values());
    model.addAttribute("rows", rows(set));
    return "policy";
  }

  private List<ValueRow> rows(PolicySet set) {
    List<Plan> plans = Arrays.stream(Technology.values()).map(set::planFor).toList();
    return Arrays.stream(PlanParameter.values())
        .map(
            parameter ->
                new ValueRow(
                    parameter.words(),
                    plans.stream().map(plan -> words.value(parameter, plan)).toList(),
                    set.clauseOf(parameter)))
        .toList();
  }
}
