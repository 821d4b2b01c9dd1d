package org.muster.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.muster.policy.PackageFiles;
import org.muster.tables.Table.Column;
import org.muster.tables.Table.Row;

/**
 * What differs between two versions of a policy, by meaning: a value that is written another way is
 * no change, and a row is known by its id wherever it stands.
 */
public final class Comparing {
  private final List<Difference> differences = new ArrayList<>();

  private Comparing() {}

  /**
   * One difference.
   *
   * @param place the file and row it is in, as "response.dmn, row 3 (contact-overdue)"
   */
  public record Difference(String place, String sentence) {}

  public static List<Difference> of(PolicyPackage was, PolicyPackage is) {
    Comparing comparing = new Comparing();
    comparing.headers(was.header(), is.header());
    for (TableForm form : TableForm.values()) {
      comparing.tables(form, was.find(form), is.find(form));
    }
    comparing.others(was.files(), is.files());
    return List.copyOf(comparing.differences);
  }

  private void headers(PackageHeader was, PackageHeader is) {
    changed(HeaderReading.FILE, "id", was.id(), is.id());
    changed(HeaderReading.FILE, "title", was.title(), is.title());
    changed(HeaderReading.FILE, "authority", was.authority(), is.authority());
    changed(HeaderReading.FILE, "owner", was.owner(), is.owner());
    changed(HeaderReading.FILE, "from", words(was.from()), words(is.from()));
    changed(HeaderReading.FILE, "until", words(was.until()), words(is.until()));
    changed(HeaderReading.FILE, "supersedes", words(was.supersedes()), words(is.supersedes()));
  }

  private static String words(Optional<?> value) {
    return value.map(Object::toString).orElse("nothing");
  }

  private void tables(TableForm form, Optional<Table> was, Optional<Table> is) {
    String file = form.decision() + ".dmn";
    if (was.isEmpty() || is.isEmpty()) {
      if (was.isPresent() || is.isPresent()) {
        say(file, is.isPresent() ? "The table is new." : "The table is gone.");
      }
      return;
    }
    Table before = was.get();
    Table after = is.get();
    changed(file, "which row speaks", before.hit().words(), after.hit().words());
    columns(file, before.inputs(), after.inputs());
    columns(file, before.outputs(), after.outputs());
    for (Row row : before.rows()) {
      if (find(after, row.id()).isEmpty()) {
        say(place(before, row), "The row is gone. It said: " + whole(before, row));
      }
    }
    for (Row row : after.rows()) {
      Optional<Row> old = find(before, row.id());
      if (old.isEmpty()) {
        say(place(after, row), "The row is new. It says: " + whole(after, row));
      } else {
        row(before, old.get(), after, row);
      }
    }
    if (after.hit() == Table.Hit.FIRST && !order(before, after).equals(order(after, before))) {
      say(file, "The rows stand in another order, and the first that holds speaks.");
    }
  }

  /** The ids of rows that both have, in the order of the first. */
  private static List<String> order(Table table, Table other) {
    return table.rows().stream().map(Row::id).filter(id -> find(other, id).isPresent()).toList();
  }

  private void columns(String file, List<Column> was, List<Column> is) {
    Set<String> before = new HashSet<>(was.stream().map(Column::name).toList());
    for (Column column : is) {
      if (!before.remove(column.name())) {
        say(file, "The column %s is new.".formatted(column.name()));
      }
    }
    new TreeSet<>(before).forEach(name -> say(file, "The column %s is gone.".formatted(name)));
    for (Column column : is) {
      was.stream()
          .filter(one -> one.name().equals(column.name()))
          .forEach(
              one ->
                  changed(
                      file,
                      "the words of " + column.name(),
                      CellWords.asked(one.allowed()),
                      CellWords.asked(column.allowed())));
    }
  }

  private void row(Table before, Row was, Table after, Row is) {
    String place = place(after, is);
    for (int i = 0; i < after.inputs().size(); i++) {
      String name = after.inputs().get(i).name();
      OptionalInt old = before.findInput(name);
      String cell = old.isPresent() ? was.inputs().get(old.getAsInt()) : "-";
      changed(place, name, CellWords.asked(cell), CellWords.asked(is.inputs().get(i)));
    }
    for (int i = 0; i < after.outputs().size(); i++) {
      String name = after.outputs().get(i).name();
      OptionalInt old = before.findOutput(name);
      if (old.isPresent()) {
        changed(
            place,
            name,
            CellWords.said(was.outputs().get(old.getAsInt())),
            CellWords.said(is.outputs().get(i)));
      }
    }
    changed(place, "citation", was.citation(), is.citation());
    changed(place, "reason", was.reason(), is.reason());
    changed(place, "source", was.source(), is.source());
  }

  private void others(PackageFiles was, PackageFiles is) {
    Set<String> paths = new TreeSet<>();
    was.paths().forEach(paths::add);
    is.paths().forEach(paths::add);
    for (String path : paths) {
      Optional<byte[]> before = was.find(path);
      Optional<byte[]> after = is.find(path);
      boolean told = path.endsWith(".dmn") || path.equals(HeaderReading.FILE);
      if (before.isEmpty() && !path.endsWith(".dmn")) {
        say(path, "The file is new.");
      } else if (after.isEmpty() && !path.endsWith(".dmn")) {
        say(path, "The file is gone.");
      } else if (!told && !Arrays.equals(before.orElseThrow(), after.orElseThrow())) {
        say(path, "The text changed.");
      }
    }
  }

  private static Optional<Row> find(Table table, String id) {
    return table.rows().stream().filter(row -> row.id().equals(id)).findFirst();
  }

  private static String place(Table table, Row row) {
    return "%s, row %d (%s)".formatted(table.file(), table.rows().indexOf(row) + 1, row.id());
  }

  private static String whole(Table table, Row row) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < table.inputs().size(); i++) {
      parts.add(table.inputs().get(i).name() + " " + CellWords.asked(row.inputs().get(i)));
    }
    List<String> said = new ArrayList<>();
    for (int i = 0; i < table.outputs().size(); i++) {
      said.add(table.outputs().get(i).name() + " " + CellWords.said(row.outputs().get(i)));
    }
    return "%s: %s (%s)."
        .formatted(String.join(", ", parts), String.join(", ", said), row.citation());
  }

  private void changed(String place, String what, String was, String is) {
    if (!Objects.equals(was, is)) {
      say(place, "%s changed from %s to %s.".formatted(what, words(was), words(is)));
    }
  }

  private static String words(String text) {
    return text.isEmpty() ? "nothing" : text;
  }

  private void say(String place, String sentence) {
    differences.add(new Difference(place, sentence));
  }
}
