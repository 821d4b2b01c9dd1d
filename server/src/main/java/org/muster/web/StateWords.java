package org.muster.web;

import java.util.Locale;
import org.muster.domain.Evidence;
import org.muster.domain.State;
import org.muster.words.AccountWords;
import org.muster.words.Language;
import org.muster.words.Languages;
import org.springframework.stereotype.Component;

/** States, sides and lengths on the pages that are in English; templates call {@code @states}. */
@Component("states")
public class StateWords {
  private final Language language;
  private final AccountWords words;

  StateWords(Languages languages) {
    language = languages.english();
    words = new AccountWords(language);
  }

  /** The state with its cause. */
  public String of(State state) {
    return words.state(state);
  }

  /** The class that a span is drawn with. */
  public String style(State state) {
    return "span-" + state.word().toLowerCase(Locale.ROOT);
  }

  public String of(Evidence.Side side) {
    return words.word(side);
  }

  /** A length as short as its size allows: "85 m", "1.4 km". */
  public String metres(double metres) {
    return language.metres(metres);
  }
}
