package org.muster.tracks;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.muster.domain.Observation;

/**
 * Writes a chunk: its head, then a plane for each thing that observations say, in this order: tag,
 * instant, latitude, longitude, accuracy, speed, level. A plane holds only what its tags announce.
 */
final class ChunkWriter {
  private final SeriesWriter series = new SeriesWriter();
  private final ByteSink out = new ByteSink();
  private final int[] tagOf;
  private final long[] plane;
  private final double[] decimals;
  private int count;

  private ChunkWriter(int observations) {
    tagOf = new int[observations];
    plane = new long[observations];
    decimals = new double[observations];
  }

  static byte[] write(TrackChunk chunk) {
    return new ChunkWriter(chunk.observations().size()).bytes(chunk);
  }

  private byte[] bytes(TrackChunk chunk) {
    List<Observation> observations = chunk.observations();
    ChunkHead head = new ChunkHead();
    head.assignment = chunk.assignment().value();
    head.startsAt = chunk.stretch().startsAt().toEpochMilli();
    head.endsAt = chunk.stretch().endsAt().toEpochMilli();
    head.count = observations.size();
    tag(observations, head);
    head.write(out);
    writeTags(head);
    writeInstants(observations, head.startsAt);
    writePositions(observations);
    writeDecimals(observations);
    writeLevels(observations);
    return ChunkHead.close(out);
  }

  private void tag(List<Observation> observations, ChunkHead head) {
    SortedSet<Integer> tags = new TreeSet<>();
    for (int i = 0; i < tagOf.length; i++) {
      Observation observation = observations.get(i);
      boolean again =
          i > 0 && observations.get(i - 1).observedAt().equals(observation.observedAt());
      tagOf[i] = Tag.of(observation) | (again ? Tag.AGAIN : 0);
      if (i == 0 || tagOf[i] != tagOf[i - 1]) {
        tags.add(tagOf[i]);
      }
    }
    for (int tag : tags) {
      head.tags[head.tagCount++] = tag;
    }
  }

  private void writeTags(ChunkHead head) {
    if (head.tagCount > 1) {
      for (int i = 0; i < tagOf.length; i++) {
        plane[i] = java.util.Arrays.binarySearch(head.tags, 0, head.tagCount, tagOf[i]);
      }
      series.write(out, plane, tagOf.length);
    }
  }

  private void writeInstants(List<Observation> observations, long startsAt) {
    count = 0;
    for (int i = 0; i < tagOf.length; i++) {
      if (!Tag.has(tagOf[i], Tag.AGAIN)) {
        plane[count++] = observations.get(i).observedAt().toEpochMilli() - startsAt;
      }
    }
    series.write(out, plane, count);
  }

  private void writePositions(List<Observation> observations) {
    count = 0;
    for (Observation observation : observations) {
      if (observation instanceof Observation.Fix fix) {
        plane[count++] = fix.position().latitudeE7();
      }
    }
    series.write(out, plane, count);
    count = 0;
    for (Observation observation : observations) {
      if (observation instanceof Observation.Fix fix) {
        plane[count++] = fix.position().longitudeE7();
      }
    }
    series.write(out, plane, count);
  }

  private void writeDecimals(List<Observation> observations) {
    count = 0;
    for (Observation observation : observations) {
      if (observation instanceof Observation.Fix fix) {
        fix.accuracyMetres().ifPresent(accuracy -> decimals[count++] = accuracy);
      }
    }
    Decimals.write(out, series, decimals, count);
    count = 0;
    for (Observation observation : observations) {
      if (observation instanceof Observation.Fix fix) {
        fix.speedMetresPerSecond().ifPresent(speed -> decimals[count++] = speed);
      }
    }
    Decimals.write(out, series, decimals, count);
  }

  private void writeLevels(List<Observation> observations) {
    count = 0;
    for (Observation observation : observations) {
      if (observation instanceof Observation.Battery battery) {
        battery.levelPercent().ifPresent(level -> plane[count++] = level);
      }
    }
    series.write(out, plane, count);
  }
}
