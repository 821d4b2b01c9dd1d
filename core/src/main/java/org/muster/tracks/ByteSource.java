package org.muster.tracks;

/** Reads what {@link ByteSink} wrote, up to an end that it never crosses. */
final class ByteSource {
  private byte[] bytes = {};
  private int position;
  private int end;

  void open(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.position = from;
    this.end = end;
  }

  byte[] array() {
    return bytes;
  }

  int position() {
    return position;
  }

  int rest() {
    return end - position;
  }

  int getByte() throws UnreadableChunk {
    if (position >= end) {
      throw UnreadableChunk.nonsense("a chunk ends before what it announces");
    }
    return bytes[position++] & 0xFF;
  }

  long getLong() throws UnreadableChunk {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = value << 8 | getByte();
    }
    return value;
  }

  long getVarint() throws UnreadableChunk {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = getByte();
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw UnreadableChunk.nonsense("a number in a chunk has too many bytes");
  }

  long getSigned() throws UnreadableChunk {
    return Series.unfolded(getVarint());
  }

  /** A count, refused above what the chunk can hold. */
  int getCount(int countMax, String what) throws UnreadableChunk {
    long count = getVarint();
    if (count < 0 || count > countMax) {
      throw UnreadableChunk.nonsense("a chunk announces more " + what + " than it can hold");
    }
    return (int) count;
  }

  void skip(int count) {
    position += count;
  }
}
