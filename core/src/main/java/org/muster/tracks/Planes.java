package org.muster.tracks;

/** Reads planes of a chunk densely into arrays of the caller, and refuses numbers that are none. */
final class Planes {
  final ChunkHead head = new ChunkHead();
  final TagPlane tags = new TagPlane();
  private final ByteSource source = new ByteSource();
  private final SeriesReader series = new SeriesReader();

  /** Reads the head and the tags; the planes follow in their order. */
  void open(byte[] bytes, int from, int length) throws UnreadableChunk {
    head.read(bytes, from, length, source);
    tags.read(head, source, series);
  }

  void readInstants(long[] into, int from) throws UnreadableChunk {
    series.open(source, tags.instants);
    int at = from;
    // Instants are written as milliseconds since the stretch began.
    long before = -1;
    for (int size = series.next(); size > 0; size = series.next()) {
      for (int i = 0; i < size; i++) {
        long since = series.values[i];
        if (since <= before) {
          throw UnreadableChunk.nonsense("the instants of a chunk come one after the other");
        }
        before = since;
        into[at++] = head.startsAt + since;
      }
    }
    if (before >= head.endsAt - head.startsAt) {
      throw UnreadableChunk.nonsense("the instants of a chunk lie inside its stretch");
    }
  }

  void readLatitudes(int[] into, int from) throws UnreadableChunk {
    readDegrees(into, from, 900_000_000);
  }

  void readLongitudes(int[] into, int from) throws UnreadableChunk {
    readDegrees(into, from, 1_800_000_000);
  }

  private void readDegrees(int[] into, int from, int most) throws UnreadableChunk {
    series.open(source, tags.fixes);
    int at = from;
    long outside = 0;
    for (int size = series.next(); size > 0; size = series.next()) {
      for (int i = 0; i < size; i++) {
        long value = series.values[i];
        outside |= (value + most) | (most - value);
        into[at++] = (int) value;
      }
      if (outside < 0) {
        throw UnreadableChunk.nonsense("a chunk has a place that is not on earth");
      }
    }
  }

  void readAccuracies(double[] into, int from) throws UnreadableChunk {
    Decimals.read(source, series, into, from, tags.accuracies);
    for (int i = from; i < from + tags.accuracies; i++) {
      if (!(into[i] > 0 && into[i] <= 1e7)) {
        throw UnreadableChunk.nonsense("a chunk has an accuracy that no fix has");
      }
    }
  }

  void readSpeeds(double[] into) throws UnreadableChunk {
    Decimals.read(source, series, into, 0, tags.speeds);
  }

  /** The last plane, so that nothing may lie behind it. */
  void readLevels(long[] into) throws UnreadableChunk {
    series.open(source, tags.levels);
    int at = 0;
    for (int size = series.next(); size > 0; size = series.next()) {
      System.arraycopy(series.values, 0, into, at, size);
      at += size;
    }
    if (source.rest() != 0) {
      throw UnreadableChunk.nonsense("a chunk has bytes behind its last plane");
    }
  }
}
