package org.muster.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Counts and hashes the bytes of rows on their way; what is written here goes on to the target. */
final class Measured extends OutputStream {
  private final OutputStream target;
  private final MessageDigest digest = sha256();
  private long bytes;
  private long rows;

  Measured(OutputStream target) {
    this.target = target;
  }

  /** All that comes from there, measured and thrown away. */
  static Measured of(InputStream source) throws IOException {
    Measured measured = new Measured(OutputStream.nullOutputStream());
    source.transferTo(measured);
    return measured;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    target.write(from, offset, length);
    digest.update(from, offset, length);
    bytes += length;
    for (int i = offset; i < offset + length; i++) {
      // In the text of a row, the end of a line is its end and nothing else.
      if (from[i] == '\n') {
        rows++;
      }
    }
  }

  /** The table that these are the rows of. */
  BackupManifest.Table table(String name, java.util.List<String> columns) {
    return new BackupManifest.Table(
        name, columns, rows, bytes, HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
