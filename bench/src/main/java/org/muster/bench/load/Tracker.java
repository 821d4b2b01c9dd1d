package org.muster.bench.load;

import java.util.regex.Pattern;

/**
 * A device that reports, with the tokens that let its reports in.
 *
 * @param uniqueId what the device calls itself
 * @param token of the device itself
 * @param gatewayToken of the gateway that carries it; the device's own where there is none
 * @param latitudeE7 where it is, in ten-millionths of a degree
 * @param longitudeE7 likewise
 */
public record Tracker(
    String uniqueId, String token, String gatewayToken, int latitudeE7, int longitudeE7) {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]{1,100}");
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]{1,200}");

  public Tracker {
    if (!PLAIN.matcher(uniqueId).matches()) {
      throw new IllegalArgumentException(
          "a device is named by 1 to 100 letters, digits, dots, dashes and underlines: "
              + uniqueId);
    }
    if (!TOKEN.matcher(token).matches() || !TOKEN.matcher(gatewayToken).matches()) {
      // The token itself is a secret and is not said.
      throw new IllegalArgumentException("the token of " + uniqueId + " is no token");
    }
  }

  /** Without the tokens, so that none stands in a log. */
  @Override
  public String toString() {
    return "Tracker[" + uniqueId + "]";
  }
}
