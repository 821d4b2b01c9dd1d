package org.muster.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.muster.figures.Roll;
import org.muster.figures.RollOfDay;
import org.muster.figures.RollState;
import org.muster.worklist.Worklist;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The roll of a day: how many are in each state, and who stands behind a count that is chosen. */
@Controller
class RollPages {
  static final int PAGE_LINES = 50;

  private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);
  private static final String EVERYBODY = "ALL";

  private final Roll roll;
  private final Worklist worklist;

  RollPages(Roll roll, Worklist worklist) {
    this.roll = roll;
    this.worklist = worklist;
  }

  /** What was asked for, as far as it can be shown, and what is wrong with the rest. */
  private record Asked(LocalDate day, LocalDate today, String office, Optional<String> problem) {}

  @GetMapping("/roll")
  String roll(
      @RequestParam(defaultValue = "") String day,
      @RequestParam(defaultValue = "") String office,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "1") String page,
      Model model,
      HttpServletResponse response) {
    Asked asked = asked(day, office);
    if (asked.problem().isPresent()) {
      response.setStatus(HttpStatus.BAD_REQUEST.value());
      model.addAttribute("problem", asked.problem().get());
    }
    Optional<String> code = Optional.of(asked.office()).filter(text -> !text.isEmpty());
    RollOfDay ofDay = roll.day(asked.day(), code);
    model.addAttribute("roll", ofDay);
    model.addAttribute("today", asked.today());
    model.addAttribute("mixed", code.isEmpty() && roll.isTodayMixed());
    model.addAttribute("office", asked.office());
    model.addAttribute("offices", worklist.offices());
    model.addAttribute("states", RollState.values());
    RollState chosen =
        Arrays.stream(RollState.values())
            .filter(one -> one.name().equals(state))
            .findFirst()
            .orElse(null);
    model.addAttribute("chosen", chosen);
    model.addAttribute("listed", chosen != null || state.equals(EVERYBODY));
    model.addAttribute("list", chosen == null ? EVERYBODY : chosen.name());
    List<RollOfDay.Line> lines = chosen == null ? ofDay.lines() : ofDay.in(chosen);
    model.addAttribute("count", lines.size());
    addPage(model, lines, page);
    return "roll";
  }

  private static void addPage(Model model, List<RollOfDay.Line> lines, String page) {
    int pages = Math.max(1, (lines.size() + PAGE_LINES - 1) / PAGE_LINES);
    int shown = page.matches("[0-9]{1,6}") ? Integer.parseInt(page) : 1;
    int number = Math.clamp(shown, 1, pages);
    model.addAttribute("pages", pages);
    model.addAttribute("page", number);
    int from = (number - 1) * PAGE_LINES;
    model.addAttribute("lines", lines.subList(from, Math.min(lines.size(), from + PAGE_LINES)));
  }

  /** Where a part can not be shown, today or all offices are shown in its place, and it is said. */
  private Asked asked(String day, String office) {
    boolean known = office.isBlank() || roll.isOffice(office.strip());
    String shown = known ? office.strip() : "";
    LocalDate today = roll.today(Optional.of(shown).filter(text -> !text.isEmpty()));
    if (!known) {
      return today(today, shown, "No office has the code that was asked for. Choose one below.");
    }
    if (day.isBlank()) {
      return new Asked(today, today, shown, Optional.empty());
    }
    try {
      LocalDate wanted = LocalDate.parse(day.strip());
      if (wanted.isAfter(today)) {
        return today(
            today, shown, "That day has not begun yet. The roll of today is shown in its place.");
      }
      return wanted.isBefore(FIRST_DAY)
          ? today(today, shown, "Choose a day from the year 2000 on.")
          : new Asked(wanted, today, shown, Optional.empty());
    } catch (DateTimeParseException e) {
      return today(today, shown, "That is no day. Write it as year-month-day: 2026-03-31.");
    }
  }

  private static Asked today(LocalDate today, String office, String problem) {
    return new Asked(today, today, office, Optional.of(problem));
  }
}
