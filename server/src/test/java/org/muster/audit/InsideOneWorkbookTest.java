package org.muster.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A1 to A6: what one workbook says of itself. */
class InsideOneWorkbookTest {
  private static Made sound() {
    return Made.of(6_508, 296_041, 15_645, 57_837);
  }

  @Test
  void givenASoundWorkbook_thenNothingIsFound() {
    Made made = sound();
    made.court = "FY23 thru December";
    made.asOf = "12/31/2022";
    AuditReport report = Made.audit(made);
    assertThat(report.findings()).isEmpty();
    assertThat(report.unread()).isEmpty();
    assertThat(report.exitStatus()).isZero();
  }

  @Test
  void givenATotalThatIsNotTheSum_thenItIsAnErrorWithItsCells() {
    // 3 August 2023: VoiceID was left as it had been.
    Made made = Made.of(4_709, 181_945, 8_799, 633);
    made.total = 195_909L;
    Finding found = only(Made.audit(made), Check.A1);
    assertThat(found.severity()).isEqualTo(Severity.ERROR);
    assertThat(found.cells()).contains("B9", "B13");
    assertThat(found.message()).contains("196,086", "195,909", "177 fewer", "B13");
  }

  @Test
  void givenATotalThatIsOneOff_thenItIsANote() {
    Made made = sound();
    made.total = made.everybody() + 1;
    made.officesTotal = made.total;
    AuditReport report = Made.audit(made);
    assertThat(report.count(Severity.ERROR) + report.count(Severity.SUSPECT)).isZero();
    assertThat(report.countOf(Check.A1, Severity.NOTE)).isPositive();
  }

  @Test
  void given13September2021_thenTotalOfficesAndMeanAreErrors() {
    Made made = Made.of(29_000, 60_000, 35_054, 0);
    made.technologies.remove("No Technology");
    made.sheet = "ATD FY21 YTD";
    made.heading = "ICE ALTERNATIVES TO DETENTION DATA, FY21";
    made.posted = "09132021";
    made.source = null;
    made.statusTotal = 96_574L;
    made.officesTotal = 96_574L;
    made.mean = 837.8;
    AuditReport report = Made.audit(made);
    assertThat(told(report)).contains("A1 error", "A2 error", "A4 error", "A5 error");
    assertThat(only(report, Check.A1, 0).message()).contains("124,054", "96,574");
    assertThat(report.findings()).anyMatch(f -> f.message().contains("837.80 days"));
  }

  @Test
  void givenAnOfficeThatIsNotItsTechnologies_thenItIsAnError() {
    Made made = sound();
    made.officeTotals.put("Boston", 20L);
    assertThat(told(Made.audit(made))).contains("A2 error");
  }

  @Test
  void givenANationThatIsNotItsOffices_thenTheTechnologyIsNamed() {
    Made made = sound();
    Book book = made.book();
    book.put(11, 1, 15_922).put(13, 1, 376_308);
    Posting posting = PostingFile.read(made.file(), book.bytes());
    AuditReport report = new Audit(Thresholds.defaults()).check(List.of(posting));
    Finding found = only(report, Check.A2, 0);
    assertThat(found.message()).contains("VoiceID", "15,922", "15,645", "277 more");
    assertThat(found.cells()).contains("B11");
    assertThat(only(report, Check.A2, 1).message()).contains("376,308", "376,031", "277 more");
  }

  @Test
  void given3August2023_thenTheTotalIsNotTheSumAndVoiceIdIsNotItsOffices() {
    Made made = Made.of(4_709, 181_945, 8_522, 633);
    made.technologies.put("Veriwatch", 100L);
    made.posted = "08032023";
    made.source = "7.29.2023";
    Book book = made.book();
    book.put(11, 1, 8_799);
    Posting posting = PostingFile.read(made.file(), book.bytes());
    AuditReport report = new Audit(Thresholds.defaults()).check(List.of(posting));
    assertThat(made.everybody()).isEqualTo(195_909);
    assertThat(only(report, Check.A1, 0).message()).contains("196,186", "195,909", "277 fewer");
    assertThat(report.findings())
        .anyMatch(f -> f.check() == Check.A2 && f.message().contains("8,522"));
  }

  @Test
  void givenOfficesThatAreMoreThanTheNation_thenItIsAnErrorOfTheOffices() {
    Made made = sound();
    made.officesTotal = 300_000L;
    List<Finding> found =
        Made.audit(made).findings().stream().filter(f -> f.check() == Check.A2).toList();
    assertThat(found)
        .anyMatch(f -> f.message().contains("300,000") && f.message().contains("376,031"));
    assertThat(found).allMatch(f -> f.severity() == Severity.ERROR);
  }

  @Test
  void given31May2023_thenTheCostIsNotThatOfItsCount() {
    Made made = Made.of(4_449, 219_011, 10_089, 2_291);
    made.costs.put("SmartLINK", 538_544.86);
    Finding found = only(Made.audit(made), Check.A3);
    assertThat(found.severity()).isEqualTo(Severity.ERROR);
    assertThat(found.message()).contains("219,011", "538,544.86", "210,250.56", "0.96");
    assertThat(found.cells()).containsExactly("B10", "C10");
  }

  @Test
  void givenThePriceOfAnotherTechnology_thenItIsAnError() {
    Made made = sound();
    made.prices.put("SmartLINK", 2.74);
    assertThat(only(Made.audit(made), Check.A3).message()).contains("price of another");
  }

  @Test
  void givenANewPriceThatSeveralPostingsAgreeOn_thenItIsANote() {
    Made made = sound();
    made.prices.put("GPS", 2.99);
    AuditReport report =
        Made.audit(
            made,
            made.later(14).set("GPS", 6_600),
            made.later(28).set("GPS", 6_700),
            made.later(42).set("GPS", 6_650));
    assertThat(told(report)).isEmpty();
    assertThat(report.countOf(Check.A3, Severity.NOTE)).isEqualTo(4);
  }

