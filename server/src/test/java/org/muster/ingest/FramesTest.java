package org.muster.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.muster.SharedData;
import org.muster.domain.Observation;
import org.muster.ingest.Decoding.Decoded;
import org.muster.ingest.Decoding.Rejected;

/** Every message of phone apps that Traccar's own tests decode is read here as there. */
class FramesTest {
  private static final Instant RECEIVED_AT = Instant.parse("2026-03-01T12:00:00Z");
  private static final String ABSENT = "";

  static Stream<Arguments> frames() throws IOException {
    Optional<Path> folder = SharedData.folder();
    if (folder.isEmpty()) {
      return Stream.of(Arguments.of(ABSENT, ABSENT, ABSENT));
    }
    List<Arguments> frames =
        rows(Files.readString(folder.get().resolve("frames/frames.csv"))).stream()
            .filter(row -> row.getFirst().matches("(OsmAnd|OwnTracks)ProtocolDecoderTest"))
            .map(row -> Arguments.of(row.getFirst(), row.get(1), row.getLast()))
            .toList();
    assertThat(frames).hasSizeGreaterThanOrEqualTo(20);
    return frames.stream();
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource("frames")
  void givenAMessageOfARealApp_thenItIsReadAsWhatItSays(
      String test, String verify, String payload) {
    Assumptions.assumeFalse(
        test.equals(ABSENT), "skipped: ../shared/data is not beside the project");
    Decoding decoding = decode(test, payload);
    switch (verify) {
      case "verifyNull" ->
          assertThat(decoding)
              .isInstanceOfSatisfying(
                  Rejected.class, no -> assertThat(no.reason()).isEqualTo(Reason.MISSING_DEVICE));
      case "verifyNotNull" ->
          assertThat(observations(decoding))
              .singleElement()
              .isInstanceOf(Observation.Beat.class)
              .extracting(Observation::observedAt)
              .isEqualTo(Instant.ofEpochSecond(1_377_177_267));
      default -> isAt(decoding, payload);
    }
  }

  private static void isAt(Decoding decoding, String payload) {
    List<Observation.Fix> fixes =
        observations(decoding).stream()
            .filter(Observation.Fix.class::isInstance)
            .map(Observation.Fix.class::cast)
            .toList();
    assertThat(fixes).hasSize(1);
    Observation.Fix fix = fixes.getFirst();
    String[] both = find("location=([-.\\d]+,[-.\\d]+)", payload).orElse(",").split(",", -1);
    assertThat(fix.position().latitude())
        .isCloseTo(
            number("\"?lat(?:itude)?\"?[=:]([-.\\d]+)", payload, both[0]),
            org.assertj.core.api.Assertions.within(6e-8));
    assertThat(fix.position().longitude())
        .isCloseTo(
            number("\"?lon(?:gitude)?\"?[=:]([-.\\d]+)", payload, both[1]),
            org.assertj.core.api.Assertions.within(6e-8));
    assertThat(fix.mock()).isEqualTo(payload.contains("\"mock\":true"));
    find("\"acc(?:uracy)?\":([.\\d]+)", payload)
        .ifPresent(
            stated ->
                assertThat(fix.accuracyMetres().orElseThrow())
                    .isEqualTo(Double.parseDouble(stated)));
    if (payload.contains("\"speed\":-1")) {
      assertThat(fix.speedMetresPerSecond()).isEmpty();
    }
    if (payload.contains("\"vel\":61")) {
      assertThat(fix.speedMetresPerSecond().orElseThrow()).isBetween(16.94, 16.95);
    }
    if (payload.contains("speed=40")) {
      assertThat(fix.speedMetresPerSecond().orElseThrow()).isBetween(20.57, 20.58);
    }
    find("\"tst\":(\\d+)", payload)
        .ifPresent(
            tst ->
                assertThat(fix.observedAt()).isEqualTo(Instant.ofEpochSecond(Long.parseLong(tst))));
    find("timestamp\":\"([^\"]+)\"", payload)
        .ifPresent(time -> assertThat(fix.observedAt()).isEqualTo(Instant.parse(time)));
  }

  private static Decoding decode(String test, String payload) {
    int brace = payload.indexOf('{');
    byte[] json =
        brace < 0 ? new byte[0] : payload.substring(brace).getBytes(StandardCharsets.UTF_8);
    if (test.startsWith("OwnTracks")) {
      return OwnTracks.decode(json, List.of("phone"));
    }
    if (json.length > 0) {
      return OsmAndJson.decode(json, RECEIVED_AT);
    }
    try {
      return OsmAnd.decode(Requests.fields(payload.substring("/?".length())), RECEIVED_AT);
    } catch (Unreadable e) {
      return e.rejected();
    }
  }

  private static List<Observation> observations(Decoding decoding) {
    assertThat(decoding).isInstanceOf(Decoded.class);
    return ((Decoded) decoding).observations();
  }

  private static double number(String pattern, String payload, String otherwise) {
    return Double.parseDouble(find(pattern, payload).orElse(otherwise));
  }

  private static Optional<String> find(String pattern, String payload) {
    Matcher matcher = Pattern.compile(pattern).matcher(payload);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** Rows of a CSV file (RFC 4180). */
  private static List<List<String>> rows(String csv) {
    List<List<String>> rows = new ArrayList<>();
    for (String line : csv.lines().toList()) {
      List<String> fields = new ArrayList<>();
      Matcher field = Pattern.compile("(?:^|,)(?:\"((?:[^\"]|\"\")*)\"|([^,]*))").matcher(line);
      while (field.find()) {
        String quoted = field.group(1);
        fields.add(quoted == null ? field.group(2) : quoted.replace("\"\"", "\""));
      }
      rows.add(fields);
    }
    return rows;
  }
}
