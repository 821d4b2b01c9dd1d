package org.muster.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Tracks for tests, under one master key for the whole test run. */
@NullMarked
public final class TestTracks {
  /** Outside of the project, and gone with the machine's temporary files. */
  public static final Path KEY_FILE = folder().resolve(MasterKey.FILE_NAME);

  private TestTracks() {}

  public static Tracks of(JdbcClient jdbc) {
    return new Tracks(jdbc, chunks(jdbc), keys(jdbc));
  }

  public static TrackMerger merger(JdbcClient jdbc, TransactionOperations transactions) {
    return new TrackMerger(jdbc, keys(jdbc), chunks(jdbc), transactions);
  }

  static TrackKeys keys(JdbcClient jdbc) {
    return new TrackKeys(jdbc, MasterKey.open(jdbc, KEY_FILE));
  }

  static TrackChunks chunks(JdbcClient jdbc) {
    return new TrackChunks(jdbc, keys(jdbc));
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("muster-key");
    } catch (IOException e) {
      throw new IllegalStateException("no folder for the key of the tests", e);
    }
  }
}
