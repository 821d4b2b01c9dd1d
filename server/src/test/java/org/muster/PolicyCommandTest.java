package org.muster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.policy.PackageFiles;
import org.muster.store.PolicyPackages;
import org.muster.store.TestDatabase;
import org.muster.tables.Draft;
import org.muster.tables.PolicyFolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine;

class PolicyCommandTest {
  private static final String ATD = "../policies/atd-supervision";

  @TempDir private Path folder = Path.of("");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine line = Muster.line().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    String[] all = new String[arguments.length + 1];
    all[0] = "policy";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return line.execute(all);
  }

  private String written(Draft draft) throws Exception {
    Path target = folder.resolve("changed");
    PolicyFolder.write(draft.files(), target);
    return target.toString();
  }

  @Test
  void givenAPackageWithoutFault_thenItIsCheckedWithItsHash() throws Exception {
    assertThat(run("check", ATD)).isZero();
    assertThat(out.toString())
        .contains("atd-supervision: 0 errors, 0 warnings, 21 of 21 examples pass.")
        .contains("Content hash " + PolicyFolder.read(Path.of(ATD)).hash());
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void givenAPackageWithAnOverlap_thenItIsToldAtItsRow() throws Exception {
    String changed =
        written(
            Draft.of("atd-supervision").with("response.dmn", "\"BatteryLow\"", "\"InsideZone\""));
    assertThat(run("check", changed)).isEqualTo(1);
    assertThat(out.toString())
        .contains("Error   response.dmn, row 6")
        .contains("The row and row 1 both hold for: finding InsideZone.");
  }

  @Test
  void givenAnExampleThatFails_thenItIsToldAtItsLine() throws Exception {
    String changed =
        written(Draft.of("atd-supervision").with("tests/response.csv", "urgent", "routine"));
    assertThat(run("test", changed)).isEqualTo(1);
    assertThat(out.toString())
        .contains("Failed  tests/response.csv, row 2")
        .contains("severity is urgent, not routine")
        .contains("20 of 21 examples pass.");
    assertThat(run("test", ATD, "--all")).isZero();
    assertThat(out.toString()).contains("Passed  tests/level.csv, row 2  The period has passed.");
  }

  @Test
  void givenTwoPackages_thenTheDifferenceIsToldByMeaning() throws Exception {
    String changed = written(Draft.of("atd-supervision").with("level.dmn", "&gt;= 90", "&gt;= 60"));
    assertThat(run("diff", ATD, changed)).isEqualTo(1);
    assertThat(out.toString())
        .isEqualTo(
            "level.dmn, row 3 (earned): cleanDays changed from at least 90 to at least 60."
                + System.lineSeparator());
    assertThat(run("diff", ATD, ATD)).isZero();
    assertThat(out.toString()).contains("Nothing differs.");
  }

  @Test
  void givenAFolderThatIsNoPackage_thenItIsRefusedWithAReason() throws IOException {
    assertThat(run("check", folder.resolve("nowhere").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("nowhere is no folder; a policy package is one.");
    Files.writeString(folder.resolve("run.sh"), "");
    assertThat(run("check", folder.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("run.sh is no file of a policy package.");
    assertThat(run("diff", ATD, folder.toString())).isEqualTo(2);
  }

  @Test
  void givenAPackageInTheDatabase_thenItIsExportedByteForByte() throws Exception {
    PolicyPackages packages = new PolicyPackages(JdbcClient.create(TestDatabase.fresh()));
    PackageFiles files = Draft.of("atd-supervision").files();
    packages.add(files, "atd-supervision", "A title", "writer", Instant.now());
    Path target = folder.resolve("exported");
    assertThat(export(packages, files.hash().substring(0, 8), target)).isZero();
    assertThat(PolicyFolder.read(target)).isEqualTo(files);
    assertThat(out.toString()).contains(files.hash());

    assertThat(export(packages, "atd-supervision", target)).isEqualTo(2);
    assertThat(err.toString()).contains("is there already and not empty; nothing was written");
    PackageFiles other = Draft.of("atd-supervision").with("README.md", "§ 9.1", "§ 9.2").files();
    packages.add(other, "atd-supervision", "A title", "writer", Instant.now());
    assertThat(export(packages, "atd-supervision", folder.resolve("x"))).isEqualTo(2);
    assertThat(err.toString()).contains("several packages are called that", other.hash());
    assertThat(export(packages, "nobody", folder.resolve("x"))).isEqualTo(2);
    assertThat(err.toString()).contains("there is no package whose id or hash that is");
  }

  private int export(PolicyPackages packages, String name, Path target) {
    PolicyExportCommand command = new PolicyExportCommand();
    CommandLine line =
        new CommandLine(command).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    line.parseArgs(name, target.toString());
    PrintWriter told = new PrintWriter(err);
    int status = command.export(packages, told);
    told.flush();
    return status;
  }
}
