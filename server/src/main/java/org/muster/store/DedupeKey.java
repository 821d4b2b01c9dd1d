package org.muster.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.muster.domain.Observation;

/**
 * What tells the same fact of the same device again: the client's own id where it gives one, else
 * what the fact says. Two fixes of one device at the same place and time are the same fix: a
 * gateway that repeats its last position may round the speed differently.
 */
public final class DedupeKey {
  private static final int KEY_BYTES = 2 * Long.BYTES;

  private final long high;
  private final long low;
  private final boolean ofContent;

  private DedupeKey(long high, long low, boolean ofContent) {
    this.high = high;
    this.low = low;
    this.ofContent = ofContent;
  }

  /** By the id that the client gave; another fact under the same id is not stored. */
  public static DedupeKey ofClientId(String id) {
    return of("id\n" + id, false);
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
        },
        true);
  }

  /** One that was kept. */
  static DedupeKey of(Bytes kept) {
    ByteBuffer bytes = ByteBuffer.wrap(kept.array());
    return new DedupeKey(bytes.getLong(), bytes.getLong(), false);
  }

  /** Whether it is told by what the fact says, its time among it. */
  boolean isOfContent() {
    return ofContent;
  }

  byte[] bytes() {
    return ByteBuffer.allocate(KEY_BYTES).putLong(high).putLong(low).array();
  }

  public String hex() {
    return HexFormat.of().formatHex(bytes());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DedupeKey key && key.high == high && key.low == low;
  }

  /** It is a hash already. */
  @Override
  public int hashCode() {
    return Long.hashCode(low);
  }

  @Override
  public String toString() {
    return hex();
  }

  private static String at(String kind, Observation observation) {
    return kind + '\n' + observation.observedAt().toEpochMilli();
  }

  private static DedupeKey of(String content, boolean ofContent) {
    ByteBuffer hash = ByteBuffer.wrap(Hashes.sha256(content.getBytes(StandardCharsets.UTF_8)));
    return new DedupeKey(hash.getLong(), hash.getLong(), ofContent);
  }
}
