package org.muster.domain;

/**
 * An area with its source document and author. Neither good nor bad: what it means is said by the
 * condition that uses it.
 */
public record Zone(ZoneVersion id, String name, Area area, String sourceDocument, String author) {
  public Zone {
    name = Refuse.blank(name, 200, "the zone's name");
    sourceDocument = Refuse.blank(sourceDocument, 500, "the zone's source document");
    author = Refuse.blank(author, 200, "the zone's author");
  }
}
