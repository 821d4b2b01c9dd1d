package org.muster.audit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The XML parts of a workbook, unpacked within bounds. What the file says of its own sizes is not
 * believed: everything is counted while it is unpacked, also what is not kept.
 */
final class WorkbookParts {
  static final int FILE_BYTES_MAX = 32 << 20;
  static final long UNPACKED_BYTES_MAX = 64L << 20;
  static final int PARTS_MAX = 2_000;

  private WorkbookParts() {}

  /** The parts by name, small letters, without a slash in front. */
  static Map<String, byte[]> unpack(byte[] file) throws UnreadableFile {
    if (file.length > FILE_BYTES_MAX) {
      throw new UnreadableFile(
          "the file is larger than " + (FILE_BYTES_MAX >> 20) + " MB, which is the most.");
    }
    Map<String, byte[]> parts = new HashMap<>();
    byte[] buffer = new byte[1 << 16];
    long unpacked = 0;
    int count = 0;
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(file))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (++count > PARTS_MAX) {
          throw new UnreadableFile("the file has more than " + PARTS_MAX + " parts inside.");
        }
        String name = entry.getName().toLowerCase(Locale.ROOT).replaceFirst("^/+", "");
        boolean kept = name.endsWith(".xml") || name.endsWith(".rels");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          unpacked += read;
          if (unpacked > UNPACKED_BYTES_MAX) {
            throw new UnreadableFile(
                "the file unpacks to more than "
                    + (UNPACKED_BYTES_MAX >> 20)
                    + " MB, which no published workbook does; it may be a trap.");
          }
          if (kept) {
            bytes.write(buffer, 0, read);
          }
        }
        if (kept && parts.put(name, bytes.toByteArray()) != null) {
          throw new UnreadableFile("the file holds the part " + name + " twice.");
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new UnreadableFile("the file is damaged: it does not unpack.");
    }
    return parts;
  }
}
