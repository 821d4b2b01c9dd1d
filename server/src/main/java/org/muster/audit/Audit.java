package org.muster.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** All checks over all files. */
public final class Audit {
  /** The most files of one audit. */
  public static final int FILES_MAX = 1_000;

  /** The largest file that is read. */
  public static final int FILE_BYTES_MAX = WorkbookParts.FILE_BYTES_MAX;

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
    List<Finding> findings = new ArrayList<>();
    for (SheetCheck check : sheetChecks()) {
      sheets.forEach(sheet -> findings.addAll(check.check(sheet)));
    }
    for (SeriesCheck check : seriesChecks()) {
      findings.addAll(check.check(sheets));
    }
    Set<Finding> unique = new LinkedHashSet<>(findings);
    return AuditReport.of(postings, sheets, new ArrayList<>(unique), unread);
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
