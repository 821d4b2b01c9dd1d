package org.muster.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that a folder is ours. The system takes the lock away when the process ends, however it
 * ends, so a lock is never left behind; the file names the process for whoever comes second.
 */
final class FolderLock implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FolderLock.class);

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Takes the folder, which is made when it is not there yet. */
  static FolderLock take(Path folder) {
    Path file = folder.resolve("muster.lock");
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (!isLocked(channel)) {
        channel.close();
        throw new DatabaseNotUsable(
            "another Muster (process %s) is using the folder %s"
                .formatted(Files.readString(file).strip(), folder),
            "Stop it first, or give this one another folder with --data.");
      }
      String pid = Long.toString(ProcessHandle.current().pid());
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
      return new FolderLock(channel);
    } catch (FileAlreadyExistsException e) {
      throw new DatabaseNotUsable(
          "%s is a file, not a folder".formatted(e.getFile()),
          "Give the folder of the database with --data.",
          e);
    } catch (AccessDeniedException e) {
      throw new DatabaseNotUsable(
          "no permission to write in %s".formatted(folder),
          "Let this user write there, or give another folder with --data.",
          e);
    } catch (IOException e) {
      throw new DatabaseNotUsable(
          "the folder %s can not be used: %s".formatted(folder, said(e)),
          "Look at the disk (is it full?), or give another folder with --data.",
          e);
    }
  }

  /** Whether another process holds the folder at this moment. */
  static boolean isTaken(Path folder) {
    Path file = folder.resolve("muster.lock");
    if (!Files.exists(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      return !isLocked(channel);
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.warn("the lock of the database's folder did not close", e);
    }
  }

  static String said(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // Held by this very process.
    }
  }
}
