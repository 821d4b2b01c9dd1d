package org.muster.tables;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads {@code policy.yaml}: texts and days, and nothing that YAML could do beyond them. */
final class HeaderReading {
  static final String FILE = "policy.yaml";
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,59}");
  private static final List<String> KEYS =
      List.of("id", "title", "authority", "owner", "effective", "supersedes");
  private static final List<String> EFFECTIVE = List.of("from", "until", "zone");

  private final List<Defect> defects;

  HeaderReading(List<Defect> defects) {
    this.defects = defects;
  }

  /** The header, or empty with the reasons among the defects. */
  Optional<PackageHeader> read(String text) {
    int before = defects.size();
    Map<String, Object> said = map(text);
    if (defects.size() > before) {
      return Optional.empty();
    }
    known(said, KEYS);
    String id = required(said, "id", 60);
    if (!id.isEmpty() && !ID.matcher(id).matches()) {
      refuse("id", "The id is small letters, digits and hyphens, as atd-supervision.");
    }
    Map<String, Object> effective = new TreeMap<>();
    if (said.get("effective") instanceof Map<?, ?> map) {
      map.forEach((key, value) -> effective.put(String.valueOf(key), String.valueOf(value)));
    } else if (said.containsKey("effective")) {
      refuse("effective", "Write from, until and zone under it.");
    }
    known(effective, EFFECTIVE);
    Optional<Instant> from = instant(effective, "from");
    Optional<Instant> until = instant(effective, "until");
    if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
      refuse("effective", "It ends before it begins.");
    }
    PackageHeader header =
        new PackageHeader(
            id,
            required(said, "title", 200),
            required(said, "authority", 200),
            required(said, "owner", 200),
            from,
            until,
            said.containsKey("supersedes")
                ? Optional.of(required(said, "supersedes", 60))
                : Optional.empty());
    return defects.size() > before ? Optional.empty() : Optional.of(header);
  }

  private Map<String, Object> map(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(0);
    options.setNestingDepthLimit(5);
    options.setCodePointLimit(20_000);
    Map<String, Object> said = new TreeMap<>();
    try {
      Object read =
          new Yaml(
                  new SafeConstructor(options),
                  new Representer(new org.yaml.snakeyaml.DumperOptions()),
                  new org.yaml.snakeyaml.DumperOptions(),
                  options,
                  new Texts())
              .load(text);
      if (read instanceof Map<?, ?> map) {
        map.forEach((key, value) -> said.put(String.valueOf(key), value));
      } else {
        refuse("", "It holds no lines of the form \"title: …\".");
      }
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      refuse("", "It can not be read; see line %d.".formatted(line));
    } catch (YAMLException e) {
      refuse("", "It can not be read as YAML.");
    }
    return said;
  }

  /** Everything is a text; a day stays as it was written. */
  private static final class Texts extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.NULL, Pattern.compile("^(?:~|null|)$"), "~n\0");
    }
  }

  private void known(Map<String, Object> said, List<String> keys) {
    for (String key : said.keySet()) {
      if (!keys.contains(key)) {
        refuse(key, "There is no such line; there are: " + String.join(", ", keys) + ".");
      }
    }
  }

  private String required(Map<String, Object> said, String key, int lengthMax) {
    String text = said.get(key) instanceof String one ? one.strip() : "";
    if (text.isEmpty()) {
      refuse(key, "Write the " + key + " of the policy.");
    } else if (text.length() > lengthMax) {
      refuse(key, "Shorten it to %d characters.".formatted(lengthMax));
    }
    return text;
  }

  private Optional<Instant> instant(Map<String, Object> effective, String key) {
    if (!effective.containsKey(key)) {
      return Optional.empty();
    }
    String text = String.valueOf(effective.get(key)).strip();
    try {
      if (text.contains("T")) {
        return Optional.of(OffsetDateTime.parse(text).toInstant());
      }
      if (!effective.containsKey("zone")) {
        refuse(key, "A day begins when its zone says: add \"zone: America/Boise\".");
        return Optional.empty();
      }
      ZoneId zone = ZoneId.of(String.valueOf(effective.get("zone")).strip());
      return Optional.of(LocalDate.parse(text).atStartOfDay(zone).toInstant());
    } catch (DateTimeException e) {
      refuse(
          key,
          "\"%s\" is neither a day, as 2027-01-31 with a zone, nor a time, as 2027-01-31T00:00:00Z."
              .formatted(text));
      return Optional.empty();
    }
  }

  private void refuse(String key, String sentence) {
    defects.add(new Defect(Defect.Weight.ERROR, FILE, 0, key, sentence));
  }
}
