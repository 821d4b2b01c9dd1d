package org.muster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A backup comes back whole, or not at all, and then says what to do. */
@NullMarked
class RestoreTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir private Path folder = Path.of("");

  @Test
  void givenOurOwnDatabaseInUse_thenItIsBackedUpAndComesBackInAnotherFolder() throws Exception {
    Path data = folder.resolve("programme");
    Backup.Made made;
    try (Database running = Database.embedded(data)) {
      Flyway.configure().dataSource(running.dataSource()).load().migrate();
      JdbcClient jdbc = JdbcClient.create(running.dataSource());
      new TestProgramme(jdbc).enrolment("2026-02-01T00:00:00Z");
      jdbc.sql("update office set name = E'tab\\tline\\nquote\\\\ ñ 中'").update();
      try (Database read = new Databases("", "", "", data).toRead()) {
        made = Backup.write(read.dataSource(), folder.resolve("one.backup"), NOW);
      }
      assertThat(jdbc.sql("select 1").query(Integer.class).single()).isEqualTo(1);
      assertRefused(made.file(), data, "a Muster is running on", "another folder with --data");
    }
    assertThat(Files.getPosixFilePermissions(made.file())).hasSize(2);
    assertRefused(made.file(), data, "is not empty", "never overwritten");

    Path restored = folder.resolve("restored");
    Restore.read(made.file(), new Databases("", "", "", restored).empty());
    try (Database back = Database.embedded(restored)) {
      assertThat(
              JdbcClient.create(back.dataSource())
                  .sql("select name from office")
                  .query(String.class)
                  .single())
          .isEqualTo("tab\tline\nquote\\ ñ 中");
    }
    // Also of a database that nobody uses at the time.
    try (Database read = new Databases("", "", "", restored).toRead()) {
      Backup.Made again = Backup.write(read.dataSource(), folder.resolve("two.backup"), NOW);
      assertThat(again.manifest().tables()).isEqualTo(made.manifest().tables());
    }
  }

  @Test
  void givenAnAlteredRow_thenItIsRefusedBeforeAnythingIsMade() throws Exception {
    Path altered = rewritten(backup(), "tables/participant", text -> text.replace("Ana", "Eva"));
    Path target = folder.resolve("target");
    assertRefused(altered, target, "is altered: the rows of participant", "an earlier backup");
    assertThat(target).doesNotExist();
  }

  @Test
  void givenAMissingTable_thenItIsRefused() throws Exception {
    Path altered = rewritten(backup(), "tables/office", text -> null);
    assertRefused(altered, folder.resolve("target"), "the rows of office", "another copy");
  }

  @Test
  void givenAFileThatIsCutOff_thenItIsRefused() throws Exception {
    Path file = backup();
    byte[] bytes = Files.readAllBytes(file);
    Path cut = folder.resolve("cut.backup");
    Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
    assertRefused(cut, folder.resolve("target"), "is cut off, or no backup", "another copy");
    Path flipped = folder.resolve("flipped.backup");
    // A single byte may be one of a head that says again what is known; so many hold rows too.
    for (int i = bytes.length / 3; i < bytes.length / 3 + 300; i++) {
      bytes[i] = (byte) ~bytes[i];
    }
    Files.write(flipped, bytes);
    assertRefused(flipped, folder.resolve("target"), "flipped.backup is", "another copy");
  }

  @Test
  void givenABackupOfALaterMuster_thenItIsRefusedAndSaysWhichVersions() throws Exception {
    Path later =
        rewritten(
            backup(),
            BackupFile.MANIFEST,
            text ->
                text.replaceFirst(
                    "(\"migrations\":\\[.*?)\\]", "$1,{\"version\":\"900\",\"checksum\":1}]"));
    String url = TestDatabase.emptyUrl();
    assertThatExceptionOfType(BackupProblem.class)
        .isThrownBy(() -> Restore.read(later, new Databases(url, "", "", folder).empty()))
        .withMessageContaining("a later Muster: its schema is 900")
        .satisfies(e -> assertThat(e.whatToDo()).contains("the Muster that made it"));
    Path otherForm =
        rewritten(
            backup(), BackupFile.MANIFEST, text -> text.replace("\"format\":1", "\"format\":9"));
    assertRefused(otherForm, folder.resolve("target"), "is of form 9", "the Muster that made it");
  }

  @Test
  void givenADatabaseThatHoldsSomething_thenNothingOfItIsTouched() throws Exception {
    Path file = backup();
    String url = TestDatabase.freshUrl();
    assertThatExceptionOfType(BackupProblem.class)
        .isThrownBy(() -> Restore.read(file, new Databases(url, "", "", folder).empty()))
        .withMessageContaining("the database is not empty")
        .satisfies(e -> assertThat(e.whatToDo()).contains("never overwritten"));
    try (Database same = Database.at(url, "", "")) {
      assertThat(
              JdbcClient.create(same.dataSource())
                  .sql("select count(*) from participant")
                  .query(Long.class)
                  .single())
          .isZero();
    }
  }

  @Test
  void givenAFileThatIsThere_thenItIsNeverOverwritten() throws Exception {
    Path file = backup();
    byte[] before = Files.readAllBytes(file);
    assertThatExceptionOfType(BackupProblem.class)
        .isThrownBy(() -> Backup.write(TestDatabase.fresh(), file, NOW))
        .withMessageContaining("is there already");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void givenNowhereToWriteOrNothingToRead_thenItIsSaidAndNothingIsLeft() throws Exception {
    assertThatExceptionOfType(BackupProblem.class)
        .isThrownBy(
            () -> Backup.write(TestDatabase.fresh(), folder.resolve("no/such/file.backup"), NOW))
        .withMessageContaining("could not be written")
        .satisfies(e -> assertThat(e.whatToDo()).contains("is it full?"));
    assertThatExceptionOfType(BackupProblem.class)
        .isThrownBy(() -> new Databases("", "", "", folder.resolve("none")).toRead())
        .withMessageContaining("there is no database in");
    assertRefused(folder.resolve("none.backup"), folder.resolve("t"), "there is no file", "name");
    try (Database empty = Database.at(TestDatabase.emptyUrl(), "", "")) {
      Path file = folder.resolve("empty.backup");
      assertThatExceptionOfType(BackupProblem.class)
          .isThrownBy(() -> Backup.write(empty.dataSource(), file, NOW))
          .withMessageContaining("holds no Muster");
    }
    try (var left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  private Path backup() throws BackupProblem, IOException {
    var database = TestDatabase.fresh();
    new TestProgramme(JdbcClient.create(database)).enrolment("2026-02-01T00:00:00Z");
    return Backup.write(database, Files.createTempDirectory(folder, "made"), NOW).file();
  }

  private void assertRefused(Path file, Path target, String why, String whatToDo) {
    assertThatExceptionOfType(BackupProblem.class)
        .isThrownBy(() -> Restore.read(file, new Databases("", "", "", target).empty()))
        .withMessageContaining(why)
        .satisfies(e -> assertThat(e.whatToDo()).contains(whatToDo));
  }

  /** The same file with the text of one entry changed; without it where that gives nothing. */
  private Path rewritten(Path file, String entry, Function<String, @Nullable String> change)
      throws IOException {
    Path to = Files.createTempFile(folder, "altered", ".backup");
    try (ZipFile from = new ZipFile(file.toFile());
        OutputStream out = Files.newOutputStream(to);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      Enumeration<? extends ZipEntry> entries = from.entries();
      while (entries.hasMoreElements()) {
        ZipEntry one = entries.nextElement();
        byte[] bytes;
        try (InputStream in = from.getInputStream(one)) {
          bytes = in.readAllBytes();
        }
        if (one.getName().equals(entry)) {
          String changed = change.apply(new String(bytes, StandardCharsets.UTF_8));
          if (changed == null) {
            continue;
          }
          bytes = changed.getBytes(StandardCharsets.UTF_8);
        }
        zip.putNextEntry(new ZipEntry(one.getName()));
        zip.write(bytes);
        zip.closeEntry();
      }
    }
    return to;
  }
}
