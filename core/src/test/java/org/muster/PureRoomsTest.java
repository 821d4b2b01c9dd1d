package org.muster;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * {@code domain}, {@code policy}, {@code engine}, {@code account} and {@code tracks} touch no
 * clock, chance, file, net or thread.
 */
class PureRoomsTest {
  private static final Pattern FORBIDDEN_PACKAGE =
      Pattern.compile("java\\.(io|net|nio\\.file|sql|util\\.logging|util\\.concurrent)(\\..*)?");
  private static final Set<String> FORBIDDEN_CLASSES =
      Set.of(
          "java.lang.Thread",
          "java.lang.ProcessBuilder",
          "java.lang.Runtime",
          "java.time.Clock",
          "java.time.InstantSource",
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.util.UUID",
          // Their iteration follows hashes, which differ between machines.
          "java.util.HashMap",
          "java.util.HashSet",
          "java.util.IdentityHashMap");
  private static final Set<String> FORBIDDEN_CALLS =
      Set.of(
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalDateTime.now",
          "java.time.ZonedDateTime.now",
          "java.time.ZoneId.systemDefault",
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.System.getenv",
          "java.lang.System.getProperty",
          "java.lang.Math.random",
          "java.util.Locale.getDefault");

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.muster");

  @Test
  void givenTheCore_thenItKnowsOnlyTheLanguageAndItself() {
    List<String> strays = new ArrayList<>();
    for (JavaClass from : classes) {
      from.getDirectDependenciesFromSelf()
          .forEach(
              dependency -> {
                JavaClass to = dependency.getTargetClass().getBaseComponentType();
                String name = to.getPackageName();
                boolean known =
                    name.isEmpty()
                        || name.startsWith("java.")
                        || name.startsWith("org.muster")
                        || name.startsWith("org.jspecify");
                if (!known
                    || FORBIDDEN_PACKAGE.matcher(name).matches()
                    || FORBIDDEN_CLASSES.contains(to.getName())) {
                  strays.add(dependency.getDescription());
                }
              });
    }
    assertThat(classes).isNotEmpty();
    assertThat(strays).isEmpty();
  }

  @Test
  void givenTheCore_thenItAsksNoClockAndNoMachine() {
    List<String> strays = new ArrayList<>();
    for (JavaClass from : classes) {
      for (JavaAccess<?> access : from.getAccessesFromSelf()) {
        String call = access.getTargetOwner().getName() + "." + access.getName();
        if (FORBIDDEN_CALLS.contains(call)) {
          strays.add(access.getDescription());
        }
      }
    }
    assertThat(strays).isEmpty();
  }
}
