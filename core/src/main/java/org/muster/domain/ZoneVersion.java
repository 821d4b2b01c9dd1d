package org.muster.domain;

/** Names one version of a zone. A zone that is redrawn gets the next version; the old one stays. */
public record ZoneVersion(long zone, int version) implements Comparable<ZoneVersion> {
  public ZoneVersion {
    Refuse.unless(zone > 0 && version > 0, "zone and version are positive");
  }

  @Override
  public int compareTo(ZoneVersion other) {
    int byZone = Long.compare(zone, other.zone);
    return byZone != 0 ? byZone : Integer.compare(version, other.version);
  }

  @Override
  public String toString() {
    return zone + "v" + version;
  }
}
