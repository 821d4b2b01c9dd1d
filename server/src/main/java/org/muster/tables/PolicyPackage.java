package org.muster.tables;

import java.util.List;
import java.util.Optional;
import org.muster.policy.PackageFiles;

/**
 * A package whose files could be read. What its tables say may still be wrong; see {@link
 * PackageCheck}.
 */
public record PolicyPackage(
    PackageFiles files,
    String hash,
    PackageHeader header,
    List<Table> tables,
    List<ExampleFile> examples) {
  public PolicyPackage {
    tables = List.copyOf(tables);
    examples = List.copyOf(examples);
  }

  public Optional<Table> find(TableForm form) {
    return tables.stream().filter(table -> table.decision().equals(form.decision())).findFirst();
  }

  /** The narrative page, as it was written. */
  public String narrative() {
    return files.text("README.md");
  }
}
