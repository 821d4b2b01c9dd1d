package org.muster.tracks;

/** Which tag each observation of a chunk has, and how many numbers the other planes hold. */
final class TagPlane {
  /** The tag of all observations where they have one; else see {@link #at}. */
  boolean isUniform;

  int instants;
  int fixes;
  int accuracies;
  int speeds;
  int levels;

  private int[] tags = {};
  private byte[] index = {};

  void read(ChunkHead head, ByteSource source, SeriesReader series) throws UnreadableChunk {
    tags = head.tags;
    isUniform = head.tagCount <= 1;
    instants = 0;
    fixes = 0;
    accuracies = 0;
    speeds = 0;
    levels = 0;
    if (isUniform) {
      count(tags[0], head.count);
    } else {
      readIndex(head, source, series);
    }
    if (head.count > 0 && Tag.has(at(0), Tag.AGAIN)) {
      throw UnreadableChunk.nonsense("a chunk begins with an instant that it does not say");
    }
  }

  int at(int i) {
    return isUniform ? tags[0] : tags[Byte.toUnsignedInt(index[i])];
  }

  private void readIndex(ChunkHead head, ByteSource source, SeriesReader series)
      throws UnreadableChunk {
    if (index.length < head.count) {
      index = new byte[head.count];
    }
    int[] counts = new int[Tag.COUNT_MAX];
    series.open(source, head.count);
    int at = 0;
    for (int size = series.next(); size > 0; size = series.next()) {
      for (int i = 0; i < size; i++) {
        long value = series.values[i];
        if (value < 0 || value >= head.tagCount) {
          throw UnreadableChunk.nonsense("a chunk names a tag that it does not list");
        }
        index[at++] = (byte) value;
        counts[(int) value]++;
      }
    }
    for (int i = 0; i < head.tagCount; i++) {
      count(tags[i], counts[i]);
    }
  }

  private void count(int tag, int observations) {
    instants += Tag.has(tag, Tag.AGAIN) ? 0 : observations;
    if (Tag.kind(tag) == Tag.FIX) {
      fixes += observations;
      accuracies += Tag.has(tag, Tag.ACCURACY) ? observations : 0;
      speeds += Tag.has(tag, Tag.SPEED) ? observations : 0;
    } else if (Tag.kind(tag) == Tag.BATTERY) {
      levels += Tag.has(tag, Tag.LEVEL) ? observations : 0;
    }
  }
}
