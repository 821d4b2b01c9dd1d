package org.muster.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Numbers in the tidy form of docs/audit.md are checked as those of workbooks. */
class TidyCsvTest {
  private static final String HEAD =
      "posted_on,source_on,fiscal_year,table,office,category,measure,value\n";

  private static Posting read(String text) {
    return PostingFile.read("series.csv", text.getBytes(StandardCharsets.UTF_8));
  }

  private static AuditReport audit(String text) {
    return new Audit(Thresholds.defaults()).check(List.of(read(text)));
  }

  private static String posting(String posted, String source, int gps, int smartlink, int total) {
    String key = posted + "," + source + ",2023,technology,,";
    return key
        + "GPS,count,\""
        + gps
        + "\"\n"
        + key
        + "SmartLINK,count,"
        + smartlink
        + "\n"
        + key
        + "Total,count,"
        + total
        + "\n";
  }

  @Test
  void givenASeries_thenSumsAndChangesAreChecked() {
    AuditReport report =
        audit(
            HEAD
                + posting("2023-05-19", "2023-05-06", 4_576, 224_300, 228_876)
                + posting("2023-05-26", "2023-05-20", 188_934, 34_576, 223_510)
                + posting("2023-06-12", "2023-06-03", 4_420, 208_618, 213_000));
    assertThat(report.findings())
        .extracting(f -> f.check() + " " + f.sheet())
        .containsExactlyInAnyOrder("A1 source 2023-06-03", "P4 source 2023-05-20");
    assertThat(report.findings())
        .filteredOn(f -> f.check() == Check.A1)
        .allMatch(f -> f.cells().contains("line 10"));
  }

  @Test
  void givenOffices_thenTheyAreHeldAgainstTheNation() {
    String key = "2023-05-19,2023-05-06,2023,";
    AuditReport report =
        audit(
            HEAD
                + posting("2023-05-19", "2023-05-06", 10, 20, 30)
                + key
                + "offices,Total,Total,count,30\n"
                + key
                + "offices,Atlanta,Total,count,30\n"
                + key
                + "offices,Atlanta,GPS,count,14\n"
                + key
                + "offices,Atlanta,SmartLINK,count,16\n");
    assertThat(report.findings()).extracting(Finding::check).containsOnly(Check.A2);
    assertThat(report.findings()).hasSize(2);
  }

  @Test
  void givenAHeadWithoutItsColumns_thenTheFileIsRefusedWithTheirNames() {
    Posting posting = read("date,what,count\n2023-05-19,GPS,7\n");
    assertThat(posting.unread().getFirst().reason()).contains("table, category, measure, value");
    assertThat(posting.unread().getFirst().whole()).isTrue();
  }

  @Test
  void givenLinesThatMeanNothing_thenEachIsTold() {
    Posting posting =
        read(
            HEAD
                + posting("2023-05-19", "2023-05-06", 10, 20, 30)
                + "2023-05-19,2023-05-06,2023,colours,,Red,count,7\n"
                + "2023-05-19,2023-05-06,2023,technology,,VoiceID,count,many\n"
                + "2023-05-19,6 May,2023,technology,,VoiceID,count,3\n");
    assertThat(posting.unread())
        .extracting(one -> one.cells().getFirst())
        .containsExactly("line 5", "line 6", "line 7");
    assertThat(posting.unread()).noneMatch(Unread::whole);
  }

  @Test
  void givenAQuoteThatIsNeverClosed_thenItsLineIsTold() {
    assertThat(read(HEAD + "\"2023-05-19,,,\n").unread().getFirst().reason()).contains("line 2");
  }
}
