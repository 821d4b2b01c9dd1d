package org.muster.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.figures.DailyRoll;
import org.muster.judging.Judging;
import org.muster.store.Alerts;
import org.muster.store.Backup;
import org.muster.store.Database;
import org.muster.store.Databases;
import org.muster.store.Findings;
import org.muster.store.RecordedFinding;
import org.muster.store.Restore;
import org.muster.store.TestDatabase;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionOperations;

/** A programme that people work with is backed up while devices report, and comes back the same. */
@WebTest
@TestPropertySource(properties = "muster.test=a programme of its own")
class BackupOfAProgrammeTest {
  @Autowired private JdbcClient jdbc;
  @Autowired private Judging judging;
  @Autowired private DailyRoll roll;
  @Autowired private Environment environment;
  @Autowired private TransactionOperations transactions;
  @TempDir private Path folder = Path.of("");

  /** What people see of a programme. */
  private record Seen(
      Alerts.Count worklist,
      List<RecordedFinding> findings,
      List<Map<String, @Nullable Object>> roll) {}

  @Test
  void givenReportsComeIn_thenTheBackupIsOfOneInstantAndRestoresTheSameRollAndFindings()
      throws Exception {
    Scene.play(jdbc);
    judging.judgeAllDue();
    roll.call();
    judging.stop();
    Seen before = seen(jdbc);
    assertThat(before.findings()).isNotEmpty();
    assertThat(before.roll()).isNotEmpty();
    long observationsBefore = count(jdbc, "observation");

    AtomicBoolean stop = new AtomicBoolean();
    AtomicLong written = new AtomicLong();
    AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
    Thread writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    while (!stop.get()) {
                      transactions.executeWithoutResult(
                          status -> report(written.incrementAndGet()));
                    }
                  } catch (Throwable e) {
                    failed.set(e);
                  }
                });
    Backup.Made made;
    try {
      while (written.get() < 5 && failed.get() == null) {
        Thread.sleep(10);
      }
      try (Database source = source()) {
        made = Backup.write(source.dataSource(), folder, Instant.parse("2026-03-01T12:00:00Z"));
      }
    } finally {
      stop.set(true);
      writer.join();
    }
    assertThat(failed.get()).isNull();
    assertThat(made.file().getFileName()).hasToString("muster-2026-03-01T12-00-00Z.backup");

    String url = TestDatabase.emptyUrl();
    Databases target = new Databases(url, "", "", folder);
    Restore.Restored restored = Restore.read(made.file(), target.empty());
    assertThat(restored.manifest()).isEqualTo(made.manifest());
    assertThat(restored.fingerprint()).isEqualTo(made.fingerprint());
    try (Database back = Database.at(url, "", "")) {
      JdbcClient restoredJdbc = JdbcClient.create(back.dataSource());
      assertThat(seen(restoredJdbc)).isEqualTo(before);
      // Each of the written reports has its one observation, or is not there at all.
      long observations = count(restoredJdbc, "observation");
      assertThat(observations).isBetween(observationsBefore + 1, count(jdbc, "observation"));
      assertThat(
              restoredJdbc
                  .sql("select count(*) from report where protocol = 'osmand'")
                  .query(Long.class)
                  .single())
          .isEqualTo(
              restoredJdbc
                  .sql(
                      "select count(*) from observation join report using (report_id)"
                          + " where protocol = 'osmand'")
                  .query(Long.class)
                  .single());
      // Numbers go on where they were: the next report is none that is there.
      restoredJdbc
          .sql(
              """
              insert into report (token_id, protocol, received_at, hash, body)
              select min(token_id), 'native', now(), sha256('next'), ''::bytea from token
              """)
          .update();
    }
  }

  private Database source() throws Exception {
    return new Databases(environment.getRequiredProperty("muster.database.url"), "", "", folder)
        .toRead();
  }

  private void report(long n) {
    long report =
        jdbc.sql(
                """
                insert into report (token_id, protocol, received_at, hash, body)
                select min(token_id), 'osmand', now(), sha256(?::bytea), ?::bytea from token
                returning report_id
                """)
            .params("report " + n, "body " + n)
            .query(Long.class)
            .single();
    jdbc.sql(
            """
            insert into observation (report_id, device_id, observed_at, received_at, kind,
              dedupe_key)
            select ?, min(device_id), now(), now(), 'Beat', sha256(?::bytea) from device
            """)
        .params(report, "written " + n)
        .update();
  }

  private static long count(JdbcClient of, String table) {
    return of.sql("select count(*) from " + table).query(Long.class).single();
  }

  private static Seen seen(JdbcClient of) {
    return new Seen(
        new Alerts(of).count(Alerts.Scope.EVERYBODY),
        new Findings(of).listCurrent(),
        of.sql(
                """
                select day::text, enrolment_id, version, state, evidence::text from roll_now
                order by day, enrolment_id
                """)
            .query()
            .listOfRows());
  }
}
