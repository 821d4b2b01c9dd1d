package org.muster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.domain.EnrolmentId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The key of the tracks is made once, and its absence is said before anything is lost by it. */
class MasterKeyTest {
  private final JdbcClient jdbc = JdbcClient.create(TestDatabase.fresh());

  @TempDir private Path folder;

  @Test
  void givenNoKeyYet_thenOneIsMadeForItsOwnerAloneAndFoundAgain() throws Exception {
    Path file = folder.resolve("keys/tracks.key");
    EnrolmentId enrolment = new TestProgramme(jdbc).enrolment("2026-01-01T00:00:00Z");

    byte[] sealed =
        new TrackKeys(jdbc, MasterKey.open(jdbc, file))
            .findOrMake(enrolment)
            .orElseThrow()
            .encrypt(new byte[] {1, 2, 3}, new byte[0]);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var left = Files.list(file.getParent())) {
      assertThat(left).containsExactly(file);
    }
    assertThat(
            new TrackKeys(jdbc, MasterKey.open(jdbc, file))
                .find(enrolment)
                .orElseThrow()
                .decrypt(sealed, new byte[0]))
        .containsExactly(1, 2, 3);
  }

  @Test
  void givenADatabaseOfAServerAndNoPlaceForItsKey_thenNoneIsMadeWhereNobodyThinksOfIt() {
    javax.sql.DataSource server = TestDatabase.fresh();
    assertThatThrownBy(() -> MasterKey.open(server, "", folder, true))
        .isInstanceOf(DatabaseNotUsable.class)
        .extracting(e -> ((DatabaseNotUsable) e).whatToDo())
        .asString()
        .contains("MUSTER_KEY_FILE");
    assertThat(folder.resolve("tracks.key")).doesNotExist();

    assertThat(MasterKey.open(server, folder.resolve("named.key").toString(), folder, true).file())
        .exists();
    // The key that there is has no other place than this.
    javax.sql.DataSource before = TestDatabase.fresh();
    MasterKey.open(before, "", folder, false);
    assertThat(MasterKey.open(before, "", folder, true).file()).exists();
  }

  @Test
  void givenTheFileIsGone_thenNoOtherIsMadeAndWhatToDoIsSaid() throws Exception {
    Path file = folder.resolve("tracks.key");
    MasterKey.open(jdbc, file);
    Files.delete(file);

    assertThatThrownBy(() -> MasterKey.open(jdbc, file))
        .isInstanceOf(DatabaseNotUsable.class)
        .hasMessageContaining("is missing: there is no file " + file)
        .extracting(e -> ((DatabaseNotUsable) e).whatToDo())
        .asString()
        .contains("MUSTER_KEY_FILE");
    assertThat(file).doesNotExist();
  }

  @Test
  void givenAnotherKey_thenItIsRefused() {
    MasterKey.open(jdbc, folder.resolve("one.key"));
    Path other = folder.resolve("other.key");
    MasterKey.open(JdbcClient.create(TestDatabase.fresh()), other);

    assertThatThrownBy(() -> MasterKey.open(jdbc, other))
        .isInstanceOf(DatabaseNotUsable.class)
        .hasMessageContaining("is not the one that the tracks of this database are sealed with");
  }

  @Test
  void givenAFileThatHoldsNoKey_thenItIsRefusedAndKept() throws Exception {
    Path file = Files.writeString(folder.resolve("tracks.key"), "{\"key\": 1}");

    assertThatThrownBy(() -> MasterKey.open(jdbc, file))
        .isInstanceOf(DatabaseNotUsable.class)
        .hasMessageContaining("can not be read from " + file + ": it holds no key");
    assertThat(file).hasContent("{\"key\": 1}");
  }

  @Test
  void givenTheKeyOfAnotherEnrolmentInItsRow_thenItDoesNotOpen() {
    TrackKeys keys = new TrackKeys(jdbc, MasterKey.open(jdbc, folder.resolve("tracks.key")));
    TestProgramme programme = new TestProgramme(jdbc);
    EnrolmentId one = programme.enrolment("2026-01-01T00:00:00Z");
    EnrolmentId other = programme.enrolment("2026-01-01T00:00:00Z");
    keys.findOrMake(one);
    keys.findOrMake(other);
    jdbc.sql(
            """
            update enrolment_key k set wrapped_key = o.wrapped_key from enrolment_key o
            where k.enrolment_id = ? and o.enrolment_id = ?
            """)
        .params(one.value(), other.value())
        .update();

    assertThatThrownBy(() -> keys.find(one))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("does not open");
  }
}
