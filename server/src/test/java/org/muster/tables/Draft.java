package org.muster.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.muster.policy.PackageFiles;

/** A starter package that somebody changes. */
public final class Draft {
  private final Map<String, byte[]> files = new TreeMap<>();

  private Draft() {}

  public static Draft of(String id) {
    Draft draft = new Draft();
    try {
      PackageFiles read = PolicyFolder.read(Path.of("..", "policies").resolve(id));
      read.paths().forEach(path -> draft.files.put(path, read.find(path).orElseThrow()));
    } catch (java.io.IOException | PolicyFolder.NotUsable e) {
      throw new IllegalStateException(e);
    }
    return draft;
  }

  /** Another text in place of one that has to be there; the first of several. */
  public Draft with(String file, String was, String is) {
    String text = text(file);
    assertThat(text).contains(was);
    int at = text.indexOf(was);
    return with(file, text.substring(0, at) + is + text.substring(at + was.length()));
  }

  public Draft with(String file, String text) {
    files.put(file, text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  Draft without(String file) {
    files.remove(file);
    return this;
  }

  String text(String file) {
    return new String(files.getOrDefault(file, new byte[0]), StandardCharsets.UTF_8);
  }

  public PackageFiles files() {
    return new PackageFiles(files);
  }

  public PolicyPackage policy() {
    PackageReading reading = PackageReading.of(files());
    assertThat(reading.defects()).isEmpty();
    return reading.policy().orElseThrow();
  }

  /** What is wrong, each as "Error plan.dmn, row 1, column value: …". */
  List<String> defects() {
    PackageReading reading = PackageReading.of(files());
    List<Defect> defects =
        reading.policy().map(PackageCheck::of).map(PackageCheck::defects).orElse(reading.defects());
    return defects.stream()
        .map(one -> one.weight().words() + " " + one.place() + ": " + one.sentence())
        .toList();
  }
}
