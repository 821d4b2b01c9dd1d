package org.muster.bench.load;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * A request that the server understands, from which others are made.
 *
 * @param to the port that hears it
 * @param path with its query, as it stands in the request
 * @param headers each a whole line, without those that say how long the body is
 * @param body a character a byte
 */
record Probe(InetSocketAddress to, String method, String path, List<String> headers, String body) {
  Probe {
    headers = List.copyOf(headers);
  }

  String name() {
    return method + " " + path.replaceAll("[?].*", "").replaceAll("\\d+", "#");
  }
}
