package org.muster.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.muster.tracks.TrackChunk;

/** A folder of population files: made by all cores, and read by one thread for all cores. */
final class Population {
  static final int CORES = Runtime.getRuntime().availableProcessors();
  private static final int PARTS = 16;
  private static final int BATCH_BYTES_MAX = 8 << 20;

  /** Batches that are read before they are asked for. */
  private static final int AHEAD = 4;

  /** Some participants that lie behind each other in a file, or none: the end. */
  record Batch(ByteBuffer bytes, List<PopulationPart.Entry> entries, long offset) {}

  /** What one core does with batches. */
  interface Worker {
    void take(Batch batch) throws Exception;
  }

  /** Starts a worker for each core. */
  interface Crew {
    Worker start();
  }

  private final Path folder;

  Population(Path folder) {
    this.folder = folder;
  }

  /** Makes the files, unless they were made and kept; says whether it did. */
  boolean make(int participants) throws Exception {
    if (Files.exists(part(PARTS - 1))) {
      return false;
    }
    Files.createDirectories(folder);
    try (ExecutorService cores = Executors.newFixedThreadPool(CORES)) {
      List<Future<?>> parts = new ArrayList<>();
      for (int part = 0; part < PARTS; part++) {
        int from = (int) ((long) participants * part / PARTS);
        int to = (int) ((long) participants * (part + 1) / PARTS);
        Path path = part(part);
        parts.add(
            cores.submit(
                () -> {
                  make(path, from, to);
                  return path;
                }));
      }
      for (Future<?> part : parts) {
        part.get();
      }
    }
    return true;
  }

  private static void make(Path path, int from, int to) throws IOException {
    try (PopulationPart part = PopulationPart.create(path)) {
      for (int participant = from; participant < to; participant++) {
        CommuterMonth month = new CommuterMonth(participant);
        part.add(
            month.assignment().value(), month.days().stream().map(TrackChunk::encode).toList());
      }
      part.seal();
    }
  }

  private Path part(int number) {
    return folder.resolve("part-%02d.tracks".formatted(number));
  }

  long bytes() throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  void delete() throws IOException {
    for (int part = 0; part < PARTS; part++) {
      Files.deleteIfExists(part(part));
    }
    Files.deleteIfExists(folder);
  }

  /** Reads all files one after the other, and gives each batch to the first core that is free. */
  void replay(Crew crew) throws Exception {
    BlockingQueue<Batch> full = new ArrayBlockingQueue<>(AHEAD);
    BlockingQueue<ByteBuffer> empty = new ArrayBlockingQueue<>(AHEAD + CORES + 1);
    while (empty.remainingCapacity() > 0) {
      empty.put(ByteBuffer.allocate(BATCH_BYTES_MAX));
    }
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    try (ExecutorService cores = Executors.newFixedThreadPool(CORES)) {
      for (int core = 0; core < CORES; core++) {
        cores.execute(() -> work(crew.start(), full, empty, failure));
      }
      try {
        read(full, empty);
      } finally {
        for (int core = 0; core < CORES; core++) {
          full.put(new Batch(ByteBuffer.allocate(0), List.of(), 0));
        }
      }
    }
    Throwable failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("a core could not go on", failed);
    }
  }

  /** A core that failed still gives the buffers back, so that the others and the reader end. */
  private static void work(
      Worker worker,
      BlockingQueue<Batch> full,
      BlockingQueue<ByteBuffer> empty,
      AtomicReference<@Nullable Throwable> failure) {
    try {
      for (Batch next = full.take(); !next.entries.isEmpty(); next = full.take()) {
        try {
          if (failure.get() == null) {
            worker.take(next);
          }
        } catch (Exception | Error e) {
          failure.compareAndSet(null, e);
        }
        empty.put(next.bytes);
      }
    } catch (InterruptedException e) {
      failure.compareAndSet(null, e);
    }
  }

  private void read(BlockingQueue<Batch> full, BlockingQueue<ByteBuffer> empty) throws Exception {
    for (int number = 0; number < PARTS; number++) {
      try (PopulationPart part = PopulationPart.open(part(number))) {
        List<PopulationPart.Entry> entries = part.entries();
        for (int from = 0; from < entries.size(); ) {
          long offset = entries.get(from).offset();
          int to = from;
          long end = offset;
          while (to < entries.size()
              && end + entries.get(to).length() - offset <= BATCH_BYTES_MAX) {
            end += entries.get(to++).length();
          }
          ByteBuffer bytes = empty.take().clear().limit((int) (end - offset));
          part.read(offset, bytes);
          full.put(new Batch(bytes, entries.subList(from, to), offset));
          from = to;
        }
      }
    }
  }
}
