package org.muster.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Workbooks of other years look otherwise; they are read by their headings. */
class LayoutsTest {
  private static final String FILE = "FY23_detentionStats01092023.xlsx";

  private static AtdSheet only(Book book) {
    Posting posting = PostingFile.read(FILE, book.bytes());
    assertThat(posting.unread()).isEmpty();
    assertThat(posting.sheets()).hasSize(1);
    return posting.sheets().getFirst();
  }

  @Test
  void givenColumnsThatMoved_thenTheTablesAreTheSame() {
    Made made = Made.of(6_508, 296_041, 15_645, 57_837);
    made.court = "FY23 thru December";
    AtdSheet here = only(made.book());
    made.column = 4;
    AtdSheet there = only(made.book());
    assertThat(there.tables()).hasSameSizeAs(here.tables());
    assertThat(there.find(Kind.TECHNOLOGY).orElseThrow().sums(Measure.COUNT))
        .isEqualTo(here.find(Kind.TECHNOLOGY).orElseThrow().sums(Measure.COUNT));
    assertThat(there.find(Kind.TECHNOLOGY).orElseThrow().findTotal().orElseThrow().cell())
        .isEqualTo("E13");
    assertThat(new Audit(Thresholds.defaults()).check(List.of(made.posting())).findings())
        .isEmpty();
  }

  @Test
  void givenAnotherNameForTheSheet_thenItIsFoundByItsHeadings() {
    Made made = Made.of(6_508, 296_041, 15_645, 57_837);
    made.sheet = "Community FY23";
    assertThat(only(made.book()).name()).isEqualTo("Community FY23");
  }

  @Test
  void givenNumbersAndDatesAsText_thenTheyAreRead() {
    Book book = new Book().sheet("ATD FY21 YTD");
    book.put(3, 1, "Technology Type").put(3, 2, "Active Participants").put(3, 4, "Daily Cost");
    book.put(4, 1, "Ankle Monitor").put(4, 2, "31,069").put(4, 4, "$ 85,129.06");
    book.put(5, 1, "SmartLINK (app)").put(5, 2, " 29,000 ").put(5, 4, "$27,840.00");
    book.put(6, 1, "Telephonic").put(6, 2, "100").put(6, 4, "18");
    book.put(7, 1, "N/A").put(7, 2, "-").put(7, 4, "$-");
    book.put(8, 1, "Grand Total").put(8, 2, "60,169").put(8, 4, "112,987.06");
    book.put(9, 1, "Data as of").put(9, 2, 44_324);
    Posting posting = PostingFile.read("FY21_detentionStats05132021.xlsx", book.bytes());
    AtdSheet sheet = posting.sheets().getFirst();
    Table table = sheet.find(Kind.TECHNOLOGY).orElseThrow();
    assertThat(table.lines())
        .extracting(Line::key)
        .containsExactly(Labels.GPS, Labels.SMARTLINK, Labels.VOICE, Labels.NONE);
    assertThat(table.sums(Measure.COUNT)).containsEntry(Labels.GPS, 31_069.0);
    assertThat(sheet.findSourceDate()).contains(LocalDate.of(2021, 5, 8));
    assertThat(sheet.fiscalYear()).isEqualTo(2021);
    assertThat(new Audit(Thresholds.defaults()).check(List.of(posting)).findings()).isEmpty();
  }

  @Test
  void givenOfficesAndTechnologiesInTwoColumns_thenTheyAreRead() {
    Book book = new Book().sheet("ATD FY25 YTD");
    book.put(2, 0, "AOR").put(2, 1, "Technology").put(2, 2, "Count").put(2, 3, "ALIP");
    book.put(3, 0, "Atlanta").put(3, 1, "GPS").put(3, 2, 10).put(3, 3, 100);
    book.put(4, 1, "SmartLINK").put(4, 2, 30).put(4, 3, 200);
    book.put(5, 1, "Total").put(5, 2, 40).put(5, 3, 175);
    book.put(6, 0, "St. Paul").put(6, 1, "GPS").put(6, 2, 5).put(6, 3, 40);
    book.put(7, 0, "St. Paul").put(7, 1, "Total").put(7, 2, 5).put(7, 3, 40);
    book.put(8, 0, "Total").put(8, 2, 45).put(8, 3, 160);
    AtdSheet sheet = only(book);
    Table table = sheet.find(Kind.OFFICES).orElseThrow();
    assertThat(table.lines()).extracting(Line::key).containsExactly("Atlanta", "St Paul");
    assertThat(table.offices().getFirst().technologies()).hasSize(2);
    assertThat(table.offices().getLast().technologies()).hasSize(1);
    assertThat(
            new Audit(Thresholds.defaults())
                .check(List.of(PostingFile.read(FILE, book.bytes())))
                .findings())
        .isEmpty();
  }

