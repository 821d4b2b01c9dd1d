package org.muster.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.SharedData;

/**
 * How fast workbooks are read and checked, and what the thresholds do: {@code bench/run audit}. A
 * build asks for each real workbook once. Skipped, visibly, where they are not at hand.
 */
class AuditFiguresTest {
  private static final int WORKBOOKS = Integer.getInteger("muster.audit.workbooks", 35);
  private static final boolean PRINTED = System.getProperty("muster.audit.workbooks") != null;
  private static final List<Double> SCALES = List.of(0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 4.0);
  private static final List<Double> FACTORS = List.of(1.5, 2.0, 3.0, 5.0, 10.0);

  /** The posting whose jump is true. */
  private static final String TRUE_JUMP = "05262023";

  private List<Audit.Source> sources = List.of();

  @BeforeEach
  void find() throws IOException {
    Optional<Path> folder = SharedData.folder().map(data -> data.resolve("ice"));
    assumeTrue(
        folder.filter(Files::isDirectory).isPresent(),
        "the published workbooks are not beside the project (shared/data/ice)");
    sources = RealPostingsTest.sources(folder.orElseThrow());
  }

  @Test
  void givenManyWorkbooks_thenAllAreReadAndChecked() throws IOException {
    List<Audit.Source> copies = new ArrayList<>();
    for (int i = 0; i < WORKBOOKS; i++) {
      Audit.Source real = sources.get(i % sources.size());
      copies.add(new GivenFile("copy " + i / sources.size() + "/" + real.name(), real.read()));
    }
    long began = System.nanoTime();
    AuditReport report = new Audit(Thresholds.defaults()).run(copies, (done, all, file) -> {});
    double seconds = (System.nanoTime() - began) / 1e9;
    long reported = System.nanoTime();
    int characters = HtmlReport.write(report).length();
    assertThat(report.files()).hasSize(WORKBOOKS);
    assertThat(report.unread()).isEmpty();
    if (PRINTED) {
      System.out.printf(
          "%d workbooks read and checked in %.1f s, as one page of %,d kB in %.1f s more;"
              + " %d processors, load of the machine %.1f%n",
          WORKBOOKS,
          seconds,
          characters >> 10,
          (System.nanoTime() - reported) / 1e9,
          Runtime.getRuntime().availableProcessors(),
          ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
  }

  @Test
  void givenWrongNumbersThatBalance_thenThresholdsCatchThemWithoutCryingWolf() throws IOException {
    List<AtdSheet> sheets = new ArrayList<>();
    for (Audit.Source source : sources) {
      sheets.addAll(PostingFile.read(source.name(), source.read()).sheets());
    }
    sheets.sort(Comparator.comparing(AtdSheet::at));
    for (double scale : SCALES) {
      long wolf = alarms(sheets, scaled(scale), "") - alarms(sheets, scaled(scale), TRUE_JUMP);
      StringBuilder caught = new StringBuilder();
      for (double factor : FACTORS) {
        double share = share(sheets, scaled(scale), factor);
        caught.append(" %5.0f %%".formatted(share * 100));
        if (scale == 1.0 && factor >= 5) {
          assertThat(share).as("caught at a factor of " + factor).isGreaterThan(0.8);
        }
      }
      if (scale >= 1.0) {
        assertThat(wolf).as("false alarms at a scale of " + scale).isZero();
      }
      if (PRINTED) {
        System.out.printf("scale %.2f: %3d false alarms; caught%s%n", scale, wolf, caught);
      }
    }
  }

  /** All thresholds of changes times the scale. */
  private static Thresholds scaled(double scale) {
    Thresholds scaled = Thresholds.defaults();
    for (String name :
        List.of(
            "change.technology.min",
            "change.total.min",
            "change.status.min",
            "change.office.min",
            "change.usual.times",
            "mean.unexplained.min")) {
      scaled = scaled.with(name, scaled.get(name) * scale);
    }
    return scaled;
  }

  /** Suspect findings of jumps and means, of all files or of one. */
  private static long alarms(List<AtdSheet> sheets, Thresholds thresholds, String file) {
    List<Finding> findings = new ArrayList<>(new ChangeCheck(thresholds).check(sheets));
    findings.addAll(new MeanJumpCheck(thresholds).check(sheets));
    return findings.stream()
        .filter(one -> one.severity() == Severity.SUSPECT && one.file().contains(file))
        .count();
  }

  /**
   * The share that is caught of wrong numbers: in each posting in turn, each technology that holds
   * a hundredth of all or more is multiplied, and the rest divided, so that the sum stays.
   */
  private static double share(List<AtdSheet> sheets, Thresholds thresholds, double factor) {
    int tried = 0;
    int caught = 0;
    for (int i = 1; i < sheets.size(); i++) {
      AtdSheet sheet = sheets.get(i);
      Table table = sheet.find(Kind.TECHNOLOGY).orElseThrow();
      double all = table.lines().stream().mapToDouble(Line::countOrZero).sum();
      for (Line line : table.lines()) {
        double is = line.countOrZero();
        boolean fits = is >= all / 100 && is * factor < all * 0.8;
        if (sheet.yearEnd() || sheet.file().contains(TRUE_JUMP) || !fits) {
          continue;
        }
        List<AtdSheet> wrong = new ArrayList<>(sheets);
        wrong.set(i, wrong(sheet, table, line, factor, (all - is * factor) / (all - is)));
        tried++;
        caught += alarms(wrong, thresholds, sheet.file()) > 0 ? 1 : 0;
      }
    }
    assertThat(tried).isGreaterThan(20);
    return (double) caught / tried;
  }

  private static AtdSheet wrong(
      AtdSheet sheet, Table table, Line line, double factor, double others) {
    List<Line> lines = new ArrayList<>();
    for (Line one : table.lines()) {
      Num is = one.find(Measure.COUNT).orElseThrow();
      double count = Math.rint(is.value() * (one.cell().equals(line.cell()) ? factor : others));
      Num wrong = new Num(count, 0, is.cell());
      lines.add(new Line(one.label(), one.key(), one.cell(), Map.of(Measure.COUNT, wrong)));
    }
    Table changed =
        new Table(
            table.kind(),
            table.title(),
            table.titleCell(),
            lines,
            table.offices(),
            table.total(),
            table.dates(),
            table.otherDates(),
            table.fiscalYear(),
            table.through());
    List<Table> tables = new ArrayList<>(sheet.tables());
    tables.set(tables.indexOf(table), changed);
    return new AtdSheet(
        sheet.file(),
        sheet.name(),
        tables,
        sheet.fiscalYear(),
        sheet.yearEnd(),
        sheet.postedOn(),
        sheet.sourceOn(),
        sheet.years());
  }
}
