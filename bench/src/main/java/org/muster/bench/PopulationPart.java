package org.muster.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A file of many participants' tracks, written once and read from its start to its end.
 *
 * <pre>
 *   participant  int chunks, an int length for each, then the chunks in order of time
 *   …            the next participants, by assignment
 *   index        for each: long assignment, long offset, int length of what is said above
 *   foot         long offset of the index, int participants, int CRC-32C of the index, MUSTPOP1
 * </pre>
 */
final class PopulationPart implements AutoCloseable {
  private static final byte[] MAGIC = {'M', 'U', 'S', 'T', 'P', 'O', 'P', '1'};
  private static final int ENTRY_BYTES = 20;
  private static final int FOOT_BYTES = 24;
  private static final int PARTICIPANTS_MAX = 10_000_000;

  /** Where a participant's chunks lie. */
  record Entry(long assignment, long offset, int length) {}

  private final FileChannel file;
  private final List<Entry> entries = new ArrayList<>();
  private long end;

  private PopulationPart(FileChannel file) {
    this.file = file;
  }

  static PopulationPart create(Path path) throws IOException {
    return new PopulationPart(
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  /** Opens a part that was sealed; refuses one that was not. */
  static PopulationPart open(Path path) throws IOException {
    PopulationPart part = new PopulationPart(FileChannel.open(path, StandardOpenOption.READ));
    part.readIndex();
    return part;
  }

  List<Entry> entries() {
    return entries;
  }

  /** The next participant, whose assignment is greater than those before. */
  void add(long assignment, List<byte[]> chunks) throws IOException {
    int length = Integer.BYTES + chunks.stream().mapToInt(c -> Integer.BYTES + c.length).sum();
    ByteBuffer all = ByteBuffer.allocate(length).putInt(chunks.size());
    chunks.forEach(chunk -> all.putInt(chunk.length));
    chunks.forEach(all::put);
    entries.add(new Entry(assignment, end, length));
    write(all.flip());
  }

  /** Writes the index and the foot, and waits until all of it is on the disk. */
  void seal() throws IOException {
    ByteBuffer index = ByteBuffer.allocate(entries.size() * ENTRY_BYTES);
    for (Entry entry : entries) {
      index.putLong(entry.assignment).putLong(entry.offset).putInt(entry.length);
    }
    ByteBuffer foot = ByteBuffer.allocate(FOOT_BYTES);
    foot.putLong(end).putInt(entries.size()).putInt(checksum(index.flip())).put(MAGIC);
    write(index);
    write(foot.flip());
    file.force(true);
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      end += file.write(bytes);
    }
  }

  /** Reads what lies there; less is an error. */
  void read(long offset, ByteBuffer into) throws IOException {
    long at = offset;
    while (into.hasRemaining()) {
      int read = file.read(into, at);
      if (read < 0) {
        throw new IOException("the population file ends too early");
      }
      at += read;
    }
  }

  private void readIndex() throws IOException {
    ByteBuffer foot = ByteBuffer.allocate(FOOT_BYTES);
    read(Math.max(0, file.size() - FOOT_BYTES), foot);
    foot.flip();
    long offset = foot.getLong();
    int count = foot.getInt();
    int checksum = foot.getInt();
    byte[] magic = new byte[MAGIC.length];
    foot.get(magic);
    boolean fits =
        count >= 0
            && count <= PARTICIPANTS_MAX
            && offset == file.size() - FOOT_BYTES - (long) count * ENTRY_BYTES;
    if (!java.util.Arrays.equals(magic, MAGIC) || !fits) {
      throw new IOException("this is no population file, or it was not written to its end");
    }
    ByteBuffer index = ByteBuffer.allocate(count * ENTRY_BYTES);
    read(offset, index);
    if (checksum(index.flip()) != checksum) {
      throw new IOException("the index of the population file was changed");
    }
    while (index.hasRemaining()) {
      entries.add(new Entry(index.getLong(), index.getLong(), index.getInt()));
    }
  }

  private static int checksum(ByteBuffer bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes.duplicate());
    return (int) checksum.getValue();
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
