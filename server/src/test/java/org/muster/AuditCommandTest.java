package org.muster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.audit.May2023;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command that scripts and journalists run: what it prints, where, and with which status. */
class AuditCommandTest {
  private static final String SWAPPED = "FY23_detentionStats05262023.xlsx";

  @TempDir Path folder = Path.of("");

  private record Ran(int status, String out, String err) {}

  private static Ran audit(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Muster.line();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    List<String> all = new ArrayList<>(List.of("audit"));
    for (Object each : arguments) {
      all.add(each.toString());
    }
    int status = line.execute(all.toArray(String[]::new));
    return new Ran(status, out.toString(), err.toString());
  }

  private void write(Map<String, byte[]> files) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
  }

  @Test
  void givenASoundFile_thenTheStatusIsNought() throws IOException {
    write(May2023.sound());
    Ran ran = audit(folder);
    assertThat(ran.status()).isZero();
    assertThat(ran.out()).contains("All of 1 file");
  }

  @Test
  void givenFindings_thenTheStatusIsOneAndTheProgressStandsApart() throws IOException {
    write(May2023.files());
    Ran ran = audit(folder);
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.out()).contains(SWAPPED, "suspect P4", "An offsetting swap");
    assertThat(ran.err()).contains("3 of 3 files read");
    assertThat(ran.out()).doesNotContain("files read\r");
  }

  @Test
  void givenABrokenFileAmongOthers_thenTheStatusIsTwoAndTheOthersAreRead() throws IOException {
    write(May2023.files());
    Files.writeString(folder.resolve("broken.xlsx"), "no workbook");
    Ran ran = audit(folder);
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.out())
        .contains("An offsetting swap", "broken.xlsx", "this is no .xlsx workbook");
  }

  @Test
  void givenAFileThatIsNotThere_thenTheStatusIsTwoAndItIsTold() throws IOException {
    write(May2023.sound());
    Ran ran = audit(folder.resolve("none.xlsx"), folder);
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.out()).contains("none.xlsx", "cannot be opened");
  }

  @Test
  void givenNothingToRead_orAnArgumentThatMeansNothing_thenTheStatusIsTwo() throws IOException {
    assertThat(audit(folder).status()).isEqualTo(2);
    assertThat(audit(folder).err()).contains("no .xlsx and no .csv file");
    assertThat(audit().status()).isEqualTo(2);
    assertThat(audit(folder, "--format", "pdf").status()).isEqualTo(2);
    write(May2023.sound());
    Path thresholds = Files.writeString(folder.resolve("t.properties"), "no.such = 1\n");
    Ran ran = audit(folder, "--thresholds", thresholds);
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains("there is no threshold \"no.such\"");
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void jsonHasFindingsAndUnreadInTheirWholeShape() throws IOException {
    write(May2023.files());
    Files.writeString(folder.resolve("broken.xlsx"), "no workbook");
    Ran ran = audit(folder, "--format", "json");
    JsonNode root = new JsonMapper().readTree(ran.out());
    assertThat(root.propertyNames()).containsExactly("findings", "unread");
    for (JsonNode finding : root.get("findings")) {
      assertThat(finding.propertyNames())
          .containsExactly("file", "sheet", "cells", "check", "severity", "message");
      assertThat(finding.get("severity").asString()).isIn("error", "suspect", "note");
      assertThat(finding.get("cells").isArray()).isTrue();
    }
    assertThat(root.get("findings").valueStream())
        .anyMatch(
            one ->
                one.get("check").asString().equals("P4")
                    && one.get("file").asString().endsWith(SWAPPED)
                    && one.get("sheet").asString().equals("ATD FY23 YTD")
                    && one.get("cells").toString().equals("[\"B9\",\"B10\"]"));
    assertThat(root.get("unread").valueStream())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.propertyNames()).containsExactly("file", "sheet", "cells", "reason");
              assertThat(one.get("file").asString()).endsWith("broken.xlsx");
            });
  }

  @Test
  void htmlIsOneFileThatNeedsNothingElse() throws IOException {
    write(May2023.files());
    Ran ran = audit(folder, "--format", "html");
    assertThat(ran.out()).startsWith("<!DOCTYPE html>").contains("<svg", "An offsetting swap");
    assertThat(ran.out().replace("http://www.w3.org/2000/svg", ""))
        .doesNotContain("http:", "https:", "<script", "<link", "src=");
  }

  @Test
  void givenThresholdsOfOnesOwn_thenTheyHold() throws IOException {
    write(May2023.files());
    Path thresholds =
        Files.writeString(
            folder.resolve("t.properties"),
            "swap.total.share.min = 0.99\nchange.technology.min = 9\nchange.usual.times = 500\n");
    assertThat(audit(folder, "--thresholds", thresholds).out()).doesNotContain("suspect P4");
  }
}
