package org.muster.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file may be made to harm its reader; it is told, and the others are read. */
class HostileFilesTest {
  private static final Made SOUND = Made.of(6_508, 296_041, 15_645, 57_837);

  private static String refusal(byte[] bytes) {
    Posting posting = PostingFile.read("made.xlsx", bytes);
    assertThat(posting.sheets()).isEmpty();
    assertThat(posting.unread()).hasSize(1).allMatch(Unread::whole);
    return posting.unread().getFirst().reason();
  }

  @Test
  void givenAFileThatUnpacksToMoreThanAnyWorkbook_thenItIsRefusedBeforeItFillsTheMemory() {
    // 65 MB of zeros take some 65 kB.
    byte[] zeros = new byte[(int) WorkbookParts.UNPACKED_BYTES_MAX + (1 << 20)];
    byte[] bomb = SOUND.book().part("xl/media/picture.bin", zeros).bytes();
    assertThat(bomb.length).isLessThan(1 << 20);
    assertThat(refusal(bomb)).contains("may be a trap");
  }

  @Test
  void givenMorePartsThanAnyWorkbook_thenItIsRefused() {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    for (int i = 0; i <= WorkbookParts.PARTS_MAX; i++) {
      parts.put("xl/part" + i + ".xml", new byte[0]);
    }
    assertThat(refusal(Book.zip(parts))).contains("more than 2000 parts");
  }

  @Test
  void givenAnEntityThatPointsOutside_thenNothingIsFetchedAndTheFileIsRefused(@TempDir Path folder)
      throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "4711");
    String sheet =
        "<!DOCTYPE worksheet [<!ENTITY out SYSTEM \""
            + secret.toUri()
            + "\">]><worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&out;</t>"
            + "</is></c></row></sheetData></worksheet>";
    byte[] file = SOUND.book().part("xl/worksheets/sheet2.xml", sheet).bytes();
    assertThat(refusal(file)).contains("damaged").doesNotContain("4711");
  }

  @Test
  void givenEntitiesThatGrow_thenTheFileIsRefused() {
    StringBuilder laughs = new StringBuilder("<!DOCTYPE sst [<!ENTITY a0 \"ha\">");
    for (int i = 1; i < 30; i++) {
      laughs.append("<!ENTITY a%d \"&a%d;&a%d;\">".formatted(i, i - 1, i - 1));
    }
    laughs.append("]><sst><si><t>&a29;</t></si></sst>");
    byte[] file = SOUND.book().part("xl/sharedStrings.xml", laughs.toString()).bytes();
    assertThat(refusal(file)).contains("damaged");
  }

  @Test
  void givenAFormulaAndAFormulaAsText_thenNeitherIsEvaluated() {
    Book book = SOUND.book();
    // The stored value counts; the formula beside it says otherwise.
    book.put(9, 1, "<f>WEBSERVICE(\"http://127.0.0.1:9/\")+1</f><v>6508</v>");
    book.put(1, 0, "=cmd|'/c calc'!A1");
    Posting posting = PostingFile.read("FY23_detentionStats01092023.xlsx", book.bytes());
    assertThat(new Audit(Thresholds.defaults()).check(List.of(posting)).findings()).isEmpty();
  }

  @Test
  void givenAFormulaWithoutAStoredValue_thenItsCountIsMissing() {
    Book book = SOUND.book();
    book.put(9, 1, "<f>B10+B11</f>");
    Posting posting = PostingFile.read("FY23_detentionStats01092023.xlsx", book.bytes());
    assertThat(new Audit(Thresholds.defaults()).check(List.of(posting)).findings())
        .anyMatch(f -> f.check() == Check.A6 && f.cells().contains("A9"));
  }

  @Test
  void givenCellsFarOutsideAndTextsThatAreNotThere_thenTheyAreLeftOut() {
    Book book = SOUND.book();
    book.part("xl/sharedStrings.xml", "<sst><si><t>one</t></si></sst>");
    Posting sound = PostingFile.read("FY23_detentionStats01092023.xlsx", book.bytes());
    String odd =
        "<worksheet><sheetData><row r=\"1\"><c r=\"ZZZZZZZZZ1\"><v>1</v></c>"
            + "<c r=\"A1\" t=\"s\"><v>999999999</v></c><c r=\"B1\" t=\"s\"><v>-1</v></c>"
            + "<c r=\"C1\"><v>1e999999999</v></c></row></sheetData></worksheet>";
    book.part("xl/worksheets/sheet2.xml", odd);
    assertThat(sound.sheets()).hasSize(1);
    assertThat(refusal(book.bytes())).contains("no heading");
  }

  @Test
  void givenMoreRowsThanAnySheet_thenTheFileIsRefused() {
    byte[] file = SOUND.book().put(WorkbookXml.ROWS_MAX + 1, 0, 5).bytes();
    assertThat(refusal(file)).contains("larger than any published one");
  }

  @Test
  void givenFilesThatAreNoWorkbooks_thenEachIsToldWhatItIs() {
    assertThat(refusal(new byte[0])).contains("no .xlsx");
    assertThat(refusal("hello".getBytes(StandardCharsets.UTF_8))).contains("no .xlsx");
    byte[] old = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 0, 0};
    assertThat(refusal(old)).contains("old .xls");
    byte[] file = SOUND.book().bytes();
    assertThat(refusal(Arrays.copyOf(file, file.length / 2))).contains("damaged");
    assertThat(refusal(new Book().sheet("Facilities").put(1, 0, "Name").bytes()))
        .contains("no heading");
  }

  @Test
  void givenBrokenFilesAmongSoundOnes_thenTheSoundOnesAreRead() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("broken.xlsx", new byte[] {'P', 'K', 3, 4, 5});
    files.put("FY23_detentionStats01092023.xlsx", SOUND.book().bytes());
    List<Audit.Source> sources = new ArrayList<>();
    files.forEach((name, bytes) -> sources.add(new GivenFile(name, bytes)));
    sources.add(new Gone());
    AuditReport report = new Audit(Thresholds.defaults()).run(sources, (done, all, file) -> {});
    assertThat(report.files()).hasSize(3);
    assertThat(report.unread())
        .extracting(Unread::file)
        .containsExactly("broken.xlsx", "gone.xlsx");
    assertThat(report.charts()).isNotEmpty();
    assertThat(report.exitStatus()).isEqualTo(2);
  }

  private record Gone() implements Audit.Source {
    @Override
    public String name() {
      return "gone.xlsx";
    }

    @Override
    public byte[] read() throws IOException {
      throw new IOException("gone");
    }
  }
}
