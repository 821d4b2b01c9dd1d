package org.muster.web;

import java.util.Map;
import org.springframework.stereotype.Component;

/** Says the reasons and protocols of refusals as people read them. */
@Component("refusalWords")
class RefusalWords {
  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("NoToken", "It showed no token."),
          Map.entry("UnknownToken", "Its token is not known, or was revoked."),
          Map.entry("TooLarge", "It was longer than is taken."),
          Map.entry("Malformed", "It could not be read."),
          Map.entry("UnknownKind", "It was of a kind that the protocol does not have."),
          Map.entry("Encrypted", "It was encrypted."),
          Map.entry("MissingDevice", "It named no device."),
          Map.entry("UnknownDevice", "It named a device that its token does not write for."),
          Map.entry("MissingTime", "It said no time."),
          Map.entry("TimeTooOld", "Its time lies before 2015."),
          Map.entry("TimeAhead", "Its time lies more than two days ahead of ours."),
          Map.entry("PlaceOutOfRange", "Its place is not on the earth."),
          Map.entry("ValueOutOfRange", "One of its values cannot be."),
          Map.entry("NoAssignment", "No order asks for this device at that time."),
          Map.entry("NothingToRecord", "It says nothing about a device."),
          Map.entry(
              "NotKept",
              "The database refused what it says, each time: a fault of Muster. See the log."));

  private static final Map<String, String> PROTOCOLS =
      Map.of(
          "traccar", "Traccar", "osmand", "OsmAnd", "owntracks", "OwnTracks", "native", "Native");

  /** What the reason means; nothing where we have no sentence for it. */
  public String meaning(String reason) {
    return REASONS.getOrDefault(reason, "");
  }

  public String protocol(String word) {
    return PROTOCOLS.getOrDefault(word, word);
  }
}
