package org.muster.replay;

import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.OptionalDouble;
import java.util.Set;
import org.muster.domain.FixSource;
import org.muster.domain.Observation;
import org.muster.domain.Position;

/**
 * NMEA 0183, any talker: RMC gives date, time and position; a GGA of the same moment with quality 0
 * says that the position is not good. Dilution is no accuracy, and none is made of it.
 *
 * <p>A sentence with a wrong checksum is noise on the wire: it is left out, counted and said. It
 * does not depend on the order of the lines.
 */
final class Nmea {
  private static final double METRES_PER_SECOND_PER_KNOT = 1852.0 / 3600;
  private static final int RMC_FIELDS_MIN = 10;
  private static final int GGA_FIELDS_MIN = 7;

  private final TrackBuilder track = new TrackBuilder();
  private final Set<String> withoutFix = new HashSet<>();
  private int sentences;
  private int broken;
  private int dateless;
  private int undated;
  private Place firstBroken = Place.UNKNOWN;
  private Place firstUndated = Place.UNKNOWN;

  private Nmea() {}

  static Track read(Content content, ReadOptions options) throws UnreadableTrack {
    Nmea nmea = new Nmea();
    nmea.each(content, nmea::quality);
    nmea.sentences = 0;
    nmea.broken = 0;
    nmea.each(content, nmea::position);
    return nmea.track();
  }

  private interface Sentence {
    void read(String[] fields, Place at) throws UnreadableTrack;
  }

  private void each(Content content, Sentence sentence) throws UnreadableTrack {
    Iterator<String> lines = content.text().lines().iterator();
    for (int number = 1; lines.hasNext(); number++) {
      String line = lines.next().strip();
      if (line.isEmpty()) {
        continue;
      }
      sentences++;
      if (!NmeaSentence.isChecked(line)) {
        if (broken++ == 0) {
          firstBroken = Place.line(number);
        }
        continue;
      }
      String kind = line.substring(3, 6);
      if (kind.equals("RMC") || kind.equals("GGA")) {
        sentence.read(line.substring(1, line.lastIndexOf('*')).split(",", -1), Place.line(number));
      }
    }
  }

  private void quality(String[] fields, Place at) {
    if (fields[0].endsWith("GGA") && fields.length >= GGA_FIELDS_MIN) {
      dateless++;
      if (fields[6].equals("0")) {
        withoutFix.add(moment(fields, 1, 2));
      }
    }
  }

  private static String moment(String[] fields, int time, int position) {
    return String.join(
        ",",
        fields[time],
        fields[position],
        fields[position + 1],
        fields[position + 2],
        fields[position + 3]);
  }

  private void position(String[] fields, Place at) throws UnreadableTrack {
    if (!fields[0].endsWith("RMC")) {
      return;
    }
    if (fields.length < RMC_FIELDS_MIN) {
      throw new UnreadableTrack(at, "this RMC sentence has too few fields.");
    }
    if (fields[1].isEmpty() || fields[9].isEmpty()) {
      // A receiver that has not yet heard the time says so by leaving it out.
      if (undated++ == 0) {
        firstUndated = at;
      }
      return;
    }
    Instant time = NmeaSentence.time(fields[1], fields[9], at);
    if (fields[3].isEmpty() || fields[5].isEmpty()) {
      track.add(new Observation.Beat(time), at);
      return;
    }
    double latitude = NmeaSentence.degrees(fields[3], fields[4], "NS", 2, at);
    double longitude = NmeaSentence.degrees(fields[5], fields[6], "EW", 3, at);
    Position position = Numbers.position(latitude, longitude, at);
    String mode = fields.length > 12 ? fields[12] : "";
    boolean valid =
        fields[2].equals("A") && !mode.equals("N") && !withoutFix.contains(moment(fields, 1, 3));
    OptionalDouble speed = OptionalDouble.empty();
    if (!fields[7].isBlank()) {
      double knots = Numbers.number(fields[7], "speed", at);
      speed = Numbers.speed(knots * METRES_PER_SECOND_PER_KNOT, at);
    }
    track.add(
        new Observation.Fix(
            time,
            position,
            OptionalDouble.empty(),
            speed,
            mode.equals("E") ? FixSource.UNSTATED : FixSource.SATELLITE,
            // Typed in by hand, or simulated: the receiver itself says that it is not measured.
            mode.equals("M") || mode.equals("S"),
            valid),
        at);
  }

  private Track track() throws UnreadableTrack {
    if (broken == sentences) {
      throw new UnreadableTrack(firstBroken, "no sentence of this NMEA file has a right checksum.");
    }
    if (broken > 0) {
      track.note(
          broken
              + " of "
              + sentences
              + " lines are no NMEA sentence with a right checksum and are left out; the first is"
              + firstBroken.inWords()
              + ".");
    }
    if (undated > 0) {
      track.note(
          undated
              + " RMC sentences before the receiver knew the time are left out; the first is"
              + firstUndated.inWords()
              + ".");
    }
    if (track.isEmpty() && undated == 0 && dateless > 0) {
      throw new UnreadableTrack(
          Place.UNKNOWN,
          "its GGA sentences bear no date, and there is no RMC sentence to give one. Record RMC"
              + " too.");
    }
    return track.build("NMEA 0183");
  }
}
