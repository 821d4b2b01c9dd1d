package org.muster.words;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * The languages that accounts can be told in: one for each file {@code words/account_xx.properties}
 * on the class path. A further language is another such file.
 */
@Component
public final class Languages {
  /** What is told in when nobody chose. */
  public static final String DEFAULT = "en";

  private static final String PREFIX = "account_";
  private static final String SUFFIX = ".properties";

  private final SortedMap<String, Language> all = new TreeMap<>();

  public Languages() {
    try {
      for (Resource file :
          new PathMatchingResourcePatternResolver()
              .getResources("classpath*:words/" + PREFIX + "*" + SUFFIX)) {
        String name = String.valueOf(file.getFilename());
        String code = name.substring(PREFIX.length(), name.length() - SUFFIX.length());
        all.put(code, Language.read(code, file.getInputStream()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the language files are not readable", e);
    }
  }

  /** By its ISO 639 code. */
  public Optional<Language> find(String code) {
    return Optional.ofNullable(all.get(code));
  }

  public Language get(String code) {
    return find(code)
        .orElseThrow(() -> new NoSuchElementException("no words in the language " + code));
  }

  public Language english() {
    return get(DEFAULT);
  }

  public List<Language> list() {
    return List.copyOf(all.values());
  }
}
