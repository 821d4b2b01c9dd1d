package org.muster.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.muster.domain.NamedSchedule;
import org.muster.domain.Schedule;
import org.muster.domain.ScheduleVersion;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Schedules in all their versions. A version never changes. */
@Component
public class Schedules {
  private static final String SELECT =
      "select schedule_id, version, name, hours, author, recorded_at from schedule ";

  private final JdbcClient jdbc;

  public Schedules(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A new schedule: its first version. */
  public ScheduleVersion add(String name, Schedule hours, String author) {
    long schedule =
        jdbc.sql("select nextval('schedule_id_sequence')")
            .query((row, n) -> row.getLong(1))
            .single();
    return addVersion(schedule, name, hours, author);
  }

  /** The next version of a schedule. */
  public ScheduleVersion addVersion(long schedule, String name, Schedule hours, String author) {
    return jdbc.sql(
            """
            insert into schedule (schedule_id, version, name, hours, author)
            values (:schedule,
                    (select coalesce(max(version), 0) + 1 from schedule
                     where schedule_id = :schedule),
                    :name, :hours::jsonb, :author)
            returning schedule_id, version
            """)
        .param("schedule", schedule)
        .param("name", name)
        .param("hours", Json.write(hours))
        .param("author", author)
        .query((row, n) -> new ScheduleVersion(row.getLong(1), row.getInt(2)))
        .single();
  }

  public Optional<NamedSchedule> find(ScheduleVersion id) {
    return jdbc.sql(SELECT + "where schedule_id = ? and version = ?")
        .params(id.schedule(), id.version())
        .query(Schedules::row)
        .optional();
  }

  /** The latest version of the schedule. */
  public Optional<NamedSchedule> findLatest(long schedule) {
    return jdbc.sql(SELECT + "where schedule_id = ? order by version desc limit 1")
        .param(schedule)
        .query(Schedules::row)
        .optional();
  }

  /** The latest version of every schedule whose name holds the text, by name. */
  public List<NamedSchedule> listLatest(String text, int countMax) {
    return jdbc.sql(
            """
            select * from (
              select distinct on (schedule_id)
                     schedule_id, version, name, hours, author, recorded_at
              from schedule order by schedule_id, version desc) latest
            where position(lower(:text) in lower(name)) > 0
            order by lower(name), schedule_id limit :countMax
            """)
        .param("text", text.strip())
        .param("countMax", countMax)
        .query(Schedules::row)
        .list();
  }

  /** All versions of one schedule, the latest first. */
  public List<NamedSchedule> listVersions(long schedule) {
    return jdbc.sql(SELECT + "where schedule_id = ? order by version desc")
        .param(schedule)
        .query(Schedules::row)
        .list();
  }

  private static NamedSchedule row(ResultSet row, int n) throws SQLException {
    return new NamedSchedule(
        new ScheduleVersion(row.getLong(1), row.getInt(2)),
        row.getString(3),
        Json.read(row.getString(4), Schedule.class),
        row.getString(5),
        row.getTimestamp(6).toInstant());
  }
}
