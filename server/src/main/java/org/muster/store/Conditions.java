package org.muster.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.domain.Area;
import org.muster.domain.AskedCondition;
import org.muster.domain.Condition;
import org.muster.domain.ConditionId;
import org.muster.domain.ConditionKind;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Interval;
import org.muster.domain.NamedSchedule;
import org.muster.domain.Occasion;
import org.muster.domain.OrderId;
import org.muster.domain.Schedule;
import org.muster.domain.ScheduleVersion;
import org.muster.domain.Zone;
import org.muster.domain.ZoneVersion;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What orders ask. Each condition keeps the version of its zone and schedule. */
@Component
public class Conditions {
  /** The columns that {@link #row} reads, by name. */
  static final String COLUMNS =
      """
      c.condition_id, c.order_id, c.kind, c.citation, c.asks,
      z.zone_id, z.version as zone_version, z.name as zone_name, z.area, z.source_document,
      z.author as zone_author,
      s.schedule_id, s.version as schedule_version, s.name as schedule_name, s.hours,
      s.author as schedule_author, s.recorded_at as schedule_recorded_at
      """;

  static final String JOINED =
      """
      condition c
      left join zone z on z.zone_id = c.zone_id and z.version = c.zone_version
      left join schedule s on s.schedule_id = c.schedule_id and s.version = c.schedule_version
      """;

  /**
   * Whether a condition {@code c} needs a device: a check-in by phone or at the office, a hearing
   * and an appointment do not.
   */
  static final String NEEDS_DEVICE =
      """
      (c.kind in ('StayWithin', 'StayOutOf', 'KeepContact', 'CareForDevice')
        or c.kind = 'CheckIn' and jsonb_exists(c.asks -> 'channels', 'APP'))""";

  private final JdbcClient jdbc;

  public Conditions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Adds a condition to an order; recording the order has marked that judging is due. */
  public ConditionId add(
      OrderId order,
      ConditionKind kind,
      @Nullable ZoneVersion zone,
      @Nullable ScheduleVersion schedule,
      String citation) {
    return add(order, kind, zone, schedule, null, citation);
  }

  /** As the other, with what a check-in, a hearing or an appointment asks beside. */
  public ConditionId add(
      OrderId order,
      ConditionKind kind,
      @Nullable ZoneVersion zone,
      @Nullable ScheduleVersion schedule,
      @Nullable Asks asks,
      String citation) {
    return jdbc.sql(
            """
            insert into condition (order_id, kind, zone_id, zone_version,
                                   schedule_id, schedule_version, asks, citation)
            values (?, ?, ?::bigint, ?::integer, ?::bigint, ?::integer, ?::jsonb, ?)
            returning condition_id
            """)
        .param(order.value())
        .param(kind.word())
        .param(zone == null ? null : zone.zone())
        .param(zone == null ? null : zone.version())
        .param(schedule == null ? null : schedule.schedule())
        .param(schedule == null ? null : schedule.version())
        .param(asks == null ? null : Json.write(asks))
        .param(citation)
        .query((row, n) -> new ConditionId(row.getLong(1)))
        .single();
  }

  public List<AskedCondition> list(OrderId order) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from "
                + JOINED
                + " where c.order_id = ? order by c.condition_id")
        .param(order.value())
        .query(Conditions::row)
        .list();
  }

  public Optional<AskedCondition> find(ConditionId id) {
    return jdbc.sql("select " + COLUMNS + " from " + JOINED + " where c.condition_id = ?")
        .param(id.value())
        .query(Conditions::row)
        .optional();
  }

  /** The enrolment whose order asks the condition. */
  public Optional<EnrolmentId> findEnrolment(ConditionId id) {
    return jdbc.sql(
            """
            select o.enrolment_id from condition c join legal_order o on o.order_id = c.order_id
            where c.condition_id = ?
            """)
        .param(id.value())
        .query((row, n) -> new EnrolmentId(row.getLong(1)))
        .optional();
  }

  static AskedCondition row(ResultSet row, int n) throws SQLException {
    Optional<NamedSchedule> schedule = schedule(row);
    String word = row.getString("kind");
    ConditionKind kind =
        ConditionKind.find(word)
            .orElseThrow(() -> new IllegalStateException("no kind of condition is " + word));
    Schedule hours = schedule.<Schedule>map(NamedSchedule::hours).orElseGet(Schedule.Always::new);
    Condition condition =
        switch (kind) {
          case STAY_WITHIN -> new Condition.StayWithin(zone(row), hours);
          case STAY_OUT_OF -> new Condition.StayOutOf(zone(row), hours);
          case KEEP_CONTACT -> new Condition.KeepContact();
          case CARE_FOR_DEVICE -> new Condition.CareForDevice();
          case CHECK_IN -> checkIn(asks(row), hours);
          case ATTEND -> attend(asks(row), row);
        };
    return new AskedCondition(
        new ConditionId(row.getLong("condition_id")),
        new OrderId(row.getLong("order_id")),
        condition,
        schedule,
        row.getString("citation"));
  }

  private static Asks asks(ResultSet row) throws SQLException {
    return Json.read(row.getString("asks"), Asks.class);
  }

  private static Condition checkIn(Asks asks, Schedule hours) {
    Duration every = asks.every();
    if (every != null) {
      return new Condition.CheckIn(new Condition.Every(every), asks.channels());
    }
    if (hours instanceof Schedule.Weekly weekly) {
      return new Condition.CheckIn(new Condition.InWindows(weekly), asks.channels());
    }
    throw new IllegalStateException("a check-in has windows or a cadence");
  }

  private static Condition attend(Asks asks, ResultSet row) throws SQLException {
    Occasion occasion = asks.occasion();
    Instant startsAt = asks.startsAt();
    Instant endsAt = asks.endsAt();
    if (occasion == null || startsAt == null || endsAt == null) {
      throw new IllegalStateException("what is to be attended has a time");
    }
    boolean placed = row.getString("zone_name") != null;
    return new Condition.Attend(
        occasion,
        new Interval(startsAt, endsAt),
        placed ? Optional.of(zone(row)) : Optional.empty());
  }

  private static Zone zone(ResultSet row) throws SQLException {
    return new Zone(
        new ZoneVersion(row.getLong("zone_id"), row.getInt("zone_version")),
        row.getString("zone_name"),
        Json.read(row.getString("area"), Area.class),
        row.getString("source_document"),
        row.getString("zone_author"));
  }

  private static Optional<NamedSchedule> schedule(ResultSet row) throws SQLException {
    String hours = row.getString("hours");
    if (hours == null) {
      return Optional.empty();
    }
    return Optional.of(
        new NamedSchedule(
            new ScheduleVersion(row.getLong("schedule_id"), row.getInt("schedule_version")),
            row.getString("schedule_name"),
            Json.read(hours, Schedule.class),
            row.getString("schedule_author"),
            row.getTimestamp("schedule_recorded_at").toInstant()));
  }
}
