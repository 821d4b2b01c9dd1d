package org.muster.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which database a backup is made of, and which it is brought back to. */
public final class Databases {
  private final String url;
  private final String user;
  private final String password;
  private final Path folder;

  /** The server that the address names, or our own in the folder where that is blank. */
  public Databases(String url, String user, String password, Path folder) {
    this.url = url;
    this.user = user;
    this.password = password;
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** Opens it to be read; our own may be in use by a Muster that runs, and goes on. */
  public Database toRead() throws BackupProblem {
    if (!url.isBlank()) {
      return Database.at(url, user, password);
    }
    if (!Files.isDirectory(folder.resolve("postgres"))) {
      throw new BackupProblem(
          "there is no database in " + folder,
          "Give the folder of a Muster database with --data, or set MUSTER_DATABASE_URL.");
    }
    return FolderLock.isTaken(folder) ? RunningPostgres.open(folder) : Database.embedded(folder);
  }

  /** An empty one, to restore into. */
  public Restore.Target empty() {
    return url.isBlank() ? new NewFolder() : new GivenServer();
  }

  private final class GivenServer implements Restore.Target {
    @Override
    public Database open() {
      return Database.at(url, user, password);
    }

    @Override
    public void discard() {
      // It is not ours to empty: the message says what to do.
    }
  }

  private final class NewFolder implements Restore.Target {
    private boolean ours;

    @Override
    public Database open() throws BackupProblem {
      if (FolderLock.isTaken(folder)) {
        throw new BackupProblem(
            "a Muster is running on " + folder,
            "Give another folder with --data: what is there is never overwritten.");
      }
      try {
        if (Files.exists(folder) && !(Files.isDirectory(folder) && Folders.isEmpty(folder))) {
          throw new BackupProblem(
              folder + " is not empty",
              "Give a new folder with --data: what is there is never overwritten.");
        }
      } catch (IOException e) {
        throw new BackupProblem(
            "%s can not be read: %s".formatted(folder, FolderLock.said(e)),
            "Give another folder with --data.",
            e);
      }
      ours = true;
      return Database.embedded(folder);
    }

    @Override
    public void discard() throws IOException {
      if (ours && Files.exists(folder)) {
        Folders.delete(folder);
      }
    }
  }
}
