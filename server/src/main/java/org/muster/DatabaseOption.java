package org.muster;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.muster.store.Databases;
import org.muster.store.MasterKey;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import picocli.CommandLine.Option;

/** Which database a command is about: said as for {@code serve}. */
final class DatabaseOption {
  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description =
          "Folder of the embedded database (default: ${DEFAULT-VALUE}). Not used where"
              + " MUSTER_DATABASE_URL names a server.",
      defaultValue = "data/programme")
  private Path data = Path.of("data/programme");

  Databases databases() {
    // Without a server nobody has told the libraries not to say each step that they take.
    LoggingSystem.get(DatabaseOption.class.getClassLoader())
        .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
    return new Databases(
        variable("MUSTER_DATABASE_URL"),
        variable("MUSTER_DATABASE_USER"),
        variable("MUSTER_DATABASE_PASSWORD"),
        data);
  }

  /** Where the key of its tracks lies. */
  Path keyFile() {
    return MasterKey.file(variable("MUSTER_KEY_FILE"), data);
  }

  /** The database, as people name it. */
  String words() {
    return variable("MUSTER_DATABASE_URL").isBlank()
        ? data.toString()
        : "the database that MUSTER_DATABASE_URL names";
  }

  private static String variable(String name) {
    @Nullable String value = System.getenv(name);
    return value == null ? "" : value;
  }
}
