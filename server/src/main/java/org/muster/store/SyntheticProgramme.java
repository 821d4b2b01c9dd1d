package org.muster.store;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.muster.domain.Area;
import org.muster.domain.DeviceId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.OfficeId;
import org.muster.domain.ParticipantId;
import org.muster.domain.Technology;
import org.muster.domain.ZoneVersion;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What stands for nobody: the watchdog's office, participants, devices and zones, each marked as
 * synthetic where it is kept, and named so that whoever meets one sees what it is.
 */
@Component
public class SyntheticProgramme {
  public static final String VENDOR = "Watchdog (synthetic)";
  public static final String BY = "watchdog";
  private static final String OFFICE_CODE = "WATCHDOG";

  private final JdbcClient jdbc;

  public SyntheticProgramme(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A participant who is nobody, with the device that stands for it. */
  public record Dummy(ParticipantId participant, DeviceId device, String uniqueId) {}

  /** A stay of a dummy that goes on. */
  public record Stay(EnrolmentId enrolment, ParticipantId participant, Instant startsAt) {}

  /** The office; made when it is not there yet. */
  public OfficeId office() {
    return jdbc.sql("select office_id from office where synthetic")
        .query((row, n) -> new OfficeId(row.getLong(1)))
        .optional()
        .orElseGet(
            () ->
                jdbc.sql(
                        """
                        insert into office (code, name, time_zone, synthetic)
                        values (?, ?, ?, true) returning office_id
                        """)
                    .params(OFFICE_CODE, VENDOR, ZoneId.of("UTC").getId())
                    .query((row, n) -> new OfficeId(row.getLong(1)))
                    .single());
  }

  /** The dummy of that number; made when it is not there yet. */
  public Dummy dummy(int number) {
    String name = "WATCHDOG " + number;
    ParticipantId participant =
        jdbc.sql("select participant_id from participant where synthetic and family_name = ?")
            .param(name)
            .query((row, n) -> new ParticipantId(row.getLong(1)))
            .optional()
            .orElseGet(
                () ->
                    jdbc.sql(
                            """
                            insert into participant (given_name, family_name, language, recorded_by,
                              synthetic)
                            values ('synthetic, not a person', ?, 'en', ?, true)
                            returning participant_id
                            """)
                        .params(name, BY)
                        .query((row, n) -> new ParticipantId(row.getLong(1)))
                        .single());
    String uniqueId = "watchdog-synthetic-" + number;
    DeviceId device =
        jdbc.sql("select device_id from device where unique_id = ? and synthetic")
            .param(uniqueId)
            .query((row, n) -> new DeviceId(row.getLong(1)))
            .optional()
            .orElseGet(
                () ->
                    jdbc.sql(
                            """
                            insert into device (unique_id, technology, vendor, recorded_by,
                              synthetic)
                            values (?, ?, ?, ?, true) returning device_id
                            """)
                        .params(uniqueId, Technology.ANKLE.name(), VENDOR, BY)
                        .query((row, n) -> new DeviceId(row.getLong(1)))
                        .single());
    return new Dummy(participant, device, uniqueId);
  }

  /** The zone of that name; made when it is not there yet. */
  public ZoneVersion zone(String name, Area area) {
    return jdbc.sql("select zone_id, version from zone where synthetic and name = ?")
        .param(name)
        .query((row, n) -> new ZoneVersion(row.getLong(1), row.getInt(2)))
        .optional()
        .orElseGet(
            () ->
                jdbc.sql(
                        """
                        insert into zone (zone_id, version, name, area, source_document, author,
                          synthetic)
                        values (nextval('zone_id_sequence'), 1, ?, ?::jsonb,
                          'None: made by the watchdog', ?, true)
                        returning zone_id, version
                        """)
                    .params(name, Json.write(area), BY)
                    .query((row, n) -> new ZoneVersion(row.getLong(1), row.getInt(2)))
                    .single());
  }

  /** The stay that goes on at the instant, if there is one. */
  public Optional<Stay> findStay(Instant at) {
    return jdbc.sql(
            """
            select e.enrolment_id, e.participant_id, lower(e.during)
            from enrolment e join office o on o.office_id = e.office_id
            where o.synthetic and e.during @> ?::timestamptz and upper_inf(e.during)
            order by lower(e.during) desc limit 1
            """)
        .param(Timestamp.from(at))
        .query(
            (row, n) ->
                new Stay(
                    new EnrolmentId(row.getLong(1)),
                    new ParticipantId(row.getLong(2)),
                    row.getTimestamp(3).toInstant()))
        .optional();
  }

  /** Of the instants, those at which a finding of the dummies became known. */
  public List<Instant> listKnownAt(List<Instant> instants) {
    Columns rows = new Columns("timestamptz");
    instants.forEach(at -> rows.add(at.toString()));
    return jdbc.sql(
            """
            select distinct f.known_at from finding f
            join enrolment e on e.enrolment_id = f.enrolment_id
            join office o on o.office_id = e.office_id
            where o.synthetic and upper_inf(e.during) and f.version = 1
              and f.known_at = any (select unnest(?))
            """)
        .params(new ArrayList<>(rows.parameters()))
        .query((row, n) -> row.getTimestamp(1).toInstant())
        .list();
  }

  /**
   * Removes what was said of stays that ended so long before: findings that nobody decided on, and
   * what was derived. How many findings there were.
   */
  public int prune(Instant at, Duration endedBefore) {
    Timestamp before = Timestamp.from(at.minus(endedBefore));
    String ended =
        """
        (select e.enrolment_id from enrolment e join office o on o.office_id = e.office_id
         where o.synthetic and not upper_inf(e.during) and upper(e.during) < ?)
        """;
    for (String derived : List.of("fold_day", "fold_tail")) {
      jdbc.sql("delete from " + derived + " where enrolment_id in " + ended).param(before).update();
    }
    return jdbc.sql(
            "delete from finding f where enrolment_id in "
                + ended
                + " and not exists (select from decision d where d.finding_id = f.finding_id)")
        .param(before)
        .update();
  }
}