  @Test
  void givenACostForNobody_thenItIsAnError() {
    Made made = Made.of(6_508, 296_041, 0, 57_837);
    made.costs.put("VoiceID", 12.5);
    assertThat(only(Made.audit(made), Check.A3).message()).contains("Nobody is on VoiceID");
  }

  @Test
  void givenTwoMeansOfEverybody_thenTheyCannotBothBeRight() {
    Made made = sound();
    made.mean = 300.0;
    assertThat(told(Made.audit(made))).contains("A4 error");
  }

  @Test
  void givenADateInATitleThatCannotBe_thenItIsAnError() {
    Made made = sound();
    made.asOf = "12/31/2023";
    Finding found = only(Made.audit(made), Check.A5);
    assertThat(found.severity()).isEqualTo(Severity.ERROR);
    assertThat(found.message()).contains("2023-12-31", "2022-12-31", "cannot be");
  }

  @Test
  void givenAnotherDateInATitle_thenItIsSuspect() {
    Made made = sound();
    made.asOf = "12/17/2022";
    assertThat(only(Made.audit(made), Check.A5).severity()).isEqualTo(Severity.SUSPECT);
  }

  @Test
  void given31October2023_thenTwoSheetsContradictEachOther() {
    Made first = sound();
    first.court = "FY23 Year End";
    first.attended = 95_570;
    first.failed = 6_110;
    Made second = sound();
    second.sheet = "ATD EOFY23";
    second.source = "9.30.2023";
    second.court = "FY23 Year End";
    second.attended = 106_790;
    second.failed = 7_360;
    Book book = second.write(first.book().sheet(second.sheet));
    Posting posting = PostingFile.read("FY23_detentionStats10312023.xlsx", book.bytes());
    AuditReport report = new Audit(Thresholds.defaults()).check(List.of(posting));
    List<Finding> found = report.findings().stream().filter(f -> f.check() == Check.A5).toList();
    assertThat(found).hasSize(2).allMatch(f -> f.severity() == Severity.ERROR);
    assertThat(found).anyMatch(f -> f.message().contains("10,168 (G22) against 11,415 (G22)"));
  }

  @Test
  void givenMoreFinalHearingsThanHearings_thenItIsAnError() {
    Made made = sound();
    made.court = "FY23 thru December";
    Book book = made.book();
    book.put(20, 6, 2_000).put(22, 6, 2_010);
    Posting posting = PostingFile.read(made.file(), book.bytes());
    AuditReport report = new Audit(Thresholds.defaults()).check(List.of(posting));
    assertThat(report.findings())
        .anyMatch(f -> f.check() == Check.A5 && f.message().contains("more final hearings"));
  }

  @Test
  void givenOneLabelTwice_thenItIsSuspect_andTwoNamesForOneThingANote() {
    Made twice = sound();
    twice.technologies.put("GPS ", 0L);
    twice.prices.put("GPS ", 2.74);
    assertThat(told(Made.audit(twice))).contains("A6 suspect");

    Made renamed = sound();
    renamed.technologies.put("Ankle Monitor", 0L);
    renamed.prices.put("Ankle Monitor", 2.74);
    AuditReport report = Made.audit(renamed);
    assertThat(told(report)).isEmpty();
    assertThat(report.countOf(Check.A6, Severity.NOTE)).isPositive();
  }

  @Test
  void givenALabelNobodyKnows_thenItIsReadAsACategoryAndNoted() {
    Made made = sound();
    made.technologies.put("Smart Watch 9000", 12L);
    made.costs.put("Smart Watch 9000", 60.0);
    AuditReport report = Made.audit(made);
    assertThat(report.findings())
        .allMatch(f -> f.severity() == Severity.NOTE)
        .anyMatch(f -> f.check() == Check.A6 && f.message().contains("Smart Watch 9000"));
  }

  @Test
  void givenACountThatIsMissing_thenItIsSuspectOnlyWhenTheSumNeedsIt() {
    Book needs = sound().book();
    needs.put(9, 1, "");
    AuditReport report = read(needs);
    assertThat(report.findings())
        .anyMatch(f -> f.check() == Check.A6 && f.severity() == Severity.SUSPECT);

    Made none = Made.of(6_508, 296_041, 15_645, 0);
    Book empty = none.book();
    empty.put(12, 1, "");
    assertThat(read(empty).findings())
        .allMatch(f -> f.severity() == Severity.NOTE)
        .anyMatch(f -> f.check() == Check.A6 && f.cells().contains("A12"));
  }

  @Test
  void givenACountOfLessThanNobody_thenItIsAnError() {
    Made made = sound();
    made.technologies.put("VoiceID", -5L);
    assertThat(told(Made.audit(made))).contains("A6 error");
  }

  private static AuditReport read(Book book) {
    Posting posting = PostingFile.read("FY23_detentionStats01092023.xlsx", book.bytes());
    return new Audit(Thresholds.defaults()).check(List.of(posting));
  }

  private static List<String> told(AuditReport report) {
    return report.findings().stream()
        .filter(f -> f.severity() != Severity.NOTE)
        .map(f -> f.check() + " " + f.severity().word())
        .distinct()
        .toList();
  }

  private static Finding only(AuditReport report, Check check) {
    List<Finding> found = report.findings().stream().filter(f -> f.check() == check).toList();
    assertThat(found).as(check.name()).hasSize(1);
    return found.getFirst();
  }

  private static Finding only(AuditReport report, Check check, int index) {
    return report.findings().stream().filter(f -> f.check() == check).toList().get(index);
  }
}