  @Test
  void givenTwoSheetsOfTwoYears_thenEachIsKeyedByWhatItStates() {
    Made now = Made.of(13_105, 173_005, 7_194, 304);
    now.sheet = "ATD FY24 YTD";
    now.source = "10.07.2023";
    Made end = Made.of(12_576, 173_590, 7_320, 386);
    end.sheet = "ATD EOFY23 ";
    end.source = "9.30.2023";
    Book book = now.write(end.book().sheet(now.sheet));
    List<AtdSheet> sheets = PostingFile.read(FILE, book.bytes()).sheets();
    assertThat(sheets).extracting(AtdSheet::fiscalYear).containsExactly(2023, 2024);
    assertThat(sheets).extracting(AtdSheet::yearEnd).containsExactly(true, false);
    assertThat(sheets)
        .extracting(sheet -> sheet.findSourceDate().orElseThrow())
        .containsExactly(LocalDate.of(2023, 9, 30), LocalDate.of(2023, 10, 7));
  }

  @Test
  void givenBlankRowsAndFootnotesInBetween_thenTheTableGoesOn() {
    Book book = new Book().sheet("ATD FY23 YTD");
    book.put(1, 0, "AOR/Technology").put(1, 1, "Count").put(1, 2, "Average Length in Program");
    book.put(2, 0, "Atlanta").put(2, 1, 40).put(2, 2, 50);
    book.put(3, 0, "GPS").put(3, 1, 40).put(3, 2, 50);
    book.put(6, 0, "Boston").put(6, 1, 2).put(6, 2, 9);
    book.put(7, 0, "TR").put(7, 1, 2).put(7, 2, 9);
    book.put(8, 0, "Total").put(8, 1, 42).put(8, 2, 48.047619);
    book.put(10, 0, "* Participants may have changed office since.");
    Table table = only(book).find(Kind.OFFICES).orElseThrow();
    assertThat(table.offices()).hasSize(2);
    assertThat(table.findTotal()).isPresent();
  }

  @Test
  void givenWhatIsNotUnderstood_thenItsCellsAreTold() {
    Made made = Made.of(6_508, 296_041, 15_645, 57_837);
    Book book = made.book();
    book.put(9, 1, "pending");
    book.put(30, 9, "Enrolled since 2014").put(30, 10, 12_345);
    book.put(40, 9, "Colour").put(40, 10, "Count").put(41, 9, "Red").put(41, 10, 7);
    Posting posting = PostingFile.read(FILE, book.bytes());
    assertThat(posting.unread())
        .anyMatch(one -> one.cells().contains("B9") && one.reason().contains("\"pending\""))
        .anyMatch(one -> one.cells().contains("K30"))
        .anyMatch(one -> one.cells().contains("J40") && one.reason().contains("Colour"))
        .noneMatch(Unread::whole);
  }

  @Test
  void givenAHiddenSheet_thenItIsNotReadAndTold() {
    Made made = Made.of(6_508, 296_041, 15_645, 57_837);
    Book book = made.book().sheet("ATD old").hide("ATD old").put(1, 0, "x");
    assertThat(PostingFile.read(FILE, book.bytes()).unread())
        .containsExactly(new Unread(FILE, "ATD old", List.of(), "the sheet is hidden.", false));
  }

  @Test
  void givenANewTechnologyBelowOffices_thenItIsNoOffice() {
    Made made = Made.of(6_508, 296_041, 15_645, 57_837);
    made.technologies.put("Iris Scan", 900L);
    Table table = only(made.book()).find(Kind.OFFICES).orElseThrow();
    assertThat(table.lines()).extracting(Line::label).containsExactlyElementsOf(made.offices);
  }

  @Test
  void givenTheLawsYear_thenItIsNotTheSheets() {
    assertThat(DateText.findFiscalYear("pursuant to the Fiscal Year 2020 Appropriations Bill"))
        .isEmpty();
    assertThat(DateText.findFiscalYear("ATD EOFY23 ")).contains(2023);
    assertThat(DateText.findThrough("FY24 thru October Court", 2024))
        .contains(LocalDate.of(2023, 10, 31));
    assertThat(DateText.findThrough("\nFY23 Year End  Court", 2023))
        .contains(LocalDate.of(2023, 9, 30));
    assertThat(DateText.find("Data from BI Inc. Participants Report, 9.09.2023"))
        .contains(LocalDate.of(2023, 9, 9));
  }
}
