package org.muster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.domain.AssignmentId;
import org.muster.domain.DestroyedTrack;
import org.muster.domain.DeviceId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Interval;
import org.muster.domain.Observation;
import org.muster.domain.Position;
import org.muster.store.ReceivedReport.Entry;
import org.muster.store.ReceivedReport.Fate;
import org.muster.store.ReceivedReport.Part;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A track whose key is destroyed is nowhere any more, and what was said of it stays. Over 250 lines
 * because the search through all tables has to know each form in which a place may be written.
 */
class TrackDestroyingTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant END = START.plus(Duration.ofDays(5));
  private static final Instant NOW = START.plus(Duration.ofDays(60));
  private static final Interval ALL = new Interval(START, END);

  private final DataSource dataSource = TestDatabase.fresh();
  private final JdbcClient jdbc = JdbcClient.create(dataSource);
  private final TransactionOperations transactions =
      new TransactionTemplate(new JdbcTransactionManager(dataSource));
  private final TestProgramme programme = new TestProgramme(jdbc);
  private final EnrolmentId gone = programme.enrolment("2026-02-27T00:00:00Z");
  private final EnrolmentId stays = programme.enrolment("2026-02-27T00:00:00Z");
  private final AssignmentId goneDevice = programme.assignment(gone, "2026-02-27T00:00:00Z");
  private final AssignmentId staysDevice = programme.assignment(stays, "2026-02-27T00:00:00Z");
  private final Tracks tracks = TestTracks.of(jdbc);
  private final TrackDestroying destroying = new TrackDestroying(dataSource);
  private final List<Position> places = new ArrayList<>();
  private List<ReceivedReport> reports = List.of();

  @BeforeEach
  void twoTracksOfFiveDaysOfWhichThreeAreSealedAndOneIsInRows() {
    reports = reports(goneDevice, 297_123_457, -953_987_653);
    for (ReceivedReport report : reports) {
      for (Entry entry : report.entries()) {
        if (entry.observation() instanceof Observation.Fix fix) {
          places.add(fix.position());
        }
      }
    }
    List<ReceivedReport> ofOther = reports(staysDevice, 331_111_113, -801_234_567);
    int fourDays = reports.size() * 4 / 5;
    writer().write(reports.subList(0, fourDays));
    writer().write(ofOther.subList(0, fourDays));
    TestTracks.keepAsRows(jdbc, transactions);
    // One commit holds something of both.
    List<ReceivedReport> lastDay = new ArrayList<>(reports.subList(fourDays, reports.size()));
    lastDay.addAll(ofOther.subList(fourDays, ofOther.size()));
    writer().write(lastDay);
    TestTracks.moveAll(jdbc, transactions, START.plus(Duration.ofDays(3)));
    jdbc.sql(
            """
            insert into fold_day (enrolment_id, day, closing, spans, findings, observations)
            values (?, '2026-03-01', ?, '[]', ?::jsonb, 1)
            """)
        .params(
            gone.value(),
            "last seen at " + places.getLast().latitudeE7(),
            "[{\"at\": %d}]".formatted(places.getFirst().longitudeE7()))
        .update();
  }

  @Test
  void givenTheKeyIsDestroyed_thenNoColumnOfAnyTableHoldsOrOpensToThePlaces() {
    end(gone);
    Aead before = TestTracks.keys(jdbc).find(gone).orElseThrow();
    // That the search finds what is there.
    assertThat(tablesThatHold(traces())).contains("observation", "track_chunk", "fold_day");
    assertThat(opened(List.of(before))).isPositive();
    assertThat(new StoredArrivals(jdbc).ofEnrolment(gone)).hasSize(places.size() / 5);
    List<Observation> ofOther = tracks.list(stays, ALL);
    String heard = heard();

    assertThat(destroying.destroy(gone, "R. Ortiz", "Retention is over", NOW))
        .isEqualTo(new TrackDestroying.Outcome.Destroyed(3, places.size() * 2 / 5, true));

    assertThat(tablesThatHold(traces())).isEmpty();
    assertThat(new StoredArrivals(jdbc).ofEnrolment(gone)).isEmpty();
    assertThat(new StoredArrivals(jdbc).ofEnrolment(stays)).hasSize(places.size() / 5);
    List<Aead> keysThatThereAre = new ArrayList<>();
    TestTracks.keys(jdbc).find(stays).ifPresent(keysThatThereAre::add);
    TestTracks.keys(jdbc).find(gone).ifPresent(keysThatThereAre::add);
    assertThat(keysThatThereAre).hasSize(1);
    assertThat(opened(keysThatThereAre)).isZero();
    assertThat(tracks.list(stays, ALL)).isEqualTo(ofOther).isNotEmpty();
    assertThatThrownBy(() -> tracks.list(gone, ALL)).isInstanceOf(TrackDestroyed.class);
    assertThat(heard()).as("when the devices were heard").isEqualTo(heard).contains("2026-03-05");
    assertThat(tracks.findDestroyed(gone))
        .contains(new DestroyedTrack(NOW, "R. Ortiz", "Retention is over"));
  }

  @Test
  void givenItIsDestroyed_thenNothingBringsItBack() {
    end(gone);
    destroying.destroy(gone, "R. Ortiz", "Retention is over", NOW);

    assertThatThrownBy(
            () ->
                jdbc.sql("update enrolment_key set wrapped_key = '\\x00', destroyed_at = null")
                    .update())
        .isInstanceOf(DataAccessException.class);
    assertThat(TestTracks.keys(jdbc).findOrMake(gone)).isEmpty();
    assertThat(destroying.destroy(gone, "Another", "Again", NOW.plusSeconds(9)))
        .isEqualTo(
            new TrackDestroying.Outcome.Already(
                new DestroyedTrack(NOW, "R. Ortiz", "Retention is over"), true));
  }

  @Test
  void givenABackupHoldsTheTable_thenTheKeyIsDestroyedAndTheRestIsToBeTriedAgain()
      throws SQLException {
    end(gone);
    try (Connection backup = dataSource.getConnection()) {
      backup.setAutoCommit(false);
      backup.createStatement().execute("lock table enrolment_key in access share mode");
      assertThat(destroying.destroy(gone, "R. Ortiz", "Retention is over", NOW))
          .isInstanceOfSatisfying(
              TrackDestroying.Outcome.Destroyed.class,
              destroyed -> assertThat(destroyed.cleared()).isFalse());
      assertThat(TestTracks.keys(jdbc).find(gone)).isEmpty();
      backup.rollback();
    }
    assertThat(destroying.destroy(gone, "R. Ortiz", "Again", NOW))
        .isInstanceOfSatisfying(
            TrackDestroying.Outcome.Already.class,
            already -> assertThat(already.cleared()).isTrue());
  }

  @Test
  void givenReportsOfItComeAgainOrLate_thenTheyAreAcknowledgedAndNothingIsKept() {
    end(gone);
    destroying.destroy(gone, "R. Ortiz", "Retention is over", NOW);
    long batches = count("report_batch");
    List<ReceivedReport> late = reports(goneDevice, 297_500_009, -953_500_021);

    List<Fate> fates = new ArrayList<>();
    writer().write(reports).kept().forEach(kept -> fates.addAll(kept.fates()));
    writer().write(late).kept().forEach(kept -> fates.addAll(kept.fates()));

    assertThat(fates).isNotEmpty().containsOnly(Fate.DUPLICATE);
    assertThat(tablesThatHold(traces())).isEmpty();
    assertThat(count("report_batch")).isEqualTo(batches);
    assertThat(new StoredArrivals(jdbc).ofEnrolment(gone)).isEmpty();
  }

  @Test
  void givenTheEnrolmentGoesOnOrIsNotThere_thenNothingIsDestroyed() {
    assertThat(destroying.destroy(gone, "R. Ortiz", "Too early", NOW))
        .isEqualTo(new TrackDestroying.Outcome.GoesOn());
    assertThat(destroying.destroy(new EnrolmentId(999), "R. Ortiz", "Nobody", NOW))
        .isEqualTo(new TrackDestroying.Outcome.NoEnrolment());
    assertThat(tracks.list(gone, ALL)).isNotEmpty();
  }

  @Test
  void givenAnEnrolmentWithoutAKeyYet_thenItsRowsAreDeletedAndNoKeyIsMadeLater() {
    EnrolmentId fresh = programme.enrolment("2026-02-27T00:00:00Z");
    AssignmentId device = programme.assignment(fresh, "2026-02-27T00:00:00Z");
    writer().write(reports(device, 100_000_007, 100_000_037));
    end(fresh);

    assertThat(destroying.destroy(fresh, "R. Ortiz", "Wrong person", NOW))
        .isInstanceOf(TrackDestroying.Outcome.Destroyed.class);

    assertThat(TestTracks.keys(jdbc).findOrMake(fresh)).isEmpty();
    assertThatThrownBy(() -> tracks.list(fresh, ALL)).isInstanceOf(TrackDestroyed.class);
  }

  @Test
  void givenItIsDestroyed_thenTheRecordOfCaseworkSaysSoAndWhoJudgesIsTold() {
    assertThat(destroying.find(gone))
        .contains(
            new TrackDestroying.Track(
                "Ana Test", java.util.Optional.empty(), 3, places.size() * 2 / 5));
    assertThat(destroying.find(new EnrolmentId(999))).isEmpty();
    end(gone);
    jdbc.sql("delete from judging_due").update();
    destroying.destroy(gone, "R. Ortiz", "Retention is over ".repeat(50), NOW);

    assertThat(new CaseworkEntries(jdbc).list(gone))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.change()).startsWith("Track destroyed: Retention is over");
              assertThat(entry.author()).isEqualTo("R. Ortiz");
            });
    assertThat(new JudgingDue(jdbc).list(9))
        .singleElement()
        .satisfies(
            due -> {
              assertThat(due.enrolment()).isEqualTo(gone);
              assertThat(due.boundFrom()).isPresent();
            });
  }

  @Test
  void givenAReportThatHoldsSomethingOfAnotherToo_thenOnlyThatIsKept() {
    end(gone);
    destroying.destroy(gone, "R. Ortiz", "Retention is over", NOW);
    ReceivedReport ofGone = reports.getFirst();
    ReceivedReport ofOther = reports(staysDevice, 331_500_007, -801_500_003).getFirst();
    List<Part> both = new ArrayList<>(ofGone.parts());
    both.addAll(ofOther.parts());
    Bytes bytes =
        Bytes.of(
            (text(ofGone.bytes()) + "\n" + text(ofOther.bytes()) + "\n")
                .getBytes(StandardCharsets.UTF_8));

    List<Fate> fates =
        writer()
            .write(
                List.of(
                    new ReceivedReport(
                        ofOther.tokenId(), "native", ofGone.receivedAt(), bytes, both, List.of())))
            .kept()
            .getFirst()
            .fates();

    assertThat(fates).containsExactly(Fate.DUPLICATE, Fate.ACCEPTED);
    long id = TestTracks.arrived(jdbc).getLast().reportId();
    assertThat(text(new Reports(jdbc, TestTracks.keys(jdbc)).find(id).orElseThrow().body()))
        .isEqualTo(text(ofOther.bytes()) + "\n");
  }

  private static String text(Bytes bytes) {
    return new String(bytes.array(), StandardCharsets.UTF_8);
  }

  @Test
  void givenADayOfMoreThanAChunkHolds_thenItIsDestroyedAndWhenItWasHeardStays() {
    end(gone);
    String heard = heard();
    assertThat(new TrackDestroying(dataSource, 7).destroy(gone, "R. Ortiz", "Over", NOW))
        .isInstanceOf(TrackDestroying.Outcome.Destroyed.class);
    assertThat(heard()).isEqualTo(heard);
    assertThat(
            jdbc.sql("select max(piece) from track_chunk where assignment_id = ?")
                .param(goneDevice.value())
                .query(Long.class)
                .single())
        .isGreaterThan(4);
  }

  /** What the roll and the search for silence ask. */
  private String heard() {
    return tracks.findLastHeardAt(gone)
        + new Silences(jdbc).list(START, NOW, Duration.ofMinutes(30)).toString();
  }

  /** What would tell a place, in each form in which it may be written. */
  private Set<String> traces() {
    Set<String> traces = new TreeSet<>();
    HexFormat hex = HexFormat.of();
    for (Position place : places) {
      for (int e7 : List.of(place.latitudeE7(), place.longitudeE7())) {
        traces.add(Integer.toString(e7));
        traces.add(String.format(Locale.ROOT, "%.7f", e7 / 1e7));
      }
      // Of four bytes alone, sealed ones would hold some by chance.
      for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
        ByteBuffer both = ByteBuffer.allocate(8).order(order);
        traces.add(
            hex.formatHex(both.putInt(place.latitudeE7()).putInt(place.longitudeE7()).array()));
      }
    }
    for (ReceivedReport report : reports) {
      // A hash of a place can be found again by trying places.
      report.entries().forEach(entry -> traces.add(entry.key().hex()));
    }
    return traces;
  }

  /** The tables of which some column, as text, holds one of them. Reports are another matter. */
  private Set<String> tablesThatHold(Set<String> traces) {
    Set<String> holding = new TreeSet<>();
    for (String table :
        jdbc.sql(
                """
                select tablename from pg_tables
                where schemaname = 'public' and tablename <> 'report_batch'
                """)
            .query((row, n) -> row.getString(1))
            .list()) {
      String all = String.join("\n", texts(table));
      if (traces.stream().anyMatch(all::contains)) {
        holding.add(table);
      }
    }
    return holding;
  }

  private List<String> texts(String table) {
    return jdbc.sql("select t::text from \"" + table + "\" t")
        .query((row, n) -> row.getString(1))
        .list();
  }

  /** How many bytes of any table are a chunk of the track under one of the keys. */
  private long opened(List<Aead> keys) {
    long opened = 0;
    List<byte[]> all = new ArrayList<>();
    jdbc.sql("select content, wrapped_key from track_chunk, enrolment_key")
        .query(
            row -> {
              all.add(row.getBytes(1));
              if (row.getBytes(2) != null) {
                all.add(row.getBytes(2));
              }
            });
    for (byte[] sealed : all) {
      for (Aead key : keys) {
        for (int day = 1; day <= 3; day++) {
          byte[] ofWhat =
              "muster track %d %d 2026-03-%02d"
                  .formatted(gone.value(), goneDevice.value(), day)
                  .getBytes(StandardCharsets.UTF_8);
          try {
            key.decrypt(sealed, ofWhat);
            opened++;
          } catch (java.security.GeneralSecurityException e) {
            // As it has to be.
          }
        }
      }
    }
    return opened;
  }

  private JournalWriter writer() {
    return new JournalWriter(jdbc, new JudgingDue(jdbc), transactions);
  }

  /** Each 40 minutes a fix, every other one with an id of the client's. */
  private List<ReceivedReport> reports(AssignmentId assignment, int latitudeE7, int longitudeE7) {
    DeviceId device =
        new DeviceId(
            jdbc.sql("select device_id from assignment where assignment_id = ?")
                .param(assignment.value())
                .query(Long.class)
                .single());
    long token =
        jdbc.sql("select min(token_id) from token where device_id = ?")
            .param(device.value())
            .query(Long.class)
            .single();
    List<ReceivedReport> all = new ArrayList<>();
    int n = 0;
    for (Instant at = START; at.isBefore(END); at = at.plusSeconds(2_400)) {
      Observation fix =
          Observation.Fix.of(
              at,
              new Position(latitudeE7 + 7_919 * n, longitudeE7 + 6_421 * n),
              OptionalDouble.of(8));
      Entry entry =
          n++ % 2 == 0
              ? Entry.of(device, fix)
              : new Entry(
                  device,
                  fix,
                  DedupeKey.ofClientId("of " + device + " " + n),
                  java.util.Optional.empty());
      Bytes bytes = Bytes.of(fix.toString().getBytes(StandardCharsets.UTF_8));
      all.add(
          new ReceivedReport(token, "native", at, bytes, List.of(new Part(bytes, List.of(entry)))));
    }
    return all;
  }

  private void end(EnrolmentId enrolment) {
    transactions.executeWithoutResult(
        status -> {
          jdbc.sql("set constraints all deferred").update();
          for (String table : List.of("assignment", "legal_order")) {
            jdbc.sql(
                    "update %s set during = tstzrange(lower(during), ?) where enrolment_id = ?"
                        .formatted(table))
                .params(Timestamp.from(END), enrolment.value())
                .update();
          }
          jdbc.sql(
                  """
                  update enrolment set during = tstzrange(lower(during), ?),
                    outcome_reason = 'Case ended', outcome_destination = 'Community'
                  where enrolment_id = ?
                  """)
              .params(Timestamp.from(END), enrolment.value())
              .update();
        });
  }

  private long count(String table) {
    return jdbc.sql("select count(*) from " + table).query(Long.class).single();
  }
}
