package org.muster.web;

import java.util.Optional;
import org.muster.domain.Zone;
import org.muster.explaining.Explained;
import org.muster.words.AccountRead;
import org.muster.words.AccountWords;
import org.muster.words.Background;
import org.muster.words.Language;
import org.muster.words.Told;

/** The account of a span, in a language. */
public final class SpanTelling {
  private SpanTelling() {}

  static Told tell(Explained.Told explained, Language language) {
    Optional<String> zoneName = explained.asked().zone().map(Zone::name);
    return new AccountWords(language)
        .tell(
            explained.account(),
            new Background(explained.zone(), zoneName, false, explained.excusals()));
  }

  /** For machines. */
  public static AccountRead read(Explained.Told explained, Language language) {
    return AccountRead.of(explained.account(), tell(explained, language));
  }
}
