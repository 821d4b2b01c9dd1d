package org.muster.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.muster.policy.PackageFiles;

/** A policy package as a folder of files, read and written byte for byte. */
public final class PolicyFolder {
  private PolicyFolder() {}

  /** A folder that is none of a package; the message says why, as a sentence. */
  public static final class NotUsable extends Exception {
    NotUsable(String message) {
      super(message);
    }
  }

  public static PackageFiles read(Path folder) throws IOException, NotUsable {
    if (!Files.isDirectory(folder)) {
      throw new NotUsable(folder + " is no folder; a policy package is one.");
    }
    Map<String, byte[]> files = new TreeMap<>();
    for (Path file : list(folder)) {
      String path = folder.relativize(file).toString().replace('\\', '/');
      if (!PackageFiles.belongs(path) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new NotUsable(
            path
                + " is no file of a policy package. It holds policy.yaml, README.md, tables as"
                + " plan.dmn, and tests as tests/plan.csv; take everything else out.");
      }
      try (var in = Files.newInputStream(file)) {
        files.put(path, in.readNBytes(PackageFiles.FILE_BYTES_MAX + 1));
      }
    }
    try {
      return new PackageFiles(files);
    } catch (IllegalArgumentException e) {
      throw new NotUsable(e.getMessage() + ".");
    }
  }

  private static List<Path> list(Path folder) throws IOException, NotUsable {
    try (Stream<Path> all = Files.walk(folder, 4)) {
      List<Path> files =
          all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
              .limit(PackageFiles.FILES_MAX + 1L)
              .sorted()
              .toList();
      if (files.size() > PackageFiles.FILES_MAX) {
        throw new NotUsable(
            folder + " holds more than " + PackageFiles.FILES_MAX + " files; a package does not.");
      }
      return files;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Writes the files into a folder that is not there yet, or is empty. */
  public static void write(PackageFiles files, Path folder) throws IOException, NotUsable {
    if (Files.exists(folder)) {
      try (Stream<Path> inside =
          Files.isDirectory(folder) ? Files.list(folder) : Stream.of(folder)) {
        if (inside.findAny().isPresent()) {
          throw new NotUsable(folder + " is there already and not empty; nothing was written.");
        }
      }
    }
    for (String path : files.paths()) {
      Path file = folder.resolve(path);
      Path parent = file.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.write(file, files.find(path).orElseThrow());
    }
  }
}
