package org.muster.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.muster.domain.Device;
import org.muster.domain.DeviceId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Interval;
import org.muster.domain.Participant;
import org.muster.domain.ParticipantId;
import org.muster.domain.Technology;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Participants as a list shows them: each with the latest stay and what holds at an instant. */
@Component
public class CaseList {
  private final JdbcClient jdbc;

  public CaseList(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A participant in the list.
   *
   * @param device the device that stands for the person at the instant
   * @param underOrder whether an order is in force at the instant
   */
  public record Row(
      Participant participant,
      EnrolmentId enrolment,
      Interval during,
      String officer,
      String office,
      Optional<Device> device,
      boolean underOrder) {}

  /** Those whose name or officer holds the text, or whose number it is. By family name. */
  public List<Row> search(String text, Instant at, int countMax) {
    return jdbc.sql(
            """
            select p.participant_id, p.given_name, p.family_name, p.language, p.phone,
                   e.enrolment_id, lower(e.during), upper(e.during), e.officer, o.name,
                   d.device_id, d.unique_id, d.technology, d.vendor,
                   exists (select from legal_order l where l.enrolment_id = e.enrolment_id
                           and l.during @> :at::timestamptz)
            from participant p
            join lateral (select * from enrolment n where n.participant_id = p.participant_id
                          order by n.during desc limit 1) e on true
            join office o on o.office_id = e.office_id
            left join assignment a
              on a.enrolment_id = e.enrolment_id and a.during @> :at::timestamptz
            left join device d on d.device_id = a.device_id
            where not p.synthetic
              and (position(lower(:text) in lower(p.given_name || ' ' || p.family_name)) > 0
                or position(lower(:text) in lower(e.officer)) > 0
                or p.participant_id::text = :text)
            order by lower(p.family_name), lower(p.given_name), p.participant_id limit :countMax
            """)
        .param("text", text.strip())
        .param("at", Timestamp.from(at))
        .param("countMax", countMax)
        .query(CaseList::row)
        .list();
  }

  private static Row row(ResultSet row, int n) throws SQLException {
    long device = row.getLong(11);
    boolean noDevice = row.wasNull();
    return new Row(
        new Participant(
            new ParticipantId(row.getLong(1)),
            row.getString(2),
            row.getString(3),
            row.getString(4),
            Optional.ofNullable(row.getString(5))),
        new EnrolmentId(row.getLong(6)),
        Ranges.interval(row, 7, 8),
        row.getString(9),
        row.getString(10),
        noDevice
            ? Optional.empty()
            : Optional.of(
                new Device(
                    new DeviceId(device),
                    row.getString(12),
                    Technology.valueOf(row.getString(13)),
                    row.getString(14))),
        row.getBoolean(15));
  }
}
