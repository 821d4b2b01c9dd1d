package org.muster.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Reads the settings of sources; an error names the variable that people set. */
final class SourceSettings {
  private static final String PREFIX = "muster.";

  private final UnaryOperator<String> property;

  /** With what gives a property, and an empty text where it is not set. */
  SourceSettings(UnaryOperator<String> property) {
    this.property = property;
  }

  /** As people set it: {@code MUSTER_MQTT_WAITING_MAX} of {@code mqtt.waiting-max}. */
  static String variable(String name) {
    return (PREFIX + name).replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** Empty when it is not set. */
  String text(String name) {
    return property.apply(PREFIX + name).strip();
  }

  String required(String name, String whatToDo) {
    String text = text(name);
    if (text.isEmpty()) {
      throw new SourceNotUsable(variable(name) + " is not set", whatToDo);
    }
    return text;
  }

  int number(String name, int min, int max) {
    String text = text(name);
    try {
      int number = Integer.parseInt(text);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, as a number that is out of range is.
    }
    throw new SourceNotUsable(
        "%s is '%s'".formatted(variable(name), Texts.brief(text)),
        "Set it to a whole number from %,d to %,d, or leave it out.".formatted(min, max));
  }

  boolean flag(String name) {
    return switch (text(name).toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new SourceNotUsable(
              "%s is '%s'".formatted(variable(name), Texts.brief(text(name))),
              "Set it to true or false, or leave it out.");
    };
  }

  Duration duration(String name, Duration min, Duration max) {
    String text = text(name);
    try {
      Duration duration = Duration.parse(text);
      if (duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      // Told below, as a duration that is out of range is.
    }
    throw new SourceNotUsable(
        "%s is '%s'".formatted(variable(name), Texts.brief(text)),
        "Set it to a time from %s to %s, such as PT12H or P7D, or leave it out."
            .formatted(min, max));
  }

  /** A user's name and password stand together. */
  void refuseHalf(String user, String password) {
    if (text(user).isEmpty() != text(password).isEmpty()) {
      throw new SourceNotUsable(
          "of %s and %s only one is set".formatted(variable(user), variable(password)),
          "Set both, or neither where the broker lets everybody in.");
    }
  }

  /** Whoever listens to a connection without TLS has the password, unless it leaves no machine. */
  void refuseInPlain(String password, String inPlain, boolean tls, List<String> hosts) {
    boolean leaves = !hosts.stream().allMatch(SourceSettings::isThisMachine);
    if (!text(password).isEmpty() && !tls && leaves && !flag(inPlain)) {
      throw new SourceNotUsable(
          variable(password) + " is set, but the connection is to be without TLS",
          "Let the connection use TLS. Where nobody else can listen to the network in between, set"
              + " %s to true instead.".formatted(variable(inPlain)));
    }
  }

  static boolean isThisMachine(String host) {
    String bare = host.replace("[", "").replace("]", "");
    return bare.equalsIgnoreCase("localhost")
        || bare.equals("::1")
        || bare.matches("127(\\.\\d{1,3}){3}");
  }

  /** The file of certificates that are trusted; null when those of Java are. */
  @Nullable Path authorities(String name) {
    String text = text(name);
    return text.isEmpty() ? null : Path.of(text);
  }

  /** Whoever names an authority believes that the connection is safe. */
  static void refuseUnused(@Nullable Path authorities, boolean tls, String name, String whatToDo) {
    if (authorities != null && !tls) {
      throw new SourceNotUsable(
          "%s is set, but the connection is to be without TLS".formatted(variable(name)),
          whatToDo + ", or leave " + variable(name) + " out.");
    }
  }

  /** Reads the certificates of the file, to see that it holds some. */
  static TrustManagerFactory trust(Path file, String name) {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int count = 0;
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority-" + count, one);
        count++;
      }
      if (count > 0) {
        TrustManagerFactory factory =
            TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new SourceNotUsable(
          "the file of %s could not be read: %s".formatted(variable(name), e),
          "Name a file of certificates in PEM form, the authority's that signed the broker's.");
    }
    throw new SourceNotUsable(
        "the file of %s holds no certificate".formatted(variable(name)),
        "Name a file of certificates in PEM form, the authority's that signed the broker's.");
  }
}
