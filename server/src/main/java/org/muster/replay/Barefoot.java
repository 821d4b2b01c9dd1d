package org.muster.replay;

import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Barefoot's JSON: a list of {@code {"point":"POINT(lon lat)","time":"…+0200"}}. */
final class Barefoot {
  private static final Pattern POINT =
      Pattern.compile("\\s*POINT\\s*\\(\\s*(\\S+)\\s+(\\S+?)\\s*\\)\\s*", Pattern.CASE_INSENSITIVE);

  private Barefoot() {}

  static void read(JsonValue item, Times times, TrackBuilder track) throws UnreadableTrack {
    JsonValue point =
        JsonTrack.get(
            item.find("point"),
            item,
            "in a list of points each has a \"point\" like \"POINT(11.56 48.16)\"; this one has"
                + " none. "
                + TrackFormat.whichAreRead());
    JsonValue time =
        JsonTrack.get(
            item.find("time"),
            item,
            "this point has no \"time\". A track without times can not be judged.");
    String text = point instanceof JsonValue.Text(Place at, String wkt) ? wkt : "";
    Matcher matcher = POINT.matcher(text);
    if (!matcher.matches()) {
      throw new UnreadableTrack(
          point.at(),
          "the point " + Quote.of(text) + " is not like \"POINT(11.56 48.16)\", longitude first.");
    }
    double east = Numbers.number(matcher.group(1), "longitude", point.at());
    double north = Numbers.number(matcher.group(2), "latitude", point.at());
    track.fix(
        JsonTrack.time(time, times),
        Numbers.position(north, east, point.at()),
        OptionalDouble.empty(),
        point.at());
  }
}
