package org.muster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.domain.AssignmentId;
import org.muster.domain.DeviceId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Observation;
import org.muster.domain.Position;
import org.muster.store.ReceivedReport.Entry;
import org.muster.store.ReceivedReport.Part;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** Reports are sealed under the keys of those whom they speak of, and nobody who reads can tell. */
class ReportSealerTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant DAY_AFTER = START.plus(Duration.ofDays(1));
  private static final Instant END = START.plus(Duration.ofDays(3));

  private final DataSource dataSource = TestDatabase.fresh();
  private final JdbcClient jdbc = JdbcClient.create(dataSource);
  private final TransactionOperations transactions =
      new TransactionTemplate(new JdbcTransactionManager(dataSource));
  private final TestProgramme programme = new TestProgramme(jdbc);
  private final EnrolmentId ana = programme.enrolment("2026-02-27T00:00:00Z");
  private final EnrolmentId ben = programme.enrolment("2026-02-27T00:00:00Z");
  private final DeviceId ofAna = device(programme.assignment(ana, "2026-02-27T00:00:00Z"));
  private final DeviceId ofBen = device(programme.assignment(ben, "2026-02-27T00:00:00Z"));
  private final Reports reports = new Reports(jdbc, TestTracks.keys(jdbc));
  private final ReportSealer sealer = sealer(transactions);

  @BeforeEach
  void reportsOfThreeDaysOfWhichSomeSpeakOfBoth() {
    for (int n = 0; n < 30; n++) {
      Instant at = START.plusSeconds(8_000L * n);
      Part one = line(ofAna, at, 297_000_000 + n, "");
      Part other = line(ofBen, at, 331_000_000 + n, "");
      // Alone; both, as it came; both, with what could not be read in between.
      write(at, text(one), List.of(one));
      write(at, text(other) + "\r\n" + text(one) + "\r\n\r\n", List.of(other, marked(one, n)));
    }
  }

  @Test
  void givenDaysThatAreOver_thenTheirReportsReadAsBeforeAndNoBatchHoldsAPlace() {
    Map<Long, Reports.Report> before = all();
    assertThat(before).hasSize(60);
    assertThat(unsealedText(DAY_AFTER)).contains("297000001", "331000001");

    int batches = sealer.sealAll(DAY_AFTER);

    assertThat(batches).isGreaterThan(10);
    assertThat(withoutHashOfSeveral(all())).isEqualTo(withoutHashOfSeveral(before));
    assertThat(unsealedText(DAY_AFTER)).doesNotContain("297000", "331000");
    assertThat(unsealedText(END)).contains("297000029");
    assertThat(sealer.sealAll(DAY_AFTER)).isZero();
    assertThat(sealedPieces())
        .containsExactly("%s 2026-03-01 1".formatted(ana), ben + " 2026-03-01 1");

    // What comes by a clock that was put back is of that day too, and another piece.
    Instant late = DAY_AFTER.minusSeconds(9);
    write(late, "late 297999999", List.of(line(ofAna, late, 297_999_999, " late")));
    Map<Long, Reports.Report> more = all();
    sealer.sealAll(END);
    assertThat(withoutHashOfSeveral(all())).isEqualTo(withoutHashOfSeveral(more)).hasSize(61);
    assertThat(sealedPieces()).contains(ana + " 2026-03-01 2", ben + " 2026-03-03 1");
  }

  @Test
  void givenTheKeyIsDestroyedAfterwards_thenOnlyWhatIsOfTheOtherIsLeft() {
    sealer.sealAll(END);
    destroy(ana);
    assertThatOnlyBenIsLeft();
  }

  @Test
  void givenTheKeyIsDestroyedBefore_thenItIsTakenOutOfTheBatchesAndTheRestIsSealed() {
    sealer.sealAll(DAY_AFTER);
    destroy(ana);
    assertThat(unsealedText(END)).doesNotContain("297000").contains("331000029");
    assertThatOnlyBenIsLeft();
    assertThat(sealer.sealAll(END)).isPositive();
    assertThatOnlyBenIsLeft();
    assertThat(sealedPieces()).doesNotContain(ana + " 2026-03-02 1");
  }

  @Test
  void givenTheSealingFailsAtItsEnd_thenAllIsAsItWasAndTheNextOneDoesIt() {
    Map<Long, Reports.Report> before = all();
    TransactionOperations failing =
        new TransactionOperations() {
          @Override
          public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
            return transactions.execute(
                status -> {
                  action.doInTransaction(status);
                  throw new IllegalStateException("the machine ends");
                });
          }
        };
    assertThatThrownBy(() -> sealer(failing).sealAll(END)).hasMessage("the machine ends");
    assertThat(sealedPieces()).isEmpty();
    assertThat(all()).isEqualTo(before);

    sealer.sealAll(END);
    assertThat(withoutHashOfSeveral(all())).isEqualTo(withoutHashOfSeveral(before));
  }

  @Test
  void givenASealedBatch_thenTheDatabaseLetsNobodyChangeItNorWhatIsSealed() {
    sealer.sealAll(END);
    for (String change :
        List.of(
            "update report_batch set content = content",
            "delete from report_batch",
            "update sealed_reports set content = content",
            "delete from sealed_reports")) {
      assertThatThrownBy(() -> jdbc.sql(change).update())
          .as(change)
          .isInstanceOf(DataAccessException.class);
    }
  }

  @Test
  void givenAPieceInTheRowOfAnother_thenItDoesNotOpen() {
    sealer.sealAll(END);
    jdbc.sql("alter table sealed_reports disable trigger user").update();
    jdbc.sql(
            """
            update sealed_reports s set content = o.content, raw_bytes = o.raw_bytes
            from sealed_reports o where s.enrolment_id = o.enrolment_id
              and s.day = '2026-03-01' and o.day = '2026-03-02'
            """)
        .update();
    assertThatThrownBy(this::all).hasMessageContaining("do not open");
  }

  private void assertThatOnlyBenIsLeft() {
    for (Reports.Report report : all().values()) {
      String body = new String(report.body().array(), StandardCharsets.UTF_8);
      assertThat(body).doesNotContain("297000");
      // A place can be found again by trying its hash.
      assertThat(report.hash().length()).isEqualTo(report.body().length() == 0 ? 0 : ofOne(report));
    }
    assertThat(all().values().stream().filter(one -> one.body().length() > 0)).hasSize(30);
  }

  /** Of what speaks of both, the hash is not kept; in joined lines only the other one is left. */
  private static int ofOne(Reports.Report report) {
    return new String(report.body().array(), StandardCharsets.UTF_8).endsWith("}\n") ? 32 : 0;
  }

  private static List<Reports.Report> withoutHashOfSeveral(Map<Long, Reports.Report> all) {
    return all.values().stream()
        .map(
            one ->
                new String(one.body().array(), StandardCharsets.UTF_8).contains("}\r\n{")
                    ? new Reports.Report(
                        one.id(),
                        one.tokenId(),
                        one.protocol(),
                        one.receivedAt(),
                        Bytes.NONE,
                        one.body())
                    : one)
        .toList();
  }

  /** Every third one is not to be kept: no order asks for that time. */
  private static Part marked(Part part, int n) {
    if (n % 3 > 0) {
      return part;
    }
    Entry entry = part.entries().getFirst();
    Observation.Fix fix = (Observation.Fix) entry.observation();
    return new Part(
        part.bytes(),
        List.of(
            Entry.of(
                entry.device(),
                Observation.Fix.of(
                    Instant.parse("2020-01-01T00:00:00Z"),
                    fix.position(),
                    OptionalDouble.empty()))));
  }

  private static Part line(DeviceId device, Instant at, int latitudeE7, String beside) {
    Observation fix =
        Observation.Fix.of(at, new Position(latitudeE7, 7), OptionalDouble.of(latitudeE7 % 97 + 1));
    return new Part(
        bytes("{\"device\":%s,\"lat\":%d}%s".formatted(device, latitudeE7, beside)),
        List.of(Entry.of(device, fix)));
  }

  private void write(Instant at, String whole, List<Part> parts) {
    long token = jdbc.sql("select min(token_id) from token").query(Long.class).single();
    new JournalWriter(jdbc, new JudgingDue(jdbc), transactions)
        .write(List.of(new ReceivedReport(token, "native", at, bytes(whole), parts)));
  }

  private Map<Long, Reports.Report> all() {
    Map<Long, Reports.Report> all = new TreeMap<>();
    for (long batch : jdbc.sql("select batch_id from report_batch").query(Long.class).list()) {
      long id = ReportBatch.reportId(batch, 0);
      all.put(id, reports.find(id).orElseThrow());
    }
    return all;
  }

  /** The batches of before the instant as they were before they were compressed. */
  private String unsealedText(Instant before) {
    List<String> texts = new ArrayList<>();
    jdbc.sql("select content, raw_bytes from report_batch where received_at < ?")
        .param(Timestamp.from(before))
        .query(
            row -> {
              texts.add(
                  new String(
                      com.github.luben.zstd.Zstd.decompress(row.getBytes(1), row.getInt(2)),
                      StandardCharsets.ISO_8859_1));
            });
    return String.join("\n", texts);
  }

  private List<String> sealedPieces() {
    return jdbc.sql(
            "select concat_ws(' ', enrolment_id, day, piece) from sealed_reports order by 1")
        .query((row, n) -> row.getString(1))
        .list();
  }

  private void destroy(EnrolmentId enrolment) {
    transactions.executeWithoutResult(
        status -> {
          jdbc.sql("set constraints all deferred").update();
          for (String table : List.of("assignment", "legal_order", "enrolment")) {
            jdbc.sql(
                    "update %s set during = tstzrange(lower(during), ?) where enrolment_id = ?"
                        .formatted(table))
                .params(Timestamp.from(END), enrolment.value())
                .update();
          }
        });
    assertThat(new TrackDestroying(dataSource).destroy(enrolment, "R. Ortiz", "Over", END))
        .isInstanceOf(TrackDestroying.Outcome.Destroyed.class);
  }

  private ReportSealer sealer(TransactionOperations with) {
    return new ReportSealer(jdbc, TestTracks.keys(jdbc), with);
  }

  private DeviceId device(AssignmentId assignment) {
    return jdbc.sql("select device_id from assignment where assignment_id = ?")
        .param(assignment.value())
        .query((row, n) -> new DeviceId(row.getLong(1)))
        .single();
  }

  private static String text(Part part) {
    return new String(part.bytes().array(), StandardCharsets.UTF_8);
  }

  private static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
