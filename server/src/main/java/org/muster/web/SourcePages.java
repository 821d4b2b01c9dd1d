package org.muster.web;

import org.muster.domain.ReportSource;
import org.muster.watch.ReportSources;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The brokers from which reports are fetched, and how it stands with each. */
@Controller
class SourcePages {
  private final ReportSources sources;

  SourcePages(ReportSources sources) {
    this.sources = sources;
  }

  @GetMapping("/sources")
  @PreAuthorize("hasAnyRole('SUPERVISOR','AUDITOR','ADMINISTRATOR')")
  String sources(Model model) {
    model.addAttribute("sources", sources.list());
    return "sources";
  }

  /** Says how it stands with a source as people read it. */
  @Component("sourceWords")
  static class Words {
    public String link(ReportSource.Link link) {
      return switch (link) {
        case BEGINNING -> "Connecting";
        case CONNECTED -> "Connected";
        case AWAY -> "Not reached; tried again";
        case STOPPED -> "Stopped";
      };
    }
  }
}
