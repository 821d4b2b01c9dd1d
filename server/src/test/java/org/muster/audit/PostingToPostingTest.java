package org.muster.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** P1 to P7: what one posting says against another, and what is not an error at all. */
class PostingToPostingTest {
  private static Made fy22(String posted, long gps, long smartlink, long voice, long none) {
    Made made = Made.of(gps, smartlink, voice, none);
    made.sheet = "ATD FY22 YTD";
    made.heading = "ICE ALTERNATIVES TO DETENTION DATA, FY22";
    made.posted = posted;
    made.source = null;
    return made;
  }

  @Test
  void given15September2022_thenTheTableOfMay2021IsOldACopyAndImplausible() {
    Made may = Made.of(31_000, 40_000, 25_574, 0);
    may.sheet = "ATD FY21 YTD";
    may.heading = "ICE ALTERNATIVES TO DETENTION DATA, FY21";
    may.posted = "05132021";
    may.source = "5.8.2021";
    Made august = fy22("08182022", 45_000, 235_000, 20_000, 0);
    august.source = "8.13.2022";
    Made september = may.later(0);
    september.sheet = "ATD FY22 YTD";
    september.heading = "ICE ALTERNATIVES TO DETENTION DATA, FY22";
    september.posted = "09152022";
    AuditReport report = Made.audit(may, august, september);
    assertThat(Made.told(report))
        .allMatch(line -> line.endsWith("FY22_detentionStats09152022.xlsx"))
        .extracting(line -> line.substring(0, 2))
        .contains("P1", "P3", "P4");
    assertThat(report.findings())
        .anyMatch(f -> f.check() == Check.P4 && f.message().contains("96,574"));
  }

  @Test
  void given28NovemberAnd7December2022_thenExactly48900PeopleMovedBetweenTwoPostingsOfOneReport() {
    Made wrong = Made.of(56_805, 240_000, 16_000, 266);
    wrong.posted = "11282022";
    wrong.source = "11.19.2022";
    Made right = Made.of(7_905, 240_000, 16_000, 49_166);
    right.posted = "12072022";
    right.source = "11.19.2022";
    AuditReport report = Made.audit(wrong, right);
    assertThat(Made.told(report))
        .contains(
            "P2 suspect FY23_detentionStats11282022.xlsx",
            "P2 suspect FY23_detentionStats12072022.xlsx",
            "P4 suspect FY23_detentionStats11282022.xlsx");
    assertThat(report.findings())
        .anyMatch(f -> f.check() == Check.P4 && f.message().contains("exactly 48,900 people"));
    assertThat(report.count(Severity.ERROR)).isZero();
  }

  @Test
  void given26May2023_thenTheSwapIsNamedAndItsCorrectionIsNotBlamed() {
    Made before = Made.of(4_576, 224_300, 10_477, 3_065);
    before.posted = "05192023";
    before.source = "5.6.2023";
    Made wrong = Made.of(188_934, 34_576, 10_089, 2_291);
    wrong.posted = "05262023";
    wrong.source = "5.20.2023";
    Made right = Made.of(4_499, 219_011, 10_089, 2_291);
    right.posted = "06012023";
    right.source = "5.20.2023";
    AuditReport report = Made.audit(before, wrong, right);
    List<Finding> changes = report.findings().stream().filter(f -> f.check() == Check.P4).toList();
    assertThat(changes).hasSize(1);
    assertThat(changes.getFirst().file()).isEqualTo("FY23_detentionStats05262023.xlsx");
    assertThat(changes.getFirst().message())
        .contains("swap", "188,934", "34,576", "184,358 more", "189,724 fewer");
    assertThat(changes.getFirst().cells()).containsExactly("B9", "B10");
  }

  @Test
  void given2March2022_thenATotalThatStaysWhileItsPartsMoveIsFound() {
    Made before = fy22("02162022", 24_000, 132_607, 26_000, 0);
    Made after = fy22("03022022", 25_000, 138_727, 26_000, 0);
    after.total = 182_607L;
    after.officesTotal = 182_607L;
    AuditReport report = Made.audit(before, after);
    assertThat(after.everybody()).isEqualTo(189_727);
    assertThat(Made.told(report))
        .contains(
            "A1 error FY22_detentionStats03022022.xlsx",
            "A2 error FY22_detentionStats03022022.xlsx",
            "P5 suspect FY22_detentionStats03022022.xlsx");
    assertThat(report.findings()).anyMatch(f -> f.message().contains("182,607 (B13), exactly as"));
  }

  @Test
  void givenAReportAfterAnOlderOne_thenItGoesBackwards() {
    Made first = Made.of(6_508, 296_041, 15_645, 57_837);
    Made second = first.later(14).set("GPS", 6_400);
    Made third = first.later(28).set("GPS", 6_300);
    third.source = "1.2.2023";
    assertThat(Made.told(Made.audit(first, second, third))).contains("P1 suspect " + third.file());
  }

  @Test
  void givenAReportThatIsLaterThanItsPosting_thenItIsAnError() {
    Made made = Made.of(6_508, 296_041, 15_645, 57_837);
    made.source = "1.20.2023";
    assertThat(Made.told(Made.audit(made))).containsExactly("P1 error " + made.file());
  }

