package org.muster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@NullMarked
class ReplayCommandTest {
  @TempDir Path folder = Path.of("");

  private record Ran(int status, String out, String err) {}

  private static Ran replay(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Muster.line();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    List<String> all = new ArrayList<>(List.of("replay"));
    for (Object each : arguments) {
      all.add(each.toString());
    }
    int status = line.execute(all.toArray(String[]::new));
    return new Ran(status, out.toString(), err.toString());
  }

  private Path away = Path.of("");

  /** At home, away from 10:10 to 11:00, home again: a fix every five minutes. */
  @BeforeEach
  void writeTrack() throws Exception {
    StringBuilder csv = new StringBuilder("time,lat,lon,accuracy\n");
    for (int minute = 0; minute <= 120; minute += 5) {
      double latitude = minute >= 10 && minute < 60 ? 45.51 : 45.5;
      csv.append(
          String.format(
              "2026-01-05T1%d:%02d:00Z,%s,14.25,5%n", minute / 60, minute % 60, latitude));
    }
    away = Files.writeString(folder.resolve("away.csv"), csv);
  }

  @Test
  void jsonHasTheTimelineAndTheFindingsInTheirWholeShape() {
    Ran ran = replay(away, "--zone", "45.5,14.25,100", "--format", "json");
    assertThat(ran.status()).isZero();
    assertThat(ran.err()).isEmpty();
    JsonNode root = new JsonMapper().readTree(ran.out());
    assertThat(root.propertyNames()).containsExactly("timeline", "findings", "accounts");
    JsonNode span = root.get("timeline").get(1);
    assertThat(span.toString())
        .isEqualTo(
            "{\"condition\":\"StayWithin(45.5,14.25,100)\",\"state\":\"NotMet\",\"cause\":null,"
                + "\"startsAt\":\"2026-01-05T10:10:00Z\",\"endsAt\":\"2026-01-05T11:00:00Z\"}");
    assertThat(root.get("findings")).hasSize(1);
    JsonNode finding = root.get("findings").get(0);
    assertThat(finding.propertyNames())
        .containsExactly(
            "id",
            "condition",
            "kind",
            "state",
            "cause",
            "startsAt",
            "endsAt",
            "knownAt",
            "policyId",
            "engineVersion",
            "evidence");
    assertThat(finding.get("kind").asString()).isEqualTo("OutsideZone");
    assertThat(finding.get("policyId").asString()).isEqualTo("starter-1");
    assertThat(finding.get("evidence").propertyNames())
        .containsExactly(
            "readings", "readingCount", "zone", "window", "plan", "lastHeardAt", "otherwise");
    assertThat(finding.get("evidence").get("readings").get(0).propertyNames())
        .containsExactly(
            "observedAt",
            "latitude",
            "longitude",
            "statedAccuracyMetres",
            "radiusMetres",
            "radiusBy",
            "distanceMetres",
            "inside",
            "side",
            "mark");
    assertThat(finding.get("evidence").get("plan").get("dwell").asString()).isEqualTo("PT5M");
  }

  @Test
  void aFindingThatGoesOnHasNoEndAndAChangedPlanIsNamed() {
    Ran ran =
        replay(
            away,
            "--zone=45.5,14.25,100",
            "--until=2026-01-05T11:00:00+00:00",
            "--plan=confirmations=2",
            "--format=JSON");
    JsonNode finding = new JsonMapper().readTree(ran.out()).get("findings").get(0);
    assertThat(finding.get("endsAt").isNull()).isTrue();
    assertThat(finding.get("policyId").asString()).isEqualTo("starter-1 with confirmations=2");
    assertThat(ran.err()).isEqualTo("note: 13 observations from --until on are left out.\n");
  }

