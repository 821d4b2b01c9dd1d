package org.muster.tracks;

import java.time.Instant;
import java.util.zip.CRC32C;
import org.muster.domain.AssignmentId;
import org.muster.domain.Interval;
import org.muster.domain.Refuse;

/**
 * The frame of a chunk: {@code MTC} and the version before, the length and the checksum behind, and
 * what the planes between them need to be read.
 *
 * <p>The eight bytes behind the planes also let {@link SeriesReader} read eight bytes anywhere.
 */
final class ChunkHead {
  private static final int MAGIC = 'M' << 24 | 'T' << 16 | 'C' << 8;
  private static final int VERSION = 1;
  static final int BYTES_BEHIND = 8;
  private static final int BYTES_MIN = 4 + 5 + BYTES_BEHIND;

  /** Every plane that is not the same number throughout has a byte for each block of a series. */
  private static final int OBSERVATIONS_PER_BYTE_MAX = Series.BLOCK;

  private static final long START_MIN = TrackChunk.EARLIEST.toEpochMilli();
  private static final long END_MAX = Interval.FOREVER.toEpochMilli();

  long assignment;
  long startsAt;
  long endsAt;
  int count;

  /** The tags that occur, ascending, in the first {@code tagCount} places. */
  final int[] tags = new int[Tag.COUNT_MAX];

  int tagCount;

  void write(ByteSink out) {
    out.putInt(MAGIC | VERSION);
    out.putVarint(assignment);
    out.putSigned(startsAt);
    out.putVarint(endsAt - startsAt);
    out.putVarint(count);
    out.putVarint(tagCount);
    for (int i = 0; i < tagCount; i++) {
      out.putVarint(tags[i]);
    }
  }

  static byte[] close(ByteSink out) {
    out.putInt(out.length() + BYTES_BEHIND);
    out.putInt(checksum(out.array(), 0, out.length()));
    return out.toBytes();
  }

  /** Reads the head of the chunk that lies there, and leaves the source at its first plane. */
  void read(byte[] bytes, int from, int length, ByteSource source) throws UnreadableChunk {
    Refuse.unless(
        from >= 0 && length >= 0 && length <= bytes.length - from, "a chunk lies in its array");
    check(bytes, from, length);
    source.open(bytes, from + Integer.BYTES, from + length - BYTES_BEHIND);
    assignment = source.getVarint();
    startsAt = source.getSigned();
    long lasts = source.getVarint();
    if (assignment <= 0
        || startsAt < START_MIN
        || lasts <= 0
        || startsAt > END_MAX - lasts
        || lasts > END_MAX - START_MIN) {
      throw UnreadableChunk.nonsense("a chunk has no such assignment or stretch");
    }
    endsAt = startsAt + lasts;
    count = source.getCount(TrackChunk.OBSERVATIONS_MAX, "observations");
    if (count > (long) length * OBSERVATIONS_PER_BYTE_MAX) {
      throw UnreadableChunk.nonsense("a chunk announces more observations than it can hold");
    }
    readTags(source);
  }

  private void readTags(ByteSource source) throws UnreadableChunk {
    tagCount = source.getCount(Tag.COUNT_MAX, "tags");
    for (int i = 0; i < tagCount; i++) {
      long tag = source.getVarint();
      if (!Tag.isKnown(tag) || (i > 0 && tag <= tags[i - 1])) {
        throw UnreadableChunk.nonsense("a chunk has a tag that no observation has");
      }
      tags[i] = (int) tag;
    }
    if ((tagCount == 0) != (count == 0)) {
      throw UnreadableChunk.nonsense("a chunk has tags exactly when it has observations");
    }
  }

  private static void check(byte[] bytes, int from, int length) throws UnreadableChunk {
    if (length < BYTES_MIN || (intAt(bytes, from) & ~0xFF) != MAGIC) {
      throw new UnreadableChunk(UnreadableChunk.Reason.NO_CHUNK, "these bytes are no track chunk");
    }
    if (intAt(bytes, from) != (MAGIC | VERSION)) {
      throw new UnreadableChunk(
          UnreadableChunk.Reason.OTHER_VERSION, "this track chunk is of another version");
    }
    if (intAt(bytes, from + length - BYTES_BEHIND) != length) {
      throw new UnreadableChunk(
          UnreadableChunk.Reason.WRONG_LENGTH, "this track chunk is cut off or has grown");
    }
    int end = length - Integer.BYTES;
    if (intAt(bytes, from + end) != checksum(bytes, from, end)) {
      throw new UnreadableChunk(
          UnreadableChunk.Reason.WRONG_CHECKSUM,
          "this track chunk was changed after it was written");
    }
  }

  private static int intAt(byte[] bytes, int at) {
    return bytes[at] << 24
        | (bytes[at + 1] & 0xFF) << 16
        | (bytes[at + 2] & 0xFF) << 8
        | (bytes[at + 3] & 0xFF);
  }

  private static int checksum(byte[] bytes, int from, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, from, length);
    return (int) checksum.getValue();
  }

  AssignmentId assignmentId() {
    return new AssignmentId(assignment);
  }

  Interval stretch() {
    return new Interval(Instant.ofEpochMilli(startsAt), Instant.ofEpochMilli(endsAt));
  }
}
