package org.muster.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PackageFilesTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void givenFiles_thenTheHashIsThatOfTheLinesThatSha256sumPrints() {
    PackageFiles files =
        new PackageFiles(
            Map.of(
                "policy.yaml",
                bytes("id: a\n"),
                "README.md",
                bytes("b\n"),
                "tests/plan.csv",
                bytes("")));
    // printf 'id: a\n' >policy.yaml; printf 'b\n' >README.md; mkdir tests; : >tests/plan.csv
    // find . -type f | sed 's|^\./||' | LC_ALL=C sort | xargs sha256sum | sha256sum
    assertThat(files.hash())
        .isEqualTo("3ffc5e75b66ac7ff5d6a3e70d5e08a57ab570ad82b660d5ef2337c5fef9ad78d");
  }

  @Test
  void givenAnotherByteOrAnotherName_thenTheHashIsAnother() {
    String one = new PackageFiles(Map.of("plan.dmn", bytes("a"))).hash();
    assertThat(new PackageFiles(Map.of("plan.dmn", bytes("a "))).hash()).isNotEqualTo(one);
    assertThat(new PackageFiles(Map.of("level.dmn", bytes("a"))).hash()).isNotEqualTo(one);
    assertThat(new PackageFiles(Map.of("plan.dmn", bytes("a"))))
        .isEqualTo(new PackageFiles(Map.of("plan.dmn", bytes("a"))));
  }

  @Test
  void givenAPathThatIsNoneOfAPackage_thenItIsRefused() {
    for (String path :
        new String[] {
          "../plan.dmn",
          "plan.dmn/..",
          ".git/config",
          "tests/../a.csv",
          "run.sh",
          "tests/a/b.csv",
          "Plan.dmn",
          "/policy.yaml"
        }) {
      assertThatThrownBy(() -> new PackageFiles(Map.of(path, bytes(""))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("no file of a policy package");
    }
  }

  @Test
  void givenTooMuch_thenItIsRefused() {
    assertThatThrownBy(
            () -> new PackageFiles(Map.of("plan.dmn", new byte[PackageFiles.FILE_BYTES_MAX + 1])))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void givenTheBytesAreChangedAfterwards_thenThePackageIsAsItWas() {
    byte[] given = bytes("a");
    PackageFiles files = new PackageFiles(Map.of("plan.dmn", given));
    String hash = files.hash();
    given[0] = 'b';
    files.find("plan.dmn").orElseThrow()[0] = 'c';
    assertThat(files.text("plan.dmn")).isEqualTo("a");
    assertThat(files.hash()).isEqualTo(hash);
  }
}
