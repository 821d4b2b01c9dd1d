package org.muster.web;

import org.muster.worklist.IncidentFiles;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** Silence that many devices shared: which, when, and whom it covered. */
@Controller
class IncidentPages {
  private final IncidentFiles files;

  IncidentPages(IncidentFiles files) {
    this.files = files;
  }

  @GetMapping("/incidents")
  String incidents(Model model) {
    model.addAttribute("incidents", files.list());
    model.addAttribute("rule", files.rule());
    return "incidents";
  }

  @GetMapping("/incidents/{id}")
  String incident(@PathVariable String id, Model model) {
    model.addAttribute(
        "incident",
        files.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
    model.addAttribute("rule", files.rule());
    return "incident";
  }
}
