package org.muster;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of rooms in DESIGN.md is the code's, row by row. */
class RoomsTest {
  private static final Pattern ROW =
      Pattern.compile("^\\| (core|server) \\| `(\\w+)` \\|[^|]*\\|([^|]*)\\|$");

  private final Map<String, Set<String>> rooms = roomsOfTheTable();
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.muster");

  @Test
  void givenTheTable_thenEveryPackageIsARoomAndEveryRoomAPackage() {
    Set<String> packages =
        classes.stream()
            .map(RoomsTest::roomOf)
            .filter(room -> !room.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(packages).isEqualTo(new TreeSet<>(rooms.keySet()));
  }

  @Test
  void givenTheTable_thenARoomUsesOnlyTheRoomsOfItsRow() {
    List<String> strays = new ArrayList<>();
    for (JavaClass from : classes) {
      String room = roomOf(from);
      if (room.isEmpty()) {
        continue;
      }
      for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
        JavaClass to = dependency.getTargetClass().getBaseComponentType();
        if (!to.getPackageName().startsWith("org.muster")) {
          continue;
        }
        String other = roomOf(to);
        if (!other.equals(room) && !rooms.getOrDefault(room, Set.of()).contains(other)) {
          strays.add(room + " uses " + other + ": " + dependency.getDescription());
        }
      }
    }
    assertThat(strays).isEmpty();
  }

  @Test
  void givenTheTable_thenNoTwoRoomsUseEachOther() {
    rooms.forEach(
        (room, uses) ->
            uses.forEach(
                used ->
                    assertThat(rooms.get(used)).as(room + " and " + used).doesNotContain(room)));
  }

  @Test
  void givenTheStore_thenNothingElseSpeaksSql() {
    List<String> strays = new ArrayList<>();
    for (JavaClass from : classes) {
      if (roomOf(from).equals("store")) {
        continue;
      }
      from.getDirectDependenciesFromSelf().stream()
          .filter(to -> to.getTargetClass().getPackageName().matches("java\\.sql|.*\\.jdbc.*"))
          .forEach(to -> strays.add(to.getDescription()));
    }
    assertThat(strays).isEmpty();
  }

  private static String roomOf(JavaClass type) {
    String name = type.getPackageName();
    if (name.equals("org.muster")) {
      return "";
    }
    String inside = name.substring("org.muster.".length());
    int dot = inside.indexOf('.');
    return dot < 0 ? inside : inside.substring(0, dot);
  }

  private static Map<String, Set<String>> roomsOfTheTable() {
    Path design = Path.of("..", "DESIGN.md");
    Map<String, Set<String>> rooms = new LinkedHashMap<>();
    try {
      for (String line : Files.readAllLines(design)) {
        Matcher row = ROW.matcher(line);
        if (row.matches()) {
          rooms.put(
              row.group(2),
              Arrays.stream(row.group(3).split(","))
                  .map(String::strip)
                  .filter(used -> !used.isEmpty())
                  .collect(Collectors.toCollection(TreeSet::new)));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("DESIGN.md is not readable", e);
    }
    assertThat(rooms).as("rows of the table in DESIGN.md").hasSizeGreaterThan(8);
    return rooms;
  }
}