  @Test
  void theTableIsAlignedAndInTimesOfTheScheduleAndConditionsKeepTheirOrder() {
    Ran ran =
        replay(
            away,
            "--stay-out-of",
            "45.51,14.25,100",
            "--zone",
            "45.5,14.25,100",
            "--schedule",
            "daily 11:00-12:00 Europe/Zagreb");
    assertThat(ran.status()).isZero();
    assertThat(ran.out().lines().limit(3))
        .containsExactly(
            "CONDITION                   STATE       CAUSE  START                       END"
                + "                         DURATION",
            "StayOutOf(45.51,14.25,100)  Met                2026-01-05 11:00:00 +01:00"
                + "  2026-01-05 11:10:00 +01:00  10m 0s",
            "StayOutOf(45.51,14.25,100)  NotMet             2026-01-05 11:10:00 +01:00"
                + "  2026-01-05 12:00:00 +01:00  50m 0s");
    assertThat(ran.out())
        .contains("InsideZone: StayOutOf(45.51,14.25,100)\n  from      2026-01-05 11:10:00 +01:00")
        .contains("  It would have been otherwise if:\n    - ")
        .endsWith("Times are local times of Europe/Zagreb.\n");
  }

  @Test
  void findingsAreExplainedInTheChosenLanguageAndAnUnknownOneIsRefused() {
    Ran ran =
        replay(
            away,
            "--stay-out-of=45.51,14.25,100",
            "--schedule",
            "daily 11:00-12:00 Europe/Zagreb",
            "--lang=es");
    assertThat(ran.out())
        .contains("  Habría sido distinto si:\n    - ", "claramente al otro lado del borde");
    Ran unknown = replay(away, "--lang=xx");
    assertThat(unknown.status()).isEqualTo(2);
    assertThat(unknown.err()).contains("There are: en, es.");
  }

  @Test
  void withoutAZoneOnlyContactIsJudgedAndSaidSo() {
    Ran ran = replay(away, "--format=json");
    JsonNode timeline = new JsonMapper().readTree(ran.out()).get("timeline");
    assertThat(timeline.findValuesAsString("condition")).containsOnly("KeepContact");
    assertThat(ran.err()).startsWith("note: no zone was given, so only contact was judged.");
  }

  @Test
  void severalFilesAreOnePersonsObservationsInAnyOrder() throws Exception {
    List<String> lines = Files.readAllLines(away);
    Path first = folder.resolve("1.csv");
    Path second = folder.resolve("2.csv");
    Files.write(first, lines.subList(0, 12));
    List<String> rest = new ArrayList<>(lines.subList(12, lines.size()));
    rest.addFirst(lines.getFirst());
    Files.write(second, rest);
    String zone = "--zone=45.5,14.25,100";
    String whole = replay(away, zone, "--format=json").out();
    assertThat(replay(second, first, zone, "--format=json").out()).isEqualTo(whole);
  }

  @Test
  void whatIsRefusedHasStatusTwoAndPrintsNothing() throws Exception {
    Path broken = Files.writeString(folder.resolve("broken.csv"), "time,lat,lon\nx,1,2\n");
    refused("broken.csv, line 2: the time \"x\" is not understood.", away, broken);
    refused("nowhere.gpx: there is no such file.", folder.resolve("nowhere.gpx"));
    refused("There is no zone file \"home\"", away, "--zone", "home");
    refused("names no time zone. Write it like", away, "--schedule", "daily 21:00-06:00");
    refused("The plan has no \"patience=1\".", away, "--plan", "patience=1");
    refused("does not come after the first observation", away, "--until", "2020-01-01T00:00:00Z");
    refused("\"noon\" is no instant. Write it like 2026-01-31T08:00:00Z.", away, "--until", "noon");
    refused("no time zone is called \"Zagreb\"", away, "--times-in", "Zagreb");
    refused("Usage: muster replay");
    refused("Missing required parameter for option '--zone'", away, "--zone");
    refused("Unknown option: '--zon'", away, "--zon", "x");
    refused("All options: muster replay --help", away, "--format", "xml");
  }

  private static void refused(String part, Object... arguments) {
    Ran ran = replay(arguments);
    assertThat(ran.status()).as(part).isEqualTo(2);
    assertThat(ran.out()).as(part).isEmpty();
    assertThat(ran.err()).contains(part).doesNotContain("Exception");
  }
}
