package org.muster.replay;

import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the XML of a GPX file. Elements are told by their local name, as files are met without the
 * namespace or with another. A document type is refused, so that no entity is ever looked up.
 */
final class GpxParser {
  private static final int DEPTH_MAX = 100;

  private final XMLStreamReader xml;
  private final Times times = new Times(ZoneOffset.UTC);
  private final Deque<String> path = new ArrayDeque<>();
  private final List<GpxDocument.TrackElement> tracks = new ArrayList<>();
  private final List<GpxDocument.Point> waypoints = new ArrayList<>();
  private List<GpxDocument.Segment> segments = new ArrayList<>();
  private List<GpxDocument.Point> points = new ArrayList<>();
  private int routePointCount;

  private @Nullable Draft draft;
  private final StringBuilder text = new StringBuilder();
  private Place textAt = Place.UNKNOWN;

  private GpxParser(XMLStreamReader xml) {
    this.xml = xml;
  }

  static GpxDocument parse(InputStream stream) throws UnreadableTrack {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      GpxParser parser = new GpxParser(factory.createXMLStreamReader(stream));
      return parser.document();
    } catch (XMLStreamException e) {
      throw new UnreadableTrack(place(e), "the XML is broken or cut off: " + reason(e));
    }
  }

  private GpxDocument document() throws XMLStreamException, UnreadableTrack {
    while (xml.hasNext()) {
      // A start tag is reported where it ends; it starts where the event before it ended.
      // Before the root, blanks are no event: there the end must do.
      Place before = here();
      int event = xml.next();
      Place at = path.isEmpty() ? here() : before;
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> start(xml.getLocalName(), at);
        case XMLStreamConstants.END_ELEMENT -> end(xml.getLocalName());
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
        case XMLStreamConstants.DTD ->
            throw new UnreadableTrack(
                at, "a document type (DOCTYPE) is not read, for safety. Remove it.");
        default -> {}
      }
    }
    return new GpxDocument(tracks, waypoints, routePointCount);
  }

  private Place here() {
    return new Place(
        Math.max(0, xml.getLocation().getLineNumber()),
        Math.max(0, xml.getLocation().getColumnNumber()));
  }

  private void start(String name, Place at) throws UnreadableTrack {
    if (path.isEmpty() && !name.equals("gpx")) {
      throw new UnreadableTrack(
          at, "this XML is <" + name + ">, not GPX. " + TrackFormat.whichAreRead());
    }
    if (path.size() == DEPTH_MAX) {
      throw new UnreadableTrack(at, "elements nest more than 100 deep.");
    }
    if (!path.contains("extensions")) {
      structure(name, at);
    }
    path.push(name);
    text.setLength(0);
    textAt = at;
  }

  private void structure(String name, Place at) throws UnreadableTrack {
    switch (name) {
      case "trk" -> {
        segments = new ArrayList<>();
        tracks.add(new GpxDocument.TrackElement(at, segments));
      }
      case "trkseg" -> {
        inside("trk", name, at);
        points = new ArrayList<>();
        segments.add(new GpxDocument.Segment(at, points));
      }
      case "trkpt" -> {
        inside("trkseg", name, at);
        draft = new Draft(at, degrees("lat", at), degrees("lon", at));
      }
      case "wpt" -> {
        inside("gpx", name, at);
        draft = new Draft(at, degrees("lat", at), degrees("lon", at));
      }
      case "rtept" -> routePointCount++;
      default -> {}
    }
  }

  private void inside(String parent, String name, Place at) throws UnreadableTrack {
    if (!parent.equals(path.peek())) {
      throw new UnreadableTrack(
          at, "this <" + name + "> stands in <" + path.peek() + ">, not in <" + parent + ">.");
    }
  }

  private double degrees(String attribute, Place at) throws UnreadableTrack {
    String value = xml.getAttributeValue(null, attribute);
    if (value == null) {
      throw new UnreadableTrack(at, "this point has no attribute \"" + attribute + "\".");
    }
    return Numbers.number(value, attribute.equals("lat") ? "latitude" : "longitude", at);
  }

  private void end(String name) throws UnreadableTrack {
    path.pop();
    Draft point = draft;
    if (point == null) {
      return;
    }
    if (path.contains("extensions")) {
      part(point, name, text.toString().strip());
    } else if (name.equals("trkpt") || name.equals("wpt")) {
      (name.equals("trkpt") ? points : waypoints).add(point.done());
      draft = null;
    } else {
      part(point, name, text.toString().strip());
    }
    text.setLength(0);
  }

  private void part(Draft point, String name, String value) throws UnreadableTrack {
    if (value.isEmpty()) {
      return;
    }
    boolean own = "trkpt".equals(path.peek()) || "wpt".equals(path.peek());
    boolean extension = path.contains("extensions");
    if (own && name.equals("time")) {
      point.time = Optional.of(times.read(value, textAt));
    } else if (own && name.equals("fix")) {
      point.valid = !value.equals("none");
    } else if ((own || extension) && name.equals("speed")) {
      double metresPerSecond = Numbers.number(value, "speed", textAt);
      point.speedMetresPerSecond = Numbers.speed(metresPerSecond, textAt);
    } else if (extension && name.equals("accuracy")) {
      double metres = Numbers.number(value, "accuracy", textAt);
      point.accuracyMetres = Numbers.accuracy(metres, textAt);
    }
  }

  private static Place place(XMLStreamException e) {
    return e.getLocation() == null
        ? Place.UNKNOWN
        : new Place(
            Math.max(0, e.getLocation().getLineNumber()),
            Math.max(0, e.getLocation().getColumnNumber()));
  }

  private static String reason(XMLStreamException e) {
    String message = e.getMessage() == null ? "no more is known" : e.getMessage();
    String told = message.substring(message.indexOf("Message: ") < 0 ? 0 : start(message)).strip();
    return told.endsWith(".") ? told : told + ".";
  }

  private static int start(String message) {
    return message.indexOf("Message: ") + "Message: ".length();
  }

  /** A point while its parts are still being read. */
  private static final class Draft {
    private final Place at;
    private final double latitude;
    private final double longitude;
    private Optional<Instant> time = Optional.empty();
    private OptionalDouble accuracyMetres = OptionalDouble.empty();
    private OptionalDouble speedMetresPerSecond = OptionalDouble.empty();
    private boolean valid = true;

    Draft(Place at, double latitude, double longitude) {
      this.at = at;
      this.latitude = latitude;
      this.longitude = longitude;
    }

    GpxDocument.Point done() throws UnreadableTrack {
      return new GpxDocument.Point(
          at,
          Numbers.position(latitude, longitude, at),
          time,
          accuracyMetres,
          speedMetresPerSecond,
          valid);
    }
  }
}
