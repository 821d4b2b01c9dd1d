package org.muster.watch;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * The disk that our own database lies on. Of a database server that somebody else runs, the disk is
 * not ours to see.
 */
@Component
public class Disk {
  private final Optional<Path> folder;

  Disk(@Value("${muster.database.url:}") String url, @Value("${muster.data}") Path data) {
    folder = url.isBlank() ? Optional.of(data.toAbsolutePath().normalize()) : Optional.empty();
  }

  /** What is free for us; empty where the disk is not ours to see, or does not say. */
  public Optional<DataSize> findFree() {
    return store().map(Disk::usable).filter(bytes -> bytes >= 0).map(DataSize::ofBytes);
  }

  private Optional<FileStore> store() {
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.getFileStore(folder.get()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static long usable(FileStore store) {
    try {
      return store.getUsableSpace();
    } catch (IOException e) {
      return -1;
    }
  }
}
