package org.muster.audit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an audit says.
 *
 * @param files in order of time, those that could not be read last
 * @param findings in order of the files, the gravest of a file first
 */
public record AuditReport(
    List<FileRead> files, List<Finding> findings, List<Unread> unread, List<Chart> charts) {
  /** One file, and when its numbers are of. */
  public record FileRead(String name, Optional<LocalDate> postedOn, Optional<LocalDate> sourceOn) {}

  public AuditReport {
    files = List.copyOf(files);
    findings = List.copyOf(findings);
    unread = List.copyOf(unread);
    charts = List.copyOf(charts);
  }

  static AuditReport of(
      List<Posting> postings, List<AtdSheet> sheets, List<Finding> findings, List<Unread> unread) {
    List<String> order = new ArrayList<>();
    sheets.stream().map(AtdSheet::file).distinct().forEach(order::add);
    postings.stream().map(Posting::file).filter(f -> !order.contains(f)).forEach(order::add);
    Map<String, Integer> place = new HashMap<>();
    order.forEach(file -> place.putIfAbsent(file, place.size()));
    List<Finding> sorted = new ArrayList<>(findings);
    sorted.sort(
        Comparator.comparing((Finding finding) -> place.getOrDefault(finding.file(), 0))
            .thenComparing(Comparator.naturalOrder()));
    List<FileRead> files =
        order.stream()
            .map(
                file -> {
                  Optional<AtdSheet> current =
                      sheets.stream()
                          .filter(sheet -> sheet.file().equals(file))
                          .min(Comparator.comparing(AtdSheet::yearEnd));
                  return new FileRead(
                      file,
                      current.flatMap(AtdSheet::findPosted),
                      current.flatMap(AtdSheet::findSourceDate));
                })
            .toList();
    return new AuditReport(files, sorted, unread, Chart.list(sheets, sorted));
  }

  public long count(Severity severity) {
    return findings.stream().filter(finding -> finding.severity() == severity).count();
  }

  public long countIn(String file, Severity severity) {
    return findings.stream()
        .filter(finding -> finding.file().equals(file) && finding.severity() == severity)
        .count();
  }

  public long countOf(Check check, Severity severity) {
    return findings.stream()
        .filter(finding -> finding.check() == check && finding.severity() == severity)
        .count();
  }

  /** 0 when nothing is wrong or implausible, 1 when something is, 2 when a file was not read. */
  public int exitStatus() {
    if (unread.stream().anyMatch(Unread::whole)) {
      return 2;
    }
    return count(Severity.ERROR) + count(Severity.SUSPECT) > 0 ? 1 : 0;
  }
}
