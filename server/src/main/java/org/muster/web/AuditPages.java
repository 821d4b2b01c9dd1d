package org.muster.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.muster.audit.Audit;
import org.muster.audit.AuditReport;
import org.muster.audit.Chart;
import org.muster.audit.Check;
import org.muster.audit.Finding;
import org.muster.audit.HtmlReport;
import org.muster.audit.Severity;
import org.muster.audit.SvgChart;
import org.muster.audit.Thresholds;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/**
 * The audit of published tables, as {@code muster audit} does it: files are dropped, and the report
 * is read. The files themselves are not kept.
 */
@Controller
@PreAuthorize("hasAnyRole('SUPERVISOR','AUDITOR','ADMINISTRATOR')")
class AuditPages {
  /** A page shows so many findings; the download has them all. */
  private static final int FINDINGS_SHOWN_MAX = 500;

  /** An audit takes much memory for a short time. */
  private static final int AT_ONCE_MAX = 2;

  private static final int WAIT_SECONDS_MAX = 30;

  private final UploadedFiles.Bounds bounds = UploadedFiles.Bounds.DEFAULT;
  private final KeptReports reports;
  private final Semaphore running = new Semaphore(AT_ONCE_MAX);

  AuditPages(KeptReports reports) {
    this.reports = reports;
  }

  /** A chart with its picture. */
  record Picture(Chart chart, String svg) {}

  /** One file with what was found in it. */
  record FileFindings(AuditReport.FileRead file, List<Finding> findings) {}

  @GetMapping("/audit")
  String audit(
      @RequestParam(required = false) @Nullable String refused,
      Model model,
      HttpServletResponse response) {
    Form form = new Form(Map.of());
    if (refused != null) {
      form.refuse("files", bounds.words());
      response.setStatus(422);
    }
    return show(form, model);
  }

  @PostMapping("/audit")
  String audit(
      @RequestParam(name = "files", required = false) @Nullable List<MultipartFile> files,
      Model model,
      Principal who,
      HttpServletResponse response)
      throws InterruptedException {
    Form form = new Form(Map.of());
    List<Audit.Source> sources = UploadedFiles.sources(files == null ? List.of() : files);
    bounds
        .refusal(sources.size(), files == null ? List.of() : files)
        .ifPresent(sentence -> form.refuse("files", sentence));
    if (!form.isRefused()) {
      Optional<AuditReport> report = run(sources);
      if (report.isPresent()) {
        return "redirect:/audit/reports/" + reports.keep(who.getName(), report.get());
      }
      form.refuse("files", "Other audits are running. Wait a minute and send the files again.");
    }
    response.setStatus(422);
    return show(form, model);
  }

  private Optional<AuditReport> run(List<Audit.Source> sources) throws InterruptedException {
    if (!running.tryAcquire(WAIT_SECONDS_MAX, TimeUnit.SECONDS)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Audit(Thresholds.defaults()).run(sources, (done, all, file) -> {}));
    } finally {
      running.release();
    }
  }

  @GetMapping("/audit/reports/{id:[0-9a-f-]{36}}")
  String report(@PathVariable String id, Model model, Principal who, HttpServletResponse response) {
    Optional<AuditReport> kept = reports.find(who.getName(), id);
    if (kept.isEmpty()) {
      Form form = new Form(Map.of());
      form.refuse(
          "files", "This report is no longer kept: only the last ones are. Send the files again.");
      response.setStatus(404);
      return show(form, model);
    }
    AuditReport report = kept.get();
    List<Picture> pictures = new ArrayList<>();
    for (Chart chart : report.charts()) {
      pictures.add(new Picture(chart, SvgChart.draw(chart, "chart" + pictures.size())));
    }
    model.addAttribute("id", id);
    model.addAttribute("report", report);
    model.addAttribute("sentence", HtmlReport.sentence(report));
    model.addAttribute("checks", Check.values());
    model.addAttribute("severities", Severity.values());
    model.addAttribute("found", byFile(report));
    model.addAttribute("shownMax", FINDINGS_SHOWN_MAX);
    model.addAttribute("pictures", pictures);
    return "audit-report";
  }

  private static List<FileFindings> byFile(AuditReport report) {
    Map<String, List<Finding>> found = new LinkedHashMap<>();
    report.findings().stream()
        .limit(FINDINGS_SHOWN_MAX)
        .forEach(one -> found.computeIfAbsent(one.file(), k -> new ArrayList<>()).add(one));
    return report.files().stream()
        .filter(file -> found.containsKey(file.name()))
        .map(file -> new FileFindings(file, found.getOrDefault(file.name(), List.of())))
        .toList();
  }

  /** The same report as one file that needs nothing else. */
  @GetMapping("/audit/reports/{id:[0-9a-f-]{36}}/report.html")
  ResponseEntity<byte[]> download(@PathVariable String id, Principal who) throws IOException {
    AuditReport report = reports.find(who.getName(), id).orElseThrow(Pages::missing);
    return ResponseEntity.ok()
        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename("audit-of-published-tables.html")
                .build()
                .toString())
        .body(HtmlReport.write(report).getBytes(StandardCharsets.UTF_8));
  }

  private String show(Form form, Model model) {
    model.addAttribute("form", form);
    model.addAttribute("bounds", bounds);
    return "audit";
  }
}
