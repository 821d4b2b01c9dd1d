package org.muster;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.muster.audit.Audit;
import org.muster.audit.AuditReport;
import org.muster.audit.HtmlReport;
import org.muster.audit.JsonReport;
import org.muster.audit.TextReport;
import org.muster.audit.Thresholds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads published workbooks and says where they contradict themselves or each other. */
@Command(
    name = "audit",
    header = "Look for contradictions in published tables, in one or over a series of postings.",
    description = {
      "",
      "Reads \"detention statistics\" workbooks (.xlsx) with the Alternatives to Detention sheets,"
          + " found by their headings, and tidy CSV. Give all postings that you have at once: much"
          + " can be seen only from one to the next. Nothing leaves this machine, and formulas,"
          + " macros and links in the files are not run.",
      "",
    },
    sortOptions = false,
    usageHelpAutoWidth = true,
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:nothing is wrong or implausible; notes may be there",
      "1:an error or something suspect was found",
      "2:a file could not be read (the others were), or an argument was refused"
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  muster audit postings/*.xlsx",
      "  muster audit postings --format html > report.html",
    })
final class AuditCommand implements Callable<Integer> {
  private static final int REFUSED = 2;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "FILE|FOLDER",
      arity = "1..*",
      description = "Workbooks (.xlsx), tidy CSV (.csv), or folders of such files.")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "text|json|html",
      defaultValue = "text",
      description = "What to print. html is one file with charts. Default: ${DEFAULT-VALUE}.")
  private Format format = Format.TEXT;

  @Option(
      names = "--thresholds",
      paramLabel = "FILE",
      description = "Values of your own for what counts as implausible; see docs/audit.md.")
  private @Nullable Path thresholds;

  /** What is printed. */
  enum Format {
    TEXT,
    JSON,
    HTML
  }

  /** One file of the command line, by the name it was given with. */
  private record FileSource(Path path) implements Audit.Source {
    @Override
    public String name() {
      return path.toString();
    }

    @Override
    public byte[] read() throws IOException {
      // One byte more than is read is enough to refuse it.
      try (var in = Files.newInputStream(path)) {
        return in.readNBytes(Audit.FILE_BYTES_MAX + 1);
      }
    }
  }

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    List<Audit.Source> sources = new ArrayList<>();
    Thresholds limits;
    try {
      for (Path path : paths) {
        files(path).forEach(file -> sources.add(new FileSource(file)));
      }
      limits = limits();
    } catch (IOException | Thresholds.NotUsable e) {
      err.println("muster audit: " + (e instanceof IOException ? notReadable(e) : e.getMessage()));
      return REFUSED;
    }
    if (sources.size() > Audit.FILES_MAX) {
      err.printf(
          "muster audit: these are %,d files; at most %,d are read at once.%n",
          sources.size(), Audit.FILES_MAX);
      return REFUSED;
    }
    if (sources.isEmpty()) {
      err.println("muster audit: no .xlsx and no .csv file is in there.");
      return REFUSED;
    }
    AuditReport report = new Audit(limits).run(sources, new ProgressLine(err));
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        switch (format) {
          case TEXT -> TextReport.write(report);
          case JSON -> JsonReport.write(report) + "\n";
          case HTML -> HtmlReport.write(report);
        });
    out.flush();
    return report.exitStatus();
  }

  private Thresholds limits() throws IOException, Thresholds.NotUsable {
    if (thresholds == null) {
      return Thresholds.defaults();
    }
    try (Reader reader = Files.newBufferedReader(thresholds)) {
      return Thresholds.changedBy(reader);
    }
  }

  private static String notReadable(Exception e) {
    return "cannot read " + e.getMessage() + ".";
  }

  /** The file itself, or all of a folder that can be a posting, by name. */
  private static List<Path> files(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> inside = Files.list(path)) {
      return inside
          .filter(file -> file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(xlsx|csv)"))
          .filter(file -> !file.getFileName().toString().startsWith("~"))
          .sorted()
          .toList();
    }
  }

  /** How far it is: rewritten in place, at most a hundred times. */
  private static final class ProgressLine implements Audit.Progress {
    private final PrintWriter err;
    private int told = -1;

    ProgressLine(PrintWriter err) {
      this.err = err;
    }

    @Override
    public synchronized void read(int done, int all, String file) {
      int percent = done * 100 / all;
      if (percent == told || all == 1) {
        return;
      }
      told = percent;
      err.printf("\rmuster audit: %d of %d files read%s", done, all, done == all ? "\n" : "");
      err.flush();
    }
  }
}
