package org.muster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Sizes and names, as CONTRIBUTING.md states them. */
class TidyTest {
  private static final int LINES_MAX = 500;
  private static final int LINES_WITHOUT_REASON_MAX = 250;
  private static final int METHOD_LINES_MAX = 70;
  private static final int COLUMNS_MAX = 100;
  private static final Pattern FORBIDDEN_NAME =
      Pattern.compile(".*(Manager|Helper|Util|Utils|Impl|Dto|V\\d+)\\.java|New[A-Z].*\\.java");
  private static final Pattern METHOD_START =
      Pattern.compile("^  (?! ).*\\)( throws [\\w., ]+)? \\{$");

  private final List<Path> sources = sources();

  @Test
  void givenASourceFile_thenItIsShortOrSaysWhyItIsLong() throws IOException {
    List<String> long_ = new ArrayList<>();
    for (Path file : sources) {
      List<String> lines = Files.readAllLines(file);
      boolean main = file.toString().contains("/main/");
      boolean reasoned = lines.stream().anyMatch(line -> line.contains("Over 250 lines because"));
      if (lines.size() > LINES_MAX
          || (main && lines.size() > LINES_WITHOUT_REASON_MAX && !reasoned)) {
        long_.add(file + ": " + lines.size() + " lines");
      }
    }
    assertThat(long_).isEmpty();
  }

  @Test
  void givenAMethod_thenItFitsOnAScreen() throws IOException {
    List<String> long_ = new ArrayList<>();
    for (Path file : sources) {
      List<String> lines = Files.readAllLines(file);
      int start = -1;
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        if (METHOD_START.matcher(line).matches()) {
          start = i;
        } else if (start >= 0 && line.equals("  }")) {
          if (i - start + 1 > METHOD_LINES_MAX) {
            long_.add(file + ":" + (start + 1) + ": " + (i - start + 1) + " lines");
          }
          start = -1;
        }
      }
    }
    assertThat(long_).isEmpty();
  }

  @Test
  void givenAFileName_thenItSaysWhatTheThingIs() {
    assertThat(sources)
        .noneMatch(file -> FORBIDDEN_NAME.matcher(file.getFileName().toString()).matches());
  }

  @Test
  void givenALine_thenItFitsTheWidth() throws IOException {
    List<String> wide = new ArrayList<>();
    for (Path file : sources) {
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        // A message as a device sends it is one line of a test, however long.
        boolean message = file.toString().contains("/test/") && lines.get(i).contains("\"");
        boolean whole = message || lines.get(i).startsWith("import ");
        if (lines.get(i).length() > COLUMNS_MAX && !whole) {
          wide.add(file + ":" + (i + 1));
        }
      }
    }
    assertThat(wide).isEmpty();
  }

  @Test
  void givenAPackage_thenItIsNullMarked() throws IOException {
    List<String> unmarked = new ArrayList<>();
    for (Path folder :
        sources.stream()
            .filter(file -> file.toString().contains("/main/"))
            .map(Path::getParent)
            .distinct()
            .toList()) {
      Path about = folder.resolve("package-info.java");
      if (!Files.exists(about) || !Files.readString(about).contains("@NullMarked")) {
        unmarked.add(folder.toString());
      }
    }
    assertThat(unmarked).isEmpty();
  }

  private static List<Path> sources() {
    List<Path> all = new ArrayList<>();
    for (String module : List.of("core", "server", "bench")) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src"))) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(all::add);
      } catch (IOException e) {
        throw new IllegalStateException("no sources of " + module, e);
      }
    }
    assertThat(all).hasSizeGreaterThan(30);
    return all;
  }
}
