package org.muster.web;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.muster.casework.RefusalBook;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What devices and gateways sent that was not taken, counted by reason. */
@Controller
class RefusalPages {
  private static final List<Integer> DAYS = List.of(1, 7, 30, 90);

  private final RefusalBook book;
  private final InstantSource clock;

  RefusalPages(RefusalBook book, InstantSource clock) {
    this.book = book;
    this.clock = clock;
  }

  @GetMapping("/refusals")
  @PreAuthorize("hasAnyRole('SUPERVISOR','AUDITOR','ADMINISTRATOR')")
  String refusals(@RequestParam(defaultValue = "7") int days, Model model) {
    int chosen = DAYS.contains(days) ? days : 7;
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    model.addAttribute("choices", DAYS);
    model.addAttribute("days", chosen);
    model.addAttribute("book", book.since(today.minusDays(chosen - 1L)));
    return "refusals";
  }
}
