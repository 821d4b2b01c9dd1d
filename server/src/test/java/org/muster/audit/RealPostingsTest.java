package org.muster.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.muster.SharedData;

/**
 * What is said of the real workbooks of 2023 and 2024, all of it: docs/audit-of-ice-2023-2024.md
 * has each finding with the verdict of a reader. Skipped, visibly, where they are not at hand.
 */
class RealPostingsTest {
  private static AuditReport report = new AuditReport(List.of(), List.of(), List.of(), List.of());

  private record File(Path path) implements Audit.Source {
    @Override
    public String name() {
      return path.getFileName().toString();
    }

    @Override
    public byte[] read() throws IOException {
      return Files.readAllBytes(path);
    }
  }

  @BeforeAll
  static void read() throws IOException {
    Optional<Path> folder = SharedData.folder().map(data -> data.resolve("ice"));
    assumeTrue(
        folder.filter(Files::isDirectory).isPresent(),
        "the published workbooks are not beside the project (shared/data/ice)");
    report = new Audit(Thresholds.defaults()).run(sources(folder.orElseThrow()), (a, b, c) -> {});
  }

  static List<Audit.Source> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(p -> p.toString().endsWith(".xlsx"))
          .sorted()
          .<Audit.Source>map(File::new)
          .toList();
    }
  }

  @Test
  void givenAllFiles_thenEachIsReadWhole() {
    assertThat(report.files()).hasSize(35);
    assertThat(report.unread()).isEmpty();
  }

  @Test
  void givenTheKnownTrueCases_thenEachIsFoundUnderItsCheck() {
    assertThat(of("05262023", Check.P4)).contains("offsetting swap", "188,934", "34,576");
    assertThat(of("05312023", Check.A3)).contains("219,011", "538,544.86", "210,250.56");
    assertThat(of("08032023", Check.A1)).contains("195,909", "196,186");
    assertThat(of("10312023", Check.A5)).contains("10,168", "11,415");
  }

  @Test
  void givenAllFiles_thenNothingElseIsAnErrorOrSuspect() {
    assertThat(told())
        .containsExactly(
            "A1 ERROR 08032023",
            "A2 ERROR 08032023",
            "A3 ERROR 05312023",
            "A5 ERROR 04282023",
            "A5 ERROR 10312023",
            "A5 ERROR 11152023",
            "A5 ERROR 11222023",
            "A5 ERROR 12072023",
            "A5 ERROR 12202023",
            "A5 SUSPECT 04282023",
            "P2 SUSPECT 05132024",
            "P2 SUSPECT 05262023",
            "P2 SUSPECT 05312023",
            "P2 SUSPECT 06012023",
            "P3 SUSPECT 10312023",
            "P4 SUSPECT 05262023");
    assertThat(report.count(Severity.ERROR)).isEqualTo(10);
    assertThat(report.count(Severity.SUSPECT)).isEqualTo(11);
  }

  private static String of(String posted, Check check) {
    return report.findings().stream()
        .filter(f -> f.check() == check && f.file().contains(posted))
        .map(Finding::message)
        .collect(Collectors.joining("\n"));
  }

  private static Set<String> told() {
    Set<String> told = new TreeSet<>();
    for (Finding finding : report.findings()) {
      if (finding.severity() != Severity.NOTE) {
        String posted = finding.file().replaceAll("\\D*\\d\\d\\D+(\\d{8}).*", "$1");
        told.add(finding.check() + " " + finding.severity() + " " + posted);
      }
    }
    return told;
  }
}
