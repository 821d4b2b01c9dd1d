package org.muster.simulation;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/**
 * What the simulator has to remember from one run to the next, in a file beside the database: from
 * which values it made up the programme, and up to when the devices have sent.
 */
record Ledger(long seed, Instant startAt, int historyDays, int participants, Instant sentUpTo) {

  static Optional<Ledger> find(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties values = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      values.load(reader);
      return Optional.of(
          new Ledger(
              Long.parseLong(values.getProperty("seed", "")),
              Instant.parse(values.getProperty("startAt", "")),
              Integer.parseInt(values.getProperty("historyDays", "")),
              Integer.parseInt(values.getProperty("participants", "")),
              Instant.parse(values.getProperty("sentUpTo", ""))));
    } catch (IOException e) {
      throw new UncheckedIOException("the simulator's ledger could not be read: " + file, e);
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      throw new IllegalStateException(
          file
              + " is not readable as the simulator's ledger. Remove the demo's data and start"
              + " again",
          e);
    }
  }

  /** Replaces the file as a whole, so that a stop in between leaves the old one. */
  void save(Path file) {
    Properties values = new Properties();
    values.setProperty("seed", Long.toString(seed));
    values.setProperty("startAt", startAt.toString());
    values.setProperty("historyDays", Integer.toString(historyDays));
    values.setProperty("participants", Integer.toString(participants));
    values.setProperty("sentUpTo", sentUpTo.toString());
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try {
      try (Writer writer = Files.newBufferedWriter(next)) {
        values.store(writer, "What the simulator of the demo remembers.");
      }
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("the simulator's ledger could not be written: " + file, e);
    }
  }

  Programme programme() {
    return Programme.of(seed, startAt, historyDays, participants);
  }

  Ledger sentUpTo(Instant at) {
    return new Ledger(seed, startAt, historyDays, participants, at);
  }
}
