package org.muster.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.muster.domain.Area;
import org.muster.domain.Condition;
import org.muster.domain.Plan;
import org.muster.domain.Schedule;
import org.muster.policy.StarterPolicy;

/** Schedules, plans and zones as they are written on the command line. */
@NullMarked
class ArgumentsTest {

  @Test
  void aScheduleIsDaysHoursAndZone() throws Exception {
    Schedule.Weekly weekly =
        (Schedule.Weekly)
            ScheduleText.read(
                "Fri - Sun, tue 21:00-6:00,12:00-13:00 ; Mon 00:00-24:00 Europe/Zagreb",
                List.of("2026-12-24=none", "2026-12-25=22:00-06:00"));
    assertThat(weekly.zone()).isEqualTo(ZoneId.of("Europe/Zagreb"));
    assertThat(weekly.entries()).hasSize(9);
    assertThat(weekly.entries().getFirst())
        .isEqualTo(new Schedule.Entry(DayOfWeek.MONDAY, hours(0, 0)));
    assertThat(weekly.entries()).contains(new Schedule.Entry(DayOfWeek.SATURDAY, hours(21, 6)));
    assertThat(weekly.exceptions())
        .containsEntry(LocalDate.parse("2026-12-24"), List.of())
        .containsEntry(LocalDate.parse("2026-12-25"), List.of(hours(22, 6)));
    assertThat(ScheduleText.read("always", List.of())).isEqualTo(new Schedule.Always());
    assertThat(((Schedule.Weekly) ScheduleText.read("daily 1:00-2:00 UTC", List.of())).entries())
        .hasSize(7);
  }

  @Test
  void freeBeforeTheHoursMakesThemWindowsOfFreeMovement() throws Exception {
    List<String> exceptions = List.of("2026-12-24=none");
    assertThat(ScheduleText.read("Free Mon-Fri 08:00-17:00 Europe/Zagreb", exceptions))
        .isEqualTo(
            new Schedule.FreeMovement(
                (Schedule.Weekly)
                    ScheduleText.read("Mon-Fri 08:00-17:00 Europe/Zagreb", exceptions)));
    refusedSchedule("free", "is not days, hours and zone. Write it like");
    refusedSchedule("free always", "is not days, hours and zone. Write it like");
  }

  private static Schedule.Hours hours(int from, int to) {
    return new Schedule.Hours(LocalTime.of(from, 0), LocalTime.of(to, 0));
  }

  @Test
  void aScheduleThatIsNotUnderstoodIsRefusedWithAnExample() {
    refusedSchedule("Mon-Fri 21:00-06:00", "names no time zone. Write it like \"Mon-Fri");
    refusedSchedule("Mon-Fri", "is not days, hours and zone. Write it like");
    refusedSchedule("Mo 21:00-06:00 UTC", "No day is called \"mo\". Write it like");
    refusedSchedule("Mon 21-06 UTC", "\"21\" is no time of day. Write it like");
    refusedSchedule("Mon 21:00 UTC", "The hours \"21:00\" are unclear. Write it like");
    refusedSchedule("daily 21:00-06:00 Zagreb", "No time zone is called \"Zagreb\". Write it like");
    refusedSchedule("", "names no time zone. Write it like");
    assertThatThrownBy(() -> ScheduleText.read("always", List.of("2026-12-24=none")))
        .hasMessageContaining("An exception needs a schedule");
    assertThatThrownBy(() -> ScheduleText.read("daily 1:00-2:00 UTC", List.of("24.12.=none")))
        .hasMessage(
            "\"24.12.\" is no date. Write it like 2026-12-24=none or 2026-12-24=22:00-06:00.");
  }

  private static void refusedSchedule(String text, String part) {
    assertThatThrownBy(() -> ScheduleText.read(text, List.of()))
        .isInstanceOf(UnreadableArgument.class)
        .hasMessageContaining(part);
  }

  @Test
  void changesToAPlanAreReadAndNamedInThePolicy() throws Exception {
    Plan plan =
        PlanText.changed(
            StarterPolicy.plan(),
            List.of(
                "confirmations=2", "dwell=PT1M", "freshness=10m", "unstatedaccuracymetres=12.5"));
    assertThat(plan.confirmations()).isEqualTo(2);
    assertThat(plan.dwell()).isEqualTo(Duration.ofMinutes(1));
    assertThat(plan.freshness()).isEqualTo(Duration.ofMinutes(10));
    assertThat(plan.unstatedAccuracyMetres()).isEqualTo(12.5);
    assertThat(plan.quietLimit()).isEqualTo(StarterPolicy.plan().quietLimit());
    assertThat(PlanText.policyId("starter-1", List.of("dwell=1m", "confirmations=2")))
        .isEqualTo("starter-1 with confirmations=2, dwell=1m");
    assertThat(PlanText.policyId("starter-1", List.of())).isEqualTo("starter-1");
  }

  @Test
  void aChangeThatIsNotUnderstoodIsRefused() {
    refusedPlan("patience=3", "The plan has no \"patience=3\". Write name=value, like");
    refusedPlan("dwell", "The plan has no \"dwell\". Write name=value, like");
    refusedPlan("confirmations=two", "confirmations is a whole number, not \"two\".");
    refusedPlan("confirmations=0", "This can not be a plan: confirmations are 1 to 20.");
    refusedPlan("dwell=soon", "dwell is a duration like 5m, 12h or PT5M, not \"soon\".");
  }

  private static void refusedPlan(String change, String start) {
    assertThatThrownBy(() -> PlanText.changed(StarterPolicy.plan(), List.of(change)))
        .isInstanceOf(UnreadableArgument.class)
        .hasMessageStartingWith(start);
  }

  @Test
  void aZoneIsACircleOrAFile() throws Exception {
    AskedZone asked = new AskedZone(AskedZone.Kind.STAY_OUT_OF, "-45.5,14.25,200");
    assertThat(asked.label()).isEqualTo("StayOutOf(-45.5,14.25,200)");
    Condition condition = asked.condition(1, new Schedule.Always());
    assertThat(((Condition.StayOutOf) condition).zone().area())
        .isInstanceOfSatisfying(
            Area.Circle.class, circle -> assertThat(circle.radiusMetres()).isEqualTo(200));
    refusedZone("95,14,200", "The zone \"95,14,200\" can not be: latitude is outside -90..90.");
    refusedZone("1.2.3,14,200", "The zone \"1.2.3,14,200\" has a bad number. A zone is");
    refusedZone("absent.geojson", "There is no zone file \"absent.geojson\". A zone is a GeoJSON");
    refusedZone(".", "The zone \".\" is a folder.");
  }

  private static void refusedZone(String text, String start) {
    assertThatThrownBy(() -> ZoneText.read(text, 1))
        .isInstanceOf(UnreadableArgument.class)
        .hasMessageStartingWith(start);
  }
}
