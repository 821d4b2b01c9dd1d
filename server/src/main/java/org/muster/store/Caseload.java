package org.muster.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.muster.domain.EnrolmentId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is enrolled, under which officer, at which office: what every list shows of a person. */
@Component
public class Caseload {
  /** A person as lists show him or her. */
  public record Person(
      EnrolmentId enrolment,
      String givenName,
      String familyName,
      String officer,
      String officeCode,
      String officeName,
      ZoneId zone) {
    public String name() {
      return familyName + ", " + givenName;
    }
  }

  /** An office as filters show it. */
  public record OfficeName(String code, String name, ZoneId zone) {}

  private static final String SELECT =
      """
      select e.enrolment_id, p.given_name, p.family_name, e.officer, o.code, o.name, o.time_zone
      from enrolment e
      join participant p on p.participant_id = e.participant_id
      join office o on o.office_id = e.office_id
      """;

  private final JdbcClient jdbc;

  public Caseload(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Everybody who ever was enrolled; the watchdog's participants are nobody. */
  public Map<EnrolmentId, Person> people() {
    return jdbc.sql(SELECT + "where not o.synthetic").query(Caseload::person).list().stream()
        .collect(Collectors.toMap(Person::enrolment, Function.identity()));
  }

  public Optional<Person> find(EnrolmentId enrolment) {
    return jdbc.sql(SELECT + "where e.enrolment_id = ?")
        .param(enrolment.value())
        .query(Caseload::person)
        .optional();
  }

  public List<OfficeName> offices() {
    return jdbc.sql("select code, name, time_zone from office where not synthetic order by name")
        .query(
            (row, n) ->
                new OfficeName(row.getString(1), row.getString(2), ZoneId.of(row.getString(3))))
        .list();
  }

  private static Person person(ResultSet row, int n) throws SQLException {
    return new Person(
        new EnrolmentId(row.getLong(1)),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        ZoneId.of(row.getString(7)));
  }
}
