package org.muster.tables;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.muster.policy.PackageFiles;

/**
 * A package as far as it could be read.
 *
 * @param policy empty where its files are not all readable
 */
public record PackageReading(Optional<PolicyPackage> policy, List<Defect> defects) {
  private static final int NARRATIVE_LENGTH_MIN = 100;

  public PackageReading {
    defects = List.copyOf(defects);
  }

  /** Reads all files; everything that is wrong is told at once, each thing at its place. */
  public static PackageReading of(PackageFiles files) {
    List<Defect> defects = new ArrayList<>();
    Optional<PackageHeader> header = Optional.empty();
    List<Table> tables = new ArrayList<>();
    List<ExampleFile> examples = new ArrayList<>();
    for (String path : files.paths()) {
      Optional<String> text = text(files, path);
      if (text.isEmpty()) {
        defects.add(Defect.error(path, "It is not written in UTF-8."));
      } else if (path.equals(HeaderReading.FILE)) {
        header = new HeaderReading(defects).read(text.get());
      } else if (path.endsWith(".dmn")) {
        table(path, files, defects).ifPresent(tables::add);
      } else if (path.endsWith(".csv")) {
        ExampleReading.read(path, text.get(), defects).ifPresent(examples::add);
      } else if (text.get().strip().length() < NARRATIVE_LENGTH_MIN) {
        defects.add(Defect.error(path, "Say in a few sentences what the policy is for."));
      }
    }
    for (String required : List.of(HeaderReading.FILE, "README.md")) {
      if (files.find(required).isEmpty()) {
        defects.add(Defect.error(required, "The package has no such file, and needs it."));
      }
    }
    if (tables.isEmpty() && defects.isEmpty()) {
      defects.add(Defect.error("plan.dmn", "The package has no decision table."));
    }
    boolean readable = defects.isEmpty() && header.isPresent();
    return new PackageReading(
        readable
            ? Optional.of(
                new PolicyPackage(files, files.hash(), header.orElseThrow(), tables, examples))
            : Optional.empty(),
        defects);
  }

  private static Optional<Table> table(String path, PackageFiles files, List<Defect> defects) {
    String decision = path.substring(0, path.length() - ".dmn".length());
    if (TableForm.find(decision).isEmpty()) {
      defects.add(
          Defect.error(
              path,
              "There is no decision of this name; there are: "
                  + String.join(
                      ", ",
                      java.util.Arrays.stream(TableForm.values()).map(TableForm::decision).toList())
                  + "."));
      return Optional.empty();
    }
    return files.find(path).flatMap(bytes -> new DmnReading(path, defects).read(bytes));
  }

  private static Optional<String> text(PackageFiles files, String path) {
    try {
      byte[] bytes = files.find(path).orElseThrow();
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
