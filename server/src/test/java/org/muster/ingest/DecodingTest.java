package org.muster.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.domain.Charging;
import org.muster.domain.FixSource;
import org.muster.domain.Observation;
import org.muster.domain.Observation.Battery;
import org.muster.domain.Observation.Beat;
import org.muster.domain.Observation.Fix;
import org.muster.domain.Observation.PoweredOff;
import org.muster.domain.Observation.Strap;
import org.muster.ingest.Decoding.Decoded;
import org.muster.ingest.Decoding.Ignored;

/** What devices say, read field by field. */
class DecodingTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String FIXED = "2026-03-01T11:00:00.000+00:00";
  private static final String HEARD = "2026-03-01T11:30:00.000+00:00";
  private static final Instant HEARD_AT = Instant.parse("2026-03-01T11:30:00Z");

  @Test
  void givenATraccarMessageWithoutANewFix_thenTheDeviceWasHeardAndThePlaceKeepsItsTime() {
    List<Observation> said = traccar(FIXED, HEARD, "");
    assertThat(said).hasSize(2);
    assertThat(said.getFirst())
        .isInstanceOf(Fix.class)
        .extracting(Observation::observedAt)
        .isEqualTo(Instant.parse("2026-03-01T11:00:00Z"));
    assertThat(said.getLast()).isEqualTo(new Beat(HEARD_AT));
  }

  @Test
  void givenATraccarMessageOfADeviceThatNeverHadAFix_thenItWasOnlyHeard() {
    assertThat(traccar("1970-01-01T00:00:00.000+00:00", HEARD, ""))
        .containsExactly(new Beat(HEARD_AT));
    assertThat(traccar(FIXED, HEARD, "\"outdated\":true,")).containsExactly(new Beat(HEARD_AT));
  }

  @Test
  void givenATraccarPosition_thenUnitsAreOurs() {
    Fix fix = (Fix) traccar(HEARD, HEARD, "\"valid\":false,").getFirst();
    assertThat(fix.speedMetresPerSecond().orElseThrow()).isEqualTo(1852.0 / 3600 * 36);
    assertThat(fix.accuracyMetres()).isEmpty();
    assertThat(fix.valid()).isFalse();
    assertThat(fix.source()).isEqualTo(FixSource.UNSTATED);
  }

  @Test
  void givenACommaListOfAlarms_thenEachThatIsAFactOfOursIsOne() {
    assertThat(
            traccar(
                HEARD,
                HEARD,
                "\"attributes\":{\"alarm\":\"tampering, removing,powerCut,powerOff,sos\","
                    + "\"batteryLevel\":40,\"charge\":true,\"approximate\":true},"))
        .contains(
            new Strap(HEARD_AT, true),
            new Battery(HEARD_AT, OptionalInt.empty(), Charging.UNPLUGGED),
            new Battery(HEARD_AT, OptionalInt.of(40), Charging.CHARGING),
            new PoweredOff(HEARD_AT))
        .hasSize(5)
        .anyMatch(one -> one instanceof Fix fix && fix.source() == FixSource.NETWORK);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1456833600                | 2016-03-01T12:00:00Z
          1456833600123             | 2016-03-01T12:00:00.123Z
          2147483648000             | 2038-01-19T03:14:08Z
          2016-03-01T13:00:00+01:00 | 2016-03-01T12:00:00Z
          2016-03-01 12:00:00       | 2016-03-01T12:00:00Z
          2016-03-01T12:00:00.5Z    | 2016-03-01T12:00:00.500Z
          """)
  void givenATimeAsAppsWriteIt_thenItIsRead(String text, Instant at) throws Unreadable {
    assertThat(Times.parse(text)).isEqualTo(at);
  }

  @ParameterizedTest
  @CsvSource({
    "1901-12-13T20:45:52Z, TIME_TOO_OLD",
    "1970-01-01T00:00:00Z, TIME_TOO_OLD",
    "2014-12-31T23:59:59Z, TIME_TOO_OLD",
    "2026-03-03T12:00:01Z, TIME_AHEAD",
    "2200-01-01T00:00:00Z, TIME_AHEAD"
  })
  void givenATimeOfAnotherAge_thenItIsRefused(Instant at, Reason reason) {
    assertThat(Clocks.refusal(new Observation.Beat(at), NOW).orElseThrow().reason())
        .isEqualTo(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2015-01-01T00:00:00Z", "2026-03-01T12:10:00Z", "2026-03-03T12:00:00Z"})
  void givenATimeThatMayBe_thenItIsNotRefused(Instant at) {
    assertThat(Clocks.refusal(new Observation.Beat(at), NOW)).isEmpty();
  }

  @Test
  void givenATimeBeyondAllTimes_thenItIsRefusedAsAValue() {
    for (String text : List.of("+999999999-01-01T00:00:00Z", "-999999999-01-01T00:00:00Z")) {
      assertThatThrownBy(() -> Times.parse(text))
          .isInstanceOfSatisfying(
              Unreadable.class,
              no -> assertThat(no.rejected().reason()).isEqualTo(Reason.VALUE_OUT_OF_RANGE));
    }
  }

  @Test
  void givenAPingWithAnOldPlace_thenThePhoneWasHeardWhenItMadeTheMessage() {
    Decoding decoding =
        ownTracks(
            "{\"_type\":\"location\",\"lat\":1,\"lon\":1,\"acc\":0,\"t\":\"p\",\"batt\":101,"
                + "\"tst\":1772362800,\"created_at\":1772364600}");
    List<Observation> said = ((Decoded) decoding).observations();
    assertThat(said).hasSize(2).contains(new Beat(Instant.ofEpochSecond(1_772_364_600)));
    assertThat(((Fix) said.getFirst()).accuracyMetres()).isEmpty();
  }

  @Test
  void givenATransition_thenItIsHeardWithItsPlaceIfItHasOne() {
    String with =
        "{\"_type\":\"transition\",\"event\":\"enter\",\"lat\":1,\"lon\":1,\"tst\":1772362800}";
    String without = "{\"_type\":\"transition\",\"event\":\"leave\",\"tst\":1772362800}";
    assertThat(((Decoded) ownTracks(with)).observations()).singleElement().isInstanceOf(Fix.class);
    assertThat(((Decoded) ownTracks(without)).observations())
        .containsExactly(new Beat(Instant.ofEpochSecond(1_772_362_800)));
  }

  @ParameterizedTest
  @CsvSource({"lwt", "waypoint", "waypoints", "steps", "status", "cmd"})
  void givenAMessageThatIsNoReportOfTheDevice_thenItIsIgnored(String type) {
    assertThat(ownTracks("{\"_type\":\"%s\",\"tst\":1772362800}".formatted(type)))
        .isInstanceOf(Ignored.class);
  }

  @Test
  void givenAnUnknownBattery_thenNothingIsSaidOfIt() {
    Decoding decoding =
        OsmAndJson.decode(
            "{\"device_id\":7,\"location\":{\"battery\":{\"level\":-1,\"is_charging\":false}}}"
                .getBytes(StandardCharsets.UTF_8),
            NOW);
    assertThat(decoding).isEqualTo(new Decoded("7", List.of(new Beat(NOW))));
  }

  private static List<Observation> traccar(String fixTime, String deviceTime, String more) {
    String body =
        """
        {"position":{"protocol":"gl200","serverTime":"%2$s","deviceTime":"%2$s",
        "fixTime":"%1$s",%3$s
        "latitude":38.6,"longitude":-121.5,"speed":36,"accuracy":0.0,"network":null,
        "geofenceIds":null},"device":{"id":1,"uniqueId":"b-1"}}
        """
            .formatted(fixTime, deviceTime, more);
    Decoding decoding = Traccar.decode(body.getBytes(StandardCharsets.UTF_8));
    assertThat(decoding).isInstanceOf(Decoded.class);
    assertThat(((Decoded) decoding).devices()).containsExactly("b-1");
    return ((Decoded) decoding).observations();
  }

  private static Decoding ownTracks(String body) {
    return OwnTracks.decode(body.getBytes(StandardCharsets.UTF_8), List.of("phone"));
  }
}
