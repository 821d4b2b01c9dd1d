package org.muster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The log as a process of its own writes it. */
@NullMarked
class LogFormatTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void givenJsonIsAskedFor_thenEachLineOfTheLogIsAnObjectWithTimeLevelAndMessage()
      throws Exception {
    List<String> lines = startThatFails("json");
    assertThat(lines).isNotEmpty();
    boolean said = false;
    for (String line : lines) {
      JsonNode entry = JsonMapper.shared().readTree(line);
      assertThat(entry.get("@timestamp").asString()).isNotBlank();
      assertThat(entry.get("log").get("level").asString()).isNotBlank();
      said |= entry.get("message").asString().contains("is no address of a PostgreSQL");
    }
    assertThat(said).isTrue();
  }

  @Test
  void givenNothingIsAskedFor_thenTheLogIsForPeople() {
    assertThat(LogFormat.of(null)).isEqualTo(LogFormat.TEXT);
    assertThat(LogFormat.of(" ").settings()).isEmpty();
    assertThat(LogFormat.of("TEXT").settings()).isEmpty();
    assertThat(LogFormat.of("Json").settings()).hasSize(1);
  }

  @Test
  void givenAFormatThatThereIsNot_thenTheStartIsRefusedInOneSentence() throws Exception {
    assertThat(startThatFails("xml"))
        .containsExactly("MUSTER_LOG_FORMAT is \"xml\": set it to text or json.");
    assertThatThrownBy(() -> LogFormat.of("xml")).isInstanceOf(IllegalArgumentException.class);
  }

  /** What {@code muster serve} says on a database that it cannot use. */
  private List<String> startThatFails(String format) throws Exception {
    String classpath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            // The log of tests has a configuration of its own.
            .filter(entry -> !new File(entry, "logback-test.xml").exists())
            .collect(Collectors.joining(File.pathSeparator));
    Path output = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classpath,
                "org.muster.Muster",
                "serve",
                "--port",
                "0")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("MUSTER_LOG_FORMAT", format);
    builder.environment().put("MUSTER_DATABASE_URL", "jdbc:somebodyelse:x");
    Process process = builder.start();
    try {
      assertThat(process.waitFor(30, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).isNotZero();
    } finally {
      process.destroyForcibly();
    }
    return Files.readAllLines(output).stream().filter(line -> !line.isBlank()).toList();
  }
}
