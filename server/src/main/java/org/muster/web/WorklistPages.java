package org.muster.web;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.worklist.Installations;
import org.muster.worklist.Whose;
import org.muster.worklist.Worklist;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The officer's list: who needs looking at, and why, most pressing first. */
@Controller
class WorklistPages {
  private final Worklist worklist;
  private final Installations installations;

  WorklistPages(Worklist worklist, Installations installations) {
    this.worklist = worklist;
    this.installations = installations;
  }

  /** The whole page; or, for a refresh, the list alone. */
  @GetMapping("/")
  String worklist(
      @ModelAttribute("who") Staff who,
      @RequestParam(required = false) @Nullable String of,
      @RequestParam(defaultValue = "1") int page,
      @RequestHeader(name = IdleSessions.REFRESH_HEADER, required = false) @Nullable String refresh,
      Model model) {
    String chosen = Optional.ofNullable(of).orElse(who.role() == Role.OFFICER ? "mine" : "all");
    model.addAttribute("of", chosen);
    model.addAttribute("offices", worklist.offices());
    model.addAttribute("list", worklist.page(whose(chosen, who), page));
    model.addAttribute("waiting", installations.listOverdue(whose(chosen, who)));
    return refresh == null ? "worklist" : "worklist :: list";
  }

  private static Whose whose(String chosen, Staff who) {
    return switch (chosen) {
      case "mine" -> Whose.caseloadOf(who.name());
      case "all" -> Whose.EVERYBODY;
      default -> Whose.office(chosen);
    };
  }
}
