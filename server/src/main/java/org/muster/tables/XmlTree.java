package org.muster.tables;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An element of an XML file. No document type is read and no entity of one resolved, so nothing
 * outside the file is reached and nothing grows; how much and how deep is bounded.
 */
record XmlTree(
    String namespace,
    String name,
    Map<String, String> attributes,
    List<XmlTree> children,
    String text,
    int line) {
  static final int ELEMENTS_MAX = 60_000;
  static final int DEPTH_MAX = 40;
  private static final XMLInputFactory FACTORY = factory();

  /** A file that is no XML that is read here; the message says why, and in which line. */
  static final class NotReadable extends Exception {
    NotReadable(String sentence) {
      super(sentence);
    }

    String sentence() {
      return String.valueOf(getMessage());
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  static XmlTree read(byte[] bytes) throws NotReadable {
    try {
      XMLStreamReader in = FACTORY.createXMLStreamReader(new ByteArrayInputStream(bytes));
      int[] left = {ELEMENTS_MAX};
      Optional<XmlTree> root = Optional.empty();
      while (in.hasNext()) {
        int event = in.next();
        if (event == XMLStreamConstants.DTD) {
          throw new NotReadable("It has a document type, which is not read here. Take it out.");
        }
        if (event == XMLStreamConstants.START_ELEMENT) {
          root = Optional.of(element(in, left, 1));
        }
      }
      return root.orElseThrow(() -> new NotReadable("It holds nothing."));
    } catch (XMLStreamException e) {
      throw new NotReadable(
          "It is no well-formed XML; see line %d, character %d."
              .formatted(e.getLocation().getLineNumber(), e.getLocation().getColumnNumber()));
    }
  }

  private static XmlTree element(XMLStreamReader in, int[] left, int depth)
      throws XMLStreamException, NotReadable {
    if (--left[0] < 0 || depth > DEPTH_MAX) {
      throw new NotReadable("It is larger or deeper than any decision table.");
    }
    String namespace = in.getNamespaceURI() == null ? "" : in.getNamespaceURI();
    String name = in.getLocalName();
    int line = in.getLocation().getLineNumber();
    Map<String, String> attributes = new TreeMap<>();
    for (int i = 0; i < in.getAttributeCount(); i++) {
      attributes.put(in.getAttributeLocalName(i), in.getAttributeValue(i));
    }
    List<XmlTree> children = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    while (true) {
      switch (in.next()) {
        case XMLStreamConstants.START_ELEMENT -> children.add(element(in, left, depth + 1));
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(in.getText());
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw new NotReadable("It names the entity " + in.getLocalName() + ". Write it out.");
        case XMLStreamConstants.END_ELEMENT -> {
          return new XmlTree(namespace, name, attributes, children, text.toString(), line);
        }
        default -> {
          // Comments and instructions of other programs say nothing here.
        }
      }
    }
  }

  String attribute(String attribute) {
    return attributes.getOrDefault(attribute, "").strip();
  }

  List<XmlTree> list(String child) {
    return children.stream().filter(one -> one.name.equals(child)).toList();
  }

  Optional<XmlTree> find(String child) {
    return children.stream().filter(one -> one.name.equals(child)).findFirst();
  }

  /** The text of the element {@code text} inside, without space around it. */
  String entry() {
    return find("text").map(one -> one.text.strip()).orElse("");
  }
}
