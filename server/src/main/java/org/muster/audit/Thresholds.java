package org.muster.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;

/**
 * From where on something is a finding. The defaults are the file {@code
 * audit/thresholds.properties}; a file of one's own changes single values of it.
 */
public final class Thresholds {
  private static final String DEFAULTS = "/audit/thresholds.properties";

  private final Properties values;

  private Thresholds(Properties values) {
    this.values = values;
  }

  /** A file of thresholds that cannot be used; the message says why. */
  public static final class NotUsable extends Exception {
    NotUsable(String message) {
      super(message);
    }
  }

  public static Thresholds defaults() {
    Properties values = new Properties();
    try (InputStream in = Thresholds.class.getResourceAsStream(DEFAULTS)) {
      if (in == null) {
        throw new IllegalStateException(DEFAULTS + " is not in the jar");
      }
      values.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(DEFAULTS + " is not readable", e);
    }
    return new Thresholds(values);
  }

  /** The defaults with the changes of a file. A name or a value that means nothing is refused. */
  public static Thresholds changedBy(Reader reader) throws IOException, NotUsable {
    Properties changes = new Properties();
    try {
      changes.load(reader);
    } catch (IllegalArgumentException e) {
      throw new NotUsable("the thresholds are not written as name = value.");
    }
    Properties values = defaults().values;
    for (String name : changes.stringPropertyNames()) {
      String value = changes.getProperty(name).strip();
      if (!values.containsKey(name) && !name.startsWith("price.")) {
        throw new NotUsable(
            "there is no threshold \""
                + name
                + "\". There are: "
                + String.join(", ", new TreeSet<>(values.stringPropertyNames()))
                + ".");
      }
      if (!value.matches("\\d{1,9}(\\.\\d{1,9})?")) {
        throw new NotUsable("\"" + value + "\" of " + name + " is no number of zero or more.");
      }
      values.setProperty(name, value);
    }
    return new Thresholds(values);
  }

  /** These, with one value changed. */
  Thresholds with(String name, double value) {
    Properties changed = new Properties();
    changed.putAll(values);
    changed.setProperty(name, String.valueOf(value));
    return new Thresholds(changed);
  }

  double get(String name) {
    String value = values.getProperty(name);
    if (value == null) {
      throw new IllegalArgumentException("no threshold is called " + name);
    }
    return Double.parseDouble(value.strip());
  }

  /** What a device of a technology costs a day, where that is known. */
  Optional<Double> findPrice(String technology) {
    String name = "price." + technology.toLowerCase(Locale.ROOT).replace(' ', '-');
    return Optional.ofNullable(values.getProperty(name)).map(text -> Double.valueOf(text.strip()));
  }
}
