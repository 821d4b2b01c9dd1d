package org.muster.ingest;

import com.hivemq.client.mqtt.datatypes.MqttTopicFilter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * How an MQTT broker is reached, and what is fetched there.
 *
 * @param trust whose certificates are trusted; null for those that Java trusts
 * @param user empty where the broker lets everybody in
 * @param session for how long the broker keeps what waits while Muster is away
 * @param waitingMax messages that the broker may send before one of them is acknowledged
 */
record MqttSettings(
    String host,
    int port,
    boolean tls,
    @Nullable TrustManagerFactory trust,
    Version version,
    String user,
    String password,
    String client,
    Duration session,
    int waitingMax,
    List<Subscription> subscriptions) {
  /** No report is nearly as long; what is longer is not given out by a broker of MQTT 5. */
  static final int PACKET_BYTES_MAX = 128 * 1024;

  private static final int PORT_LAST = 65_535;

  private static final int PORT = 1_883;
  private static final int PORT_TLS = 8_883;
  private static final String ADDRESS = "mqtt.address";
  private static final String ADDRESS_TO_DO =
      "Set it to mqtt://HOST:PORT, or mqtts://HOST:PORT for TLS; without it no broker is asked.";

  /** A version of the protocol. */
  enum Version {
    V3_1_1,
    V5
  }

  /** What is fetched by one connection: messages of one protocol, by one token. */
  record Subscription(Protocol protocol, List<String> filters, SourceToken token) {
    Subscription {
      filters = List.copyOf(filters);
    }
  }

  MqttSettings {
    subscriptions = List.copyOf(subscriptions);
  }

  /** Empty when no broker is set. */
  static Optional<MqttSettings> find(SourceSettings settings) {
    if (settings.text(ADDRESS).isEmpty()) {
      return Optional.empty();
    }
    URI address = address(settings);
    boolean tls = address.getScheme().equalsIgnoreCase("mqtts");
    Path authorities = settings.authorities("mqtt.ca");
    SourceSettings.refuseUnused(authorities, tls, "mqtt.ca", "Let the address begin with mqtts://");
    settings.refuseHalf("mqtt.user", "mqtt.password");
    settings.refuseInPlain(
        "mqtt.password", "mqtt.password-in-plain", tls, List.of(address.getHost()));
    return Optional.of(
        new MqttSettings(
            address.getHost(),
            address.getPort() > 0 ? address.getPort() : tls ? PORT_TLS : PORT,
            tls,
            authorities == null ? null : SourceSettings.trust(authorities, "mqtt.ca"),
            version(settings),
            settings.text("mqtt.user"),
            settings.text("mqtt.password"),
            settings.required("mqtt.client", "Set it to a name of its own, such as muster."),
            settings.duration("mqtt.session", Duration.ofMinutes(1), Duration.ofDays(365)),
            settings.number("mqtt.waiting-max", 1, 10_000),
            subscriptions(settings)));
  }

  private static URI address(SourceSettings settings) {
    String text = settings.text(ADDRESS);
    try {
      URI uri = new URI(text);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      boolean bare =
          uri.getUserInfo() == null
              && uri.getQuery() == null
              && (uri.getPath() == null || uri.getPath().isEmpty() || uri.getPath().equals("/"));
      if (List.of("mqtt", "mqtts").contains(scheme)
          && uri.getHost() != null
          && uri.getPort() <= PORT_LAST
          && bare) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Told below. What is not readable may hold a password, so it is not repeated.
    }
    throw new SourceNotUsable(
        SourceSettings.variable(ADDRESS) + " is no address of an MQTT broker",
        ADDRESS_TO_DO + " User and password have variables of their own.");
  }

  private static Version version(SourceSettings settings) {
    return switch (settings.text("mqtt.version")) {
      case "5" -> Version.V5;
      case "3.1.1" -> Version.V3_1_1;
      default ->
          throw new SourceNotUsable(
              "MUSTER_MQTT_VERSION is '%s'".formatted(Texts.brief(settings.text("mqtt.version"))),
              "Set it to 5 or to 3.1.1, or leave it out.");
    };
  }

  private static List<Subscription> subscriptions(SourceSettings settings) {
    List<Subscription> subscriptions = new ArrayList<>();
    String ownTracks = settings.text("mqtt.owntracks.token");
    if (!ownTracks.isEmpty()) {
      String topic = settings.required("mqtt.owntracks.topic", "Set it to owntracks.");
      subscriptions.add(
          new Subscription(
              Protocol.OWNTRACKS,
              List.of(
                  filter(topic + "/+/+", "mqtt.owntracks.topic"),
                  filter(topic + "/+/+/event", "mqtt.owntracks.topic")),
              new SourceToken(ownTracks, SourceSettings.variable("mqtt.owntracks.token"))));
    }
    String traccar = settings.text("mqtt.traccar.token");
    if (!traccar.isEmpty()) {
      String topic = settings.required("mqtt.traccar.topic", "Set it to positions.");
      subscriptions.add(
          new Subscription(
              Protocol.TRACCAR,
              List.of(filter(topic, "mqtt.traccar.topic")),
              new SourceToken(traccar, SourceSettings.variable("mqtt.traccar.token"))));
    }
    if (subscriptions.isEmpty()) {
      throw new SourceNotUsable(
          "MUSTER_MQTT_ADDRESS is set, but no token by which its messages are let in",
          "Make a gateway's token on the page Tokens, and set MUSTER_MQTT_OWNTRACKS_TOKEN or"
              + " MUSTER_MQTT_TRACCAR_TOKEN to it.");
    }
    return subscriptions;
  }

  private static String filter(String text, String name) {
    try {
      MqttTopicFilter filter = MqttTopicFilter.of(text);
      if (!filter.isShared()) {
        return filter.toString();
      }
    } catch (IllegalArgumentException e) {
      // Told below, as one that is shared is: from it nobody could read whose a message is.
    }
    throw new SourceNotUsable(
        "%s makes '%s', which is no topic".formatted(SourceSettings.variable(name), text),
        "Set it to a topic of the broker, without a slash at its end and without $share.");
  }

  /** The password lets in whoever has it: it is in no message and no log. */
  @Override
  public String toString() {
    return (tls ? "mqtts://" : "mqtt://") + host + ":" + port;
  }
}
