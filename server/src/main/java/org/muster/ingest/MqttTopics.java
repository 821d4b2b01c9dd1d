package org.muster.ingest;

import java.util.List;

/** What the topic of a message says of its device. */
final class MqttTopics {
  private MqttTopics() {}

  /**
   * Of {@code owntracks/USER/DEVICE}: the two, and the user alone. The user comes first in both,
   * for by it a broker holds who may publish there; the name of the device anybody chooses.
   */
  static List<String> names(MqttSettings.Subscription subscription, String topic) {
    return switch (subscription.protocol()) {
      case OWNTRACKS -> ownTracks(topic, levels(subscription.filters().getFirst()));
      case TRACCAR, OSMAND, NATIVE -> List.of();
    };
  }

  private static List<String> ownTracks(String topic, int filterLevels) {
    String[] levels = topic.split("/", -1);
    if (levels.length < filterLevels) {
      return List.of();
    }
    String user = levels[filterLevels - 2];
    String device = levels[filterLevels - 1];
    return List.of(user + "/" + device, user);
  }

  private static int levels(String filter) {
    return filter.split("/", -1).length;
  }
}