  @Test
  void givenAFileNameWithTheWrongYear_thenTheReportIsNotCalledOld() {
    Made made = Made.of(6_508, 296_041, 15_645, 57_837);
    Posting posting =
        PostingFile.read(
            "FY23_detentionStats01092024.xlsx", made.book().savedOn("2023-01-06").bytes());
    AuditReport report = new Audit(Thresholds.defaults()).check(List.of(posting));
    assertThat(report.findings()).isEmpty();
  }

  @Test
  void givenTheSameTableForALaterReport_thenItIsACopy() {
    Made first = Made.of(6_508, 296_041, 15_645, 57_837);
    assertThat(Made.told(Made.audit(first, first.later(14))))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("P3 suspect FY23_detentionStats01232023"));
  }

  @Test
  void givenYearToDateHearingsThatFall_thenItIsAnError_butNotInANewYear() {
    Made first = Made.of(6_508, 296_041, 15_645, 57_837);
    first.court = "FY23 thru December";
    Made second = first.later(30).set("GPS", 6_400);
    second.court = "FY23 thru January";
    second.attended = 800;
    assertThat(Made.told(Made.audit(first, second))).contains("P6 error " + second.file());

    second.court = "FY24 thru October";
    assertThat(Made.told(Made.audit(first, second))).isEmpty();
  }

  @Test
  void givenAMeanThatDoublesWhileNobodyLeft_thenItIsSuspect() {
    Made first = Made.of(6_508, 296_041, 15_645, 57_837);
    Made second = first.later(14).set("GPS", 6_400);
    second.means.replaceAll((technology, mean) -> mean * 2);
    assertThat(Made.told(Made.audit(first, second))).contains("P7 suspect " + second.file());
  }

  @Test
  void givenAMeanThatRisesBecauseHalfLeft_thenNothingIsFound() {
    Made first = Made.of(6_508, 100_000, 15_645, 57_837);
    Made second = first.later(42).set("No Technology", 20_000).set("SmartLINK", 90_000);
    assertThat(Made.told(Made.audit(first, second))).isEmpty();
  }

  /** What the published series truly did: none of it is an error. */
  @Test
  void givenTrueGrowth_thenNothingIsFound() {
    List<Made> series = new ArrayList<>();
    Made base = Made.of(4_709, 181_945, 8_522, 633);
    base.posted = "08032023";
    base.source = "7.29.2023";
    long[] gps = {4_709, 5_720, 9_288, 10_768, 11_981};
    long[] smart = {181_945, 179_925, 178_201, 177_654, 174_107};
    for (int i = 0; i < gps.length; i++) {
      series.add(base.later(14 * i).set("GPS", gps[i]).set("SmartLINK", smart[i]));
    }
    // A device that is new, and one that is gone.
    for (int i = 0; i < gps.length; i++) {
      if (i > 1) {
        series.get(i).technologies.put("Dual Technology", 233L * i * i);
        series.get(i).prices.put("Dual Technology", 3.70);
      }
      if (i > 3) {
        series.get(i).technologies.remove("No Technology");
      }
    }
    assertThat(Made.told(Made.audit(series.toArray(new Made[0])))).isEmpty();
  }

  @Test
  void givenALabelThatIsRenamed_thenItIsTheSameSeries() {
    Made first = Made.of(17_496, 170_325, 5_877, 69);
    Made second = Made.of(17_032, 168_719, 5_748, 47).later(14);
    second.technologies.remove("GPS");
    second.technologies.put("Ankle Monitor", 17_032L);
    second.prices.put("Ankle Monitor", 2.74);
    second.means.put("Ankle Monitor", 400.0);
    AuditReport report = Made.audit(first, second);
    assertThat(report.findings()).isEmpty();
  }

  @Test
  void givenALongGap_thenWhatWasLostInItIsNotImplausible() {
    Made first = Made.of(6_508, 296_041, 15_645, 57_837);
    Made second = Made.of(5_600, 268_698, 14_197, 17_497).later(42);
    assertThat(Made.told(Made.audit(first, second))).isEmpty();
  }

  @Test
  void givenALevelThatLaterReportsKeep_thenTheJumpIsOnlyNoted() {
    Made first = Made.of(20_000, 160_000, 3_000, 2_000);
    List<Made> series = new ArrayList<>(List.of(first));
    for (int i = 1; i < 5; i++) {
      series.add(first.later(14 * i).set("GPS", 70_000 + 300 * i).set("VoiceID", 3_000 + i));
    }
    AuditReport report = Made.audit(series.toArray(new Made[0]));
    assertThat(report.findings()).hasSize(1).allMatch(f -> f.severity() == Severity.NOTE);
    assertThat(report.findings().getFirst().message()).contains("GPS goes from 20,000");
  }

  @Test
  void givenTwoNumbersThatChangedPlaces_thenTheSwapIsNamed() {
    Made first = Made.of(18_000, 151_500, 9_800, 500);
    Made second = first.later(14).set("GPS", 9_700).set("VoiceID", 17_900);
    AuditReport report = Made.audit(first, second);
    assertThat(report.findings())
        .anyMatch(f -> f.check() == Check.P4 && f.message().contains("An offsetting swap"));
  }
}
