package org.muster.store;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.muster.domain.EnrolmentId;
import org.muster.domain.OfficeId;
import org.muster.domain.Technology;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The roll, append-only: a row that changes gets another version. */
@Component
public class RollRows {
  private static final String SELECT =
      "select day, enrolment_id, version, state, technology, office_id, evidence, as_of ";

  private final JdbcClient jdbc;

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

  public void append(RollRow row) {
    jdbc.sql(
            """
            insert into roll_row
              (day, enrolment_id, version, state, technology, office_id, evidence, as_of,
               recorded_at)
            values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)
            """)
        .param(Date.valueOf(row.day()))
        .param(row.enrolment().value())
        .param(row.version())
        .param(row.state())
        .param(row.technology().map(Technology::name).orElse(null))
        .param(row.office().value())
        .param(Json.write(row.evidence()))
        .param(Timestamp.from(row.asOf()))
        .param(Timestamp.from(row.asOf()))
        .update();
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
