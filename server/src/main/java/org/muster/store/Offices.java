package org.muster.store;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Office;
import org.muster.domain.OfficeId;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The offices of the programme. */
@Component
public class Offices {
  private static final String SELECT = "select office_id, code, name, time_zone from office ";
  private static final RowMapper<Office> ROW =
      (row, n) ->
          new Office(
              new OfficeId(row.getLong(1)),
              row.getString(2),
              row.getString(3),
              ZoneId.of(row.getString(4)));

  private final JdbcClient jdbc;

  public Offices(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public OfficeId add(String code, String name, ZoneId timeZone) {
    return jdbc.sql(
            "insert into office (code, name, time_zone) values (?, ?, ?) returning office_id")
        .params(code, name, timeZone.getId())
        .query((row, n) -> new OfficeId(row.getLong(1)))
        .single();
  }

  public Optional<Office> find(OfficeId id) {
    return jdbc.sql(SELECT + "where office_id = ?").param(id.value()).query(ROW).optional();
  }

  /** The zone in which times of the enrolment are spoken of; UTC where there is no such one. */
  public ZoneId zoneOf(EnrolmentId enrolment) {
    return jdbc.sql(
            "select time_zone from office join enrolment using (office_id) where enrolment_id = ?")
        .param(enrolment.value())
        .query((row, n) -> ZoneId.of(row.getString(1)))
        .optional()
        .orElse(ZoneId.of("UTC"));
  }

  public List<Office> list() {
    return jdbc.sql(SELECT + "where not synthetic order by name, office_id").query(ROW).list();
  }
}
