package org.muster.bench.load;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;

/** A load is sent to this machine alone: no other address is even tried. */
final class Loopback {
  private Loopback() {}

  /** Where a server at this address takes lines of the native form. */
  static URI observations(InetSocketAddress server) {
    return URI.create(
        "http://%s:%d/api/v1/observations"
            .formatted(server.getAddress().getHostAddress(), server.getPort()));
  }

  /** Host and port of an address like {@code http://127.0.0.1:8080}. */
  static InetSocketAddress of(String address) {
    URI uri;
    try {
      uri = URI.create(address);
    } catch (IllegalArgumentException e) {
      throw new NotMeasured("'%s' is no address: give http://127.0.0.1:PORT".formatted(address), e);
    }
    if (!"http".equals(uri.getScheme()) || uri.getHost() == null || uri.getPort() <= 0) {
      throw new NotMeasured(
          "'%s' is not of the form http://127.0.0.1:PORT: the load is sent without TLS, to a port"
                  .formatted(address)
              + " of this machine");
    }
    try {
      InetAddress host = InetAddress.getByName(uri.getHost());
      if (!host.isLoopbackAddress()) {
        throw new NotMeasured(
            "%s is not this machine: a load is sent to a loopback address only, as 127.0.0.1"
                .formatted(uri.getHost()));
      }
      return new InetSocketAddress(host, uri.getPort());
    } catch (UnknownHostException e) {
      throw new NotMeasured("%s is not known here: give 127.0.0.1".formatted(uri.getHost()), e);
    }
  }
}
