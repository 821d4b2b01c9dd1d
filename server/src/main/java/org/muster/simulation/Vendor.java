package org.muster.simulation;

import org.muster.domain.Technology;

/** Who makes a device, and how it speaks while the programme is live. */
enum Vendor {
  /** Bracelets and wrist devices: a Traccar server forwards their positions. */
  TETHERLINE("Tetherline"),
  /** Traccar Client up to version 8: a request with a query. */
  TRACCAR_CLIENT("Traccar Client"),
  /** Traccar Client from version 9 on: a JSON body, which can say that a position is faked. */
  TRACCAR_CLIENT_9("Traccar Client 9"),
  OWNTRACKS("OwnTracks");

  private final String words;

  Vendor(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  boolean isPhone() {
    return this != TETHERLINE;
  }

  static Vendor of(Person person, Technology technology) {
    if (technology != Technology.PHONE) {
      return TETHERLINE;
    }
    if (person.story() == Story.FAKES_LOCATION) {
      return TRACCAR_CLIENT_9;
    }
    return switch (person.number() % 3) {
      case 0 -> OWNTRACKS;
      case 1 -> TRACCAR_CLIENT;
      default -> TRACCAR_CLIENT_9;
    };
  }
}
