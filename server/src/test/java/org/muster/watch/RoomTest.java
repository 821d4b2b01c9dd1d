package org.muster.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.store.Headroom;
import org.muster.store.Incidents;
import org.muster.store.JudgingDue;
import org.muster.store.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

/** What runs short is said while there is time. */
@NullMarked
class RoomTest {
  private static final Limits WIDE = new Limits(DataSize.ofBytes(1), 0.8, 0.5);

  private final JdbcClient jdbc = JdbcClient.create(TestDatabase.fresh());
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private final Vitals vitals =
      new Vitals(new JudgingDue(jdbc), new Incidents(jdbc), new Headroom(jdbc), () -> now);

  @TempDir private Path folder = Path.of("");

  @Test
  void givenRoomEnough_thenNothingIsSaid() {
    assertThat(lookedAt(WIDE)).isEmpty();
  }

  @Test
  void givenLittleFreeDisk_thenItIsSaidWithBothNumbers() {
    Limits wanting = new Limits(DataSize.ofTerabytes(1_000_000), 0.8, 0.5);
    assertThat(lookedAt(wanting))
        .singleElement()
        .asString()
        .contains("The disk of the database has ")
        .contains("less than 1024000000 GB");
  }

  @Test
  void givenADatabaseServerOfSomebodyElse_thenItsDiskIsNotOursToSee() {
    Disk theirs = new Disk("jdbc:postgresql://db.example/muster", folder);
    assertThat(theirs.findFree()).isEmpty();
    assertThat(new Room(vitals, theirs, new Limits(DataSize.ofTerabytes(1_000_000), 0.8, 0.5)))
        .returns(java.util.List.of(), Room::listShortages);
  }

  @Test
  void givenATableWhoseIdsAreNearlyUsedUp_thenItIsNamed() {
    jdbc.sql("alter sequence zone_id_sequence maxvalue 100").update();
    jdbc.sql("select setval('zone_id_sequence', 90)").query(Long.class).single();
    assertThat(lookedAt(WIDE))
        .containsExactly(
            "The ids of zone_id_sequence are 90 % used up. Tell the developers before they run"
                + " out.");
  }

  @Test
  void givenIdsBeyondThirtyOneBits_thenThereIsRoomEnough() {
    jdbc.sql("select setval('zone_id_sequence', 2147483648)").query(Long.class).single();
    assertThat(lookedAt(WIDE)).isEmpty();
  }

  @Test
  void givenConnectionsAndTransactionsAboveTheirBounds_thenBothAreSaid() {
    Limits tight = new Limits(DataSize.ofBytes(1), 0.001, 0.000_000_000_001);
    assertThat(lookedAt(tight))
        .anyMatch(said -> said.contains("of the connections that the database server allows"))
        .anyMatch(said -> said.contains("transactions that it can count without a vacuum"));
  }

  @Test
  void givenAnOldLook_thenItSaysNothingAboutNow() {
    vitals.look();
    assertThat(vitals.findLast()).isPresent();
    now = now.plus(Duration.ofSeconds(61));
    assertThat(vitals.findLast()).isEmpty();
  }

  @Test
  void givenABoundThatCannotBe_thenTheStartIsRefused() {
    assertThatThrownBy(() -> new Limits(DataSize.ofBytes(1), 1.5, 0.5))
        .hasMessageContaining("muster.headroom.used-share-max");
  }

  private java.util.List<String> lookedAt(Limits limits) {
    vitals.look();
    return new Room(vitals, new Disk("", folder), limits).listShortages();
  }
}
