package org.muster.ingest;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * How Kafka is reached, and what is fetched there.
 *
 * @param servers host and port of each broker that is asked first
 * @param authorities the file of certificates that are trusted; null for those that Java trusts
 * @param user empty where the brokers let everybody in
 */
record KafkaSettings(
    List<String> servers,
    String topic,
    String group,
    SourceToken token,
    boolean tls,
    @Nullable Path authorities,
    String user,
    String password,
    String mechanism) {
  static final int RECORDS_MAX = 500;
  private static final int FETCH_BYTES_MAX = 16 * 1024 * 1024;
  private static final int PARTITION_BYTES_MAX = 1024 * 1024;
  private static final int RECONNECT_MILLIS_MAX = 30_000;
  private static final int TOPIC_LENGTH_MAX = 249;
  private static final List<String> MECHANISMS = List.of("SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN");
  private static final String SERVERS = "kafka.servers";

  KafkaSettings {
    servers = List.copyOf(servers);
  }

  /** Empty when no broker is set. */
  static Optional<KafkaSettings> find(SourceSettings settings) {
    if (settings.text(SERVERS).isEmpty()) {
      return Optional.empty();
    }
    settings.refuseHalf("kafka.user", "kafka.password");
    Path authorities = settings.authorities("kafka.ca");
    SourceSettings.refuseUnused(
        authorities, settings.flag("kafka.tls"), "kafka.ca", "Set MUSTER_KAFKA_TLS to true");
    if (authorities != null) {
      SourceSettings.trust(authorities, "kafka.ca");
    }
    List<String> servers = servers(settings.text(SERVERS));
    settings.refuseInPlain(
        "kafka.password",
        "kafka.password-in-plain",
        settings.flag("kafka.tls"),
        servers.stream().map(server -> String.valueOf(Utils.getHost(server))).toList());
    String token =
        settings.required(
            "kafka.token", "Make a gateway's token on the page Tokens, and set it to that.");
    return Optional.of(
        new KafkaSettings(
            servers,
            topic(settings),
            settings.required("kafka.group", "Set it to a name of its own, such as muster."),
            new SourceToken(token, SourceSettings.variable("kafka.token")),
            settings.flag("kafka.tls"),
            authorities,
            settings.text("kafka.user"),
            settings.text("kafka.password"),
            mechanism(settings)));
  }

  private static List<String> servers(String text) {
    List<String> servers = List.of(text.split("\\s*,\\s*", -1));
    for (String server : servers) {
      Integer port = portOf(server);
      if (port == null || port < 1 || port > 65_535) {
        throw new SourceNotUsable(
            "MUSTER_KAFKA_SERVERS names '%s'".formatted(Texts.brief(server)),
            "Set it to HOST:PORT of one or more brokers, with commas between; without it none is"
                + " asked.");
      }
    }
    return servers;
  }

  private static @Nullable Integer portOf(String server) {
    try {
      return Utils.getHost(server) == null ? null : Utils.getPort(server);
    } catch (ConfigException | NumberFormatException e) {
      return null;
    }
  }

  private static String topic(SourceSettings settings) {
    String topic = settings.required("kafka.topic", "Set it to positions.");
    if (topic.length() > TOPIC_LENGTH_MAX || !topic.matches("[a-zA-Z0-9._-]+")) {
      throw new SourceNotUsable(
          "MUSTER_KAFKA_TOPIC is '%s', which is no topic".formatted(Texts.brief(topic)),
          "Set it to the topic that Traccar forwards to: letters, digits, '.', '_' and '-'.");
    }
    return topic;
  }

  private static String mechanism(SourceSettings settings) {
    String mechanism = settings.text("kafka.mechanism");
    if (!MECHANISMS.contains(mechanism)) {
      throw new SourceNotUsable(
          "MUSTER_KAFKA_MECHANISM is '%s'".formatted(Texts.brief(mechanism)),
          "Set it to one of %s, or leave it out.".formatted(String.join(", ", MECHANISMS)));
    }
    return mechanism;
  }

  /** As the client of Kafka takes them. */
  Properties forConsumer() {
    Properties all = new Properties();
    all.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    all.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    all.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    all.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    // An offset is committed by hand, when what stands before it is on disk.
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // What is in the topic when Muster sees it for the first time is news too.
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    // All partitions are taken and given back together, so that none is half done.
    all.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, List.of(RangeAssignor.class));
    all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_MAX);
    all.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES_MAX);
    all.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_BYTES_MAX);
    all.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_MILLIS_MAX);
    all.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, protocol());
    if (authorities != null) {
      all.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
      all.put(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, authorities.toString());
    }
    if (!user.isEmpty()) {
      all.put(SaslConfigs.SASL_MECHANISM, mechanism);
      all.put(SaslConfigs.SASL_JAAS_CONFIG, login());
    }
    return all;
  }

  private String protocol() {
    return (user.isEmpty() ? "" : "SASL_") + (tls ? "SSL" : "PLAINTEXT");
  }

  private String login() {
    String module =
        mechanism.equals("PLAIN")
            ? "org.apache.kafka.common.security.plain.PlainLoginModule"
            : "org.apache.kafka.common.security.scram.ScramLoginModule";
    return "%s required username=\"%s\" password=\"%s\";"
        .formatted(module, escaped(user), escaped(password));
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  /** The password lets in whoever has it: it is in no message and no log. */
  @Override
  public String toString() {
    return String.join(", ", servers);
  }
}
