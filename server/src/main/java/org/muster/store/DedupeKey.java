package org.muster.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.muster.domain.Observation;

/**
 * What tells the same fact of the same device again: the client's own id where it gives one, else
 * what the fact says. Two fixes of one device at the same place and time are the same fix: a
 * gateway that repeats its last position may round the speed differently.
 */
public record DedupeKey(String hex) {
  private static final int KEY_BYTES = 16;

  /** By the id that the client gave; another fact under the same id is not stored. */
  public static DedupeKey ofClientId(String id) {
    return of("id\n" + id);
  }

  /** By what the fact says. */
  public static DedupeKey ofContent(Observation observation) {
    return of(
        switch (observation) {
          case Observation.Fix fix ->
              at("Fix", fix)
                  + '\n'
                  + fix.position().latitudeE7()
                  + '\n'
                  + fix.position().longitudeE7()
                  + '\n'
                  + fix.mock()
                  + '\n'
                  + fix.valid();
          case Observation.Beat beat -> at("Beat", beat);
          case Observation.Battery battery ->
              at("Battery", battery) + '\n' + battery.levelPercent() + '\n' + battery.charging();
          case Observation.Strap strap -> at("Strap", strap) + '\n' + strap.open();
          case Observation.CaseOpened opened -> at("CaseOpened", opened);
          case Observation.PoweredOff off -> at("PoweredOff", off);
          case Observation.CheckedIn in -> at("CheckedIn", in);
        });
  }

  byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  private static String at(String kind, Observation observation) {
    return kind + '\n' + observation.observedAt().toEpochMilli();
  }

  private static DedupeKey of(String content) {
    byte[] hash = Hashes.sha256(content.getBytes(StandardCharsets.UTF_8));
    return new DedupeKey(HexFormat.of().formatHex(Arrays.copyOf(hash, KEY_BYTES)));
  }
}
