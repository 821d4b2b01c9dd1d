package org.muster.policy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.muster.domain.Refuse;

/**
 * The files of a policy package, byte for byte, by their path inside it. They are known by one
 * hash: the SHA-256 of the lines {@code <SHA-256 of the file> <path>}, sorted by path, as {@code
 * sha256sum} prints them (two spaces between, each line ended), so that anybody can compute it.
 */
public final class PackageFiles {
  public static final int FILES_MAX = 40;
  public static final int FILE_BYTES_MAX = 1 << 20;
  public static final int BYTES_MAX = 4 << 20;

  /** What belongs to a package; anything else is refused, so that nothing unread is signed. */
  private static final Pattern PATH =
      Pattern.compile(
          "policy\\.yaml|README\\.md|[a-z][a-z0-9-]{0,60}\\.dmn"
              + "|tests/[a-z0-9][a-z0-9-]{0,60}\\.csv");

  private final SortedMap<String, byte[]> files;

  /** Refuses a path that is none of a package, and what is too much. */
  public PackageFiles(Map<String, byte[]> files) {
    SortedMap<String, byte[]> copy = new TreeMap<>();
    long sum = 0;
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      String path = file.getKey();
      Refuse.unless(belongs(path), path + " is no file of a policy package");
      Refuse.unless(
          file.getValue().length <= FILE_BYTES_MAX, path + " is larger than a megabyte (MiB)");
      sum += file.getValue().length;
      copy.put(path, file.getValue().clone());
    }
    Refuse.unless(copy.size() <= FILES_MAX, "a policy package has at most 40 files");
    Refuse.unless(sum <= BYTES_MAX, "a policy package is at most 4 MiB");
    this.files = Collections.unmodifiableSortedMap(copy);
  }

  /** Whether a file of this path is one of a package. */
  public static boolean belongs(String path) {
    return PATH.matcher(path).matches();
  }

  /** The paths, sorted. */
  public Iterable<String> paths() {
    return files.keySet();
  }

  public Optional<byte[]> find(String path) {
    return Optional.ofNullable(files.get(path)).map(byte[]::clone);
  }

  /** The text of a file that has to be there. */
  public String text(String path) {
    return new String(
        find(path).orElseThrow(() -> new IllegalArgumentException("no file " + path)),
        StandardCharsets.UTF_8);
  }

  /** 64 hexadecimal digits that stand for all of it. */
  public String hash() {
    StringBuilder lines = new StringBuilder();
    files.forEach(
        (path, bytes) -> lines.append(sha256(bytes)).append("  ").append(path).append('\n'));
    return sha256(lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PackageFiles those
        && files.keySet().equals(those.files.keySet())
        && files.keySet().stream()
            .allMatch(path -> Arrays.equals(files.get(path), those.files.get(path)));
  }

  @Override
  public int hashCode() {
    return hash().hashCode();
  }
}
