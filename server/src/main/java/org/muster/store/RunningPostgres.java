package org.muster.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The database in a folder that a running Muster uses, for whoever only reads. */
final class RunningPostgres {
  private static final int PORT_LINE = 3;

  private RunningPostgres() {}

  /** Opens it beside the Muster that runs; it goes on when this is closed. */
  static Database open(Path folder) throws BackupProblem {
    Path pidFile = folder.resolve("postgres/postmaster.pid");
    try {
      List<String> lines = Files.readAllLines(pidFile);
      String password = Files.readString(folder.resolve("password")).strip();
      int port = Integer.parseInt(lines.get(PORT_LINE).strip());
      return Database.at(
          "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port), OwnPostgres.USER, password);
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
      throw new BackupProblem(
          "another Muster uses %s, but its database can not be reached".formatted(folder),
          "It may be starting or stopping: try again in a minute, as the same user.",
          e);
    }
  }
}
