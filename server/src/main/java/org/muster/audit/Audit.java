package org.muster.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** All checks over all files. */
public final class Audit {
  /** The most files of one audit. */
  public static final int FILES_MAX = 1_000;

  /** The largest file that is read. */
  public static final int FILE_BYTES_MAX = WorkbookParts.FILE_BYTES_MAX;

  /** The most sheets of all files together. */
  public static final int SHEETS_MAX = 5_000;

  /** The most findings that are kept; no true series has a hundredth of them. */
  public static final int FINDINGS_MAX = 20_000;

  private final Thresholds thresholds;

  public Audit(Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  /** A file by its name, and how to come by its bytes. */
  public interface Source {
    String name();

    byte[] read() throws IOException;
  }

  /** Hears how far it is, from several threads. */
  public interface Progress {
    void read(int done, int all, String file);
  }

  /** Reads and checks the files; one that cannot be read does not stop the others. */
  public AuditReport run(List<Source> sources, Progress progress) {
    if (sources.size() > FILES_MAX) {
      throw new IllegalArgumentException("more than " + FILES_MAX + " files");
    }
    AtomicInteger done = new AtomicInteger();
    // Files are read side by side, as many as there are processors; their order is kept.
    List<Posting> postings =
        sources.parallelStream()
            .map(
                source -> {
                  Posting posting = read(source);
                  progress.read(done.incrementAndGet(), sources.size(), source.name());
                  return posting;
                })
            .toList();
    return check(postings);
  }

  private static Posting read(Source source) {
    try {
      return PostingFile.read(source.name(), source.read());
    } catch (IOException e) {
      return Posting.unreadable(source.name(), "the file cannot be opened.");
    } catch (OutOfMemoryError e) {
      return Posting.unreadable(source.name(), "the file needs more memory than there is.");
    }
  }

  AuditReport check(List<Posting> postings) {
    List<AtdSheet> sheets = new ArrayList<>();
    List<Unread> unread = new ArrayList<>();
    for (Posting posting : postings) {
      sheets.addAll(posting.sheets());
      unread.addAll(posting.unread());
    }
    sheets.sort(Comparator.comparing(AtdSheet::at).thenComparing(AtdSheet::file));
    bound(sheets, SHEETS_MAX, "sheets", AtdSheet::file, unread);
    Set<Finding> unique = new LinkedHashSet<>();
    for (SheetCheck check : sheetChecks()) {
      for (AtdSheet sheet : sheets) {
        take(check.check(sheet), unique);
      }
    }
    for (SeriesCheck check : seriesChecks()) {
      take(check.check(sheets), unique);
    }
    List<Finding> findings = new ArrayList<>(unique);
    bound(findings, FINDINGS_MAX, "findings", Finding::file, unread);
    return AuditReport.of(postings, sheets, findings, unread);
  }

  /** One more than are kept is enough to know that there were too many. */
  private static void take(List<Finding> found, Set<Finding> all) {
    found.stream().limit(FINDINGS_MAX + 1L - all.size()).forEach(all::add);
  }

  private static <T> void bound(
      List<T> all, int most, String what, Function<T, String> file, List<Unread> unread) {
    if (all.size() > most) {
      String reason = "there are more than " + most + " " + what + "; the rest is left out.";
      unread.add(new Unread(file.apply(all.get(most)), "", List.of(), reason, false));
      all.subList(most, all.size()).clear();
    }
  }

  private List<SheetCheck> sheetChecks() {
    return List.of(
        new TotalCheck(thresholds),
        new OfficeCheck(thresholds),
        new MeanCheck(thresholds),
        new AgreementCheck(thresholds),
        new PresenceCheck());
  }

  private List<SeriesCheck> seriesChecks() {
    return List.of(
        new PriceCheck(thresholds),
        new WorkbookCheck(),
        new SourceDateCheck(thresholds),
        new RevisionCheck(),
        new CopyCheck(thresholds),
        new ChangeCheck(thresholds),
        new UnmovedCheck(thresholds),
        new YearToDateCheck(),
        new MeanJumpCheck(thresholds));
  }
}
