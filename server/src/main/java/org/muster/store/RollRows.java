package org.muster.store;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.muster.domain.EnrolmentId;
import org.muster.domain.OfficeId;
import org.muster.domain.Technology;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** The roll, append-only: a row that changes gets another version. */
@Component
public class RollRows {
  private static final String COLUMNS =
      "day, enrolment_id, version, state, technology, office_id, evidence, as_of ";
  private static final String SELECT = "select " + COLUMNS;

  private final JdbcClient jdbc;
  private final AtomicLong appendedCount = new AtomicLong();

  public RollRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The latest version of every row of the day, of all offices. */
  public List<RollRow> list(LocalDate day) {
    return jdbc.sql(SELECT + "from roll_now where day = ? order by enrolment_id")
        .param(Date.valueOf(day))
        .query((row, n) -> roll(row))
        .list();
  }

  /** The latest rows of a person, the last day first. */
  public List<RollRow> listFor(EnrolmentId enrolment, int countMax) {
    return jdbc.sql(SELECT + "from roll_now where enrolment_id = ? order by day desc limit ?")
        .params(enrolment.value(), countMax)
        .query((row, n) -> roll(row))
        .list();
  }

  /**
   * The latest version of every row of the day and office, those that are taken off too.
   *
   * @param only of these enrolments; empty for all
   */
  public List<RollRow> listVersions(LocalDate day, OfficeId office, List<EnrolmentId> only) {
    return jdbc.sql(
            "select distinct on (enrolment_id) "
                + COLUMNS
                + """
                from roll_row
                where office_id = ? and day = ? and (cardinality(?) = 0 or enrolment_id = any (?))
                order by enrolment_id, version desc
                """)
        .params(office.value(), Date.valueOf(day), ids(only), ids(only))
        .query((row, n) -> roll(row))
        .list();
  }

  /** The latest day for which the office called the roll. */
  public Optional<LocalDate> findLatestDay(OfficeId office) {
    return jdbc.sql("select max(day) from roll_row where office_id = ?")
        .param(office.value())
        .query((row, n) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
        .single();
  }

  /** Appends versions, all or none. */
  public void append(List<RollRow> versions) {
    if (versions.isEmpty()) {
      return;
    }
    Columns rows =
        new Columns("date", "int8", "int4", "text", "text", "int8", "text", "timestamptz");
    for (RollRow row : versions) {
      rows.add(
          row.day().toString(),
          row.enrolment().value(),
          row.version(),
          row.state(),
          row.technology().map(Technology::name).orElse(null),
          row.office().value(),
          Json.write(row.evidence()),
          row.asOf().toString());
    }
    jdbc.sql(
            """
            insert into roll_row
              (day, enrolment_id, version, state, technology, office_id, evidence, as_of,
               recorded_at)
            select day, enrolment_id, version, state, technology, office_id, evidence::jsonb,
                   as_of, as_of
            from unnest(?, ?, ?, ?, ?, ?, ?, ?) as given (day, enrolment_id, version, state,
                   technology, office_id, evidence, as_of)
            """)
        .params(new ArrayList<>(rows.parameters()))
        .update();
    appendedCount.addAndGet(versions.size());
  }

  /** How many versions were appended since the start: who looks on asks whether it grew. */
  public long appendedCount() {
    return appendedCount.get();
  }

  private static SqlArrayValue ids(List<EnrolmentId> enrolments) {
    return new SqlArrayValue("int8", enrolments.stream().map(EnrolmentId::value).toArray());
  }

  private static RollRow roll(ResultSet row) throws SQLException {
    return new RollRow(
        row.getDate("day").toLocalDate(),
        new EnrolmentId(row.getLong("enrolment_id")),
        row.getInt("version"),
        row.getString("state"),
        Optional.ofNullable(row.getString("technology")).map(Technology::valueOf),
        new OfficeId(row.getLong("office_id")),
        Json.read(row.getString("evidence"), RollEvidence.class),
        row.getTimestamp("as_of").toInstant());
  }
}
