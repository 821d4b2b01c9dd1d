package org.muster;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.muster.words.Language;
import org.muster.words.Languages;
import picocli.CommandLine;

/** Arguments of {@code muster replay} that picocli would refuse with an exception's name. */
final class ReplayArguments {
  private ReplayArguments() {}

  /** An instant, or a refusal with an example. */
  static final class AtInstant implements CommandLine.ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      try {
        return OffsetDateTime.parse(text).toInstant();
      } catch (DateTimeException e) {
        throw new CommandLine.TypeConversionException(
            "\"" + text + "\" is no instant. Write it like 2026-01-31T08:00:00Z.");
      }
    }
  }

  /** A time zone, or a refusal with an example. */
  static final class InZone implements CommandLine.ITypeConverter<ZoneId> {
    @Override
    public ZoneId convert(String text) {
      try {
        return ZoneId.of(text);
      } catch (DateTimeException e) {
        throw new CommandLine.TypeConversionException(
            "no time zone is called \"" + text + "\". Write it like Europe/Zagreb.");
      }
    }
  }

  /** A language that there are words in, or a refusal that lists them. */
  static final class InLanguage implements CommandLine.ITypeConverter<Language> {
    @Override
    public Language convert(String text) {
      Languages languages = new Languages();
      return languages
          .find(text)
          .orElseThrow(
              () ->
                  new CommandLine.TypeConversionException(
                      "there are no words in the language \""
                          + text
                          + "\". There are: "
                          + String.join(
                              ", ", languages.list().stream().map(Language::code).toList())
                          + "."));
    }
  }
}
