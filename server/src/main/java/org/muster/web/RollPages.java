package org.muster.web;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.figures.Roll;
import org.muster.figures.RollOfDay;
import org.muster.figures.RollState;
import org.muster.worklist.Worklist;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The roll of a day: how many are in each state, and who. */
@Controller
class RollPages {
  private static final int YEAR_MIN = 2000;
  private static final int YEAR_MAX = 2200;

  private final Roll roll;
  private final Worklist worklist;

  RollPages(Roll roll, Worklist worklist) {
    this.roll = roll;
    this.worklist = worklist;
  }

  @GetMapping("/roll")
  String roll(
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          @Nullable LocalDate day,
      @RequestParam(defaultValue = "") String office,
      @RequestParam(required = false) @Nullable RollState state,
      Model model) {
    Optional<String> asked = office.isBlank() ? Optional.empty() : Optional.of(office);
    LocalDate today = roll.today(asked);
    LocalDate shown = Optional.ofNullable(day).orElse(today);
    if (shown.getYear() < YEAR_MIN || shown.getYear() > YEAR_MAX) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
    }
    RollOfDay ofDay = roll.day(shown, asked);
    model.addAttribute("roll", ofDay);
    model.addAttribute("today", today);
    model.addAttribute("office", office);
    model.addAttribute("offices", worklist.offices());
    model.addAttribute("states", RollState.values());
    model.addAttribute("chosen", state);
    model.addAttribute("lines", state == null ? ofDay.lines() : ofDay.in(state));
    return "roll";
  }
}
