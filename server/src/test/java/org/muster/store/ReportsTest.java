package org.muster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.muster.domain.AssignmentId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Observation;
import org.muster.store.ReportBatch.Stored;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Reports as they are kept, and those that were kept before there were batches. */
class ReportsTest {
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123Z");

  @Test
  void givenReportsOfBefore_thenTheyAreFoundByTheirIdsAndNoBatchTakesOne() {
    DriverManagerDataSource database =
        new DriverManagerDataSource(TestDatabase.freshUrlAt("1"), "postgres", "");
    JdbcClient jdbc = JdbcClient.create(database);
    TestProgramme programme = new TestProgramme(jdbc);
    EnrolmentId enrolment = programme.enrolment("2026-01-01T00:00:00Z");
    AssignmentId assignment = programme.assignment(enrolment, "2026-01-01T00:00:00Z");
    jdbc.sql("alter table report alter report_id restart with 200000").update();
    // As a Muster of then wrote it.
    jdbc.sql(
            """
            insert into report (token_id, protocol, received_at, hash, body)
            select token_id, 'native', ?, sha256(?::bytea), ''::bytea
            from token join assignment using (device_id) where assignment_id = ?
            """)
        .params(Timestamp.from(AT), new Observation.Beat(AT).toString(), assignment.value())
        .update();
    Flyway.configure().dataSource(database).load().migrate();

    Reports.Report before = new Reports(jdbc, TestTracks.keys(jdbc)).find(200_000).orElseThrow();
    assertThat(before.protocol()).isEqualTo("native");
    assertThat(before.receivedAt()).isEqualTo(AT);
    assertThat(before.hash()).isEqualTo(hash(bytes(new Observation.Beat(AT).toString())));
    ReportBatches batches = new ReportBatches(jdbc);
    long batchId = batches.nextId();
    assertThat(ReportBatch.reportId(batchId, 0)).isGreaterThan(200_000);
    new JournalCommit(
            jdbc.sql("select last_value from assignment_changes").query(Long.class).single(),
            List.of(),
            batchId,
            List.of(new Stored(7, 1, "osmand", AT, null, bytes("id=a"))),
            List.of(
                new Arrival(
                    1,
                    new EnrolmentId(1),
                    new StoredObservation(
                        1,
                        ReportBatch.reportId(batchId, 7),
                        1,
                        new Observation.Beat(AT),
                        AT,
                        null,
                        null))))
        .write(jdbc);
    long id = ReportBatch.reportId(batchId, 7);
    assertThat(new Reports(jdbc, TestTracks.keys(jdbc)).find(id))
        .contains(new Reports.Report(id, 1, "osmand", AT, hash(bytes("id=a")), bytes("id=a")));
    assertThat(new Reports(jdbc, TestTracks.keys(jdbc)).find(id + 1)).isEmpty();
  }

  @Test
  void givenManyReports_thenTheirBytesGiveThemBack() {
    Random random = new Random(7);
    List<Stored> reports = new ArrayList<>();
    int place = 0;
    for (int i = 0; i < 500; i++) {
      byte[] body = new byte[random.nextInt(300)];
      random.nextBytes(body);
      Bytes hash = random.nextBoolean() ? null : hash(bytes("whole " + i));
      String protocol = List.of("traccar", "osmand", "owntracks", "native").get(i % 4);
      Instant at = AT.plusNanos(1_000L * random.nextInt(-1_000_000, 1_000_000));
      reports.add(
          new Stored(place, random.nextLong(1, 1L << 40), protocol, at, hash, Bytes.of(body)));
      place += 1 + random.nextInt(100);
    }
    byte[] raw = ReportBatch.write(reports);
    assertThat(read(raw)).isEqualTo(reports);
  }

  @Test
  void givenBytesThatAreNoBatch_thenTheyAreRefusedAndNoRoomIsMadeForWhatTheyClaim() {
    byte[] raw =
        ReportBatch.write(List.of(new Stored(0, 1, "osmand", AT, null, bytes("id=a&lat=1"))));
    for (int length = 0; length < raw.length; length++) {
      byte[] cut = Arrays.copyOf(raw, length);
      assertThatThrownBy(() -> read(cut)).isInstanceOf(IllegalStateException.class);
    }
    byte[] other = raw.clone();
    other[0] = 9;
    assertThatThrownBy(() -> read(other)).hasMessageContaining("version 9");
    assertThatThrownBy(() -> ReportBatch.read(new byte[9], Integer.MAX_VALUE, new byte[32]))
        .hasMessageContaining("bytes");
  }

  private static List<Stored> read(byte[] raw) {
    return ReportBatch.read(ReportBatch.compressed(raw), raw.length, Hashes.sha256(raw));
  }

  private static Bytes hash(Bytes bytes) {
    return Bytes.of(Hashes.sha256(bytes.array()));
  }

  private static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
