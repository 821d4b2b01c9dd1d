package org.muster.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.muster.audit.Audit;
import org.springframework.web.multipart.MultipartFile;

/** Files that came with a form, within bounds, each by a name of its own. */
final class UploadedFiles {
  private static final int NAME_MAX = 120;

  private UploadedFiles() {}

  /**
   * What a form may carry.
   *
   * @param megabytesMax all files of it together
   */
  record Bounds(int filesMax, int fileMegabytesMax, int megabytesMax) {
    /** Four years of postings; application.yaml lets a request be no larger. */
    static final Bounds DEFAULT = new Bounds(200, Audit.FILE_BYTES_MAX >> 20, 64);

    /** The bounds as a sentence. */
    String words() {
      return "At most "
          + filesMax
          + " files are read at once, each of "
          + fileMegabytesMax
          + " MB at most and all together of "
          + megabytesMax
          + " MB. Choose fewer, or use muster audit on your own machine.";
    }

    /** The largest body of a request that can hold them. */
    long requestBytesMax() {
      return ((long) megabytesMax << 20) + (1 << 20);
    }

    /** Why these are not read; empty when they are. */
    Optional<String> refusal(int count, List<MultipartFile> files) {
      if (count == 0) {
        return Optional.of("Choose at least one file, a workbook (.xlsx) or tidy CSV (.csv).");
      }
      long bytes = files.stream().mapToLong(MultipartFile::getSize).sum();
      boolean large =
          files.stream().anyMatch(file -> file.getSize() > (long) fileMegabytesMax << 20);
      return count > filesMax || large || bytes > (long) megabytesMax << 20
          ? Optional.of(words())
          : Optional.empty();
    }
  }

  /** The chosen files; a form without any has one that has no name. */
  static List<Audit.Source> sources(List<MultipartFile> files) {
    List<Audit.Source> sources = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (MultipartFile file : files) {
      String sent = file.getOriginalFilename();
      if (sent == null || sent.isBlank()) {
        continue;
      }
      String name = name(sent);
      int again = 1;
      while (!names.add(again == 1 ? name : again + " of " + name)) {
        again++;
      }
      sources.add(new Uploaded(again == 1 ? name : again + " of " + name, file));
    }
    return sources;
  }

  private record Uploaded(String name, MultipartFile file) implements Audit.Source {
    @Override
    public byte[] read() throws IOException {
      return file.getBytes();
    }
  }

  /** Of a name that a browser sent, what follows the folders in it. */
  static String lastPart(String sent) {
    return sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
  }

  /** The last part of the path, without what does not print. */
  private static String name(String sent) {
    String plain = lastPart(sent).replaceAll("\\p{C}", "?").strip();
    String some = plain.isEmpty() ? "file" : plain;
    if (some.length() <= NAME_MAX) {
      return some;
    }
    // What kind of file it is stands at its end.
    boolean csv = some.toLowerCase(Locale.ROOT).endsWith(".csv");
    return some.substring(0, NAME_MAX) + "…" + (csv ? ".csv" : ".xlsx");
  }
}
