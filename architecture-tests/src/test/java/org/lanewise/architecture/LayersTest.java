package org.lanewise.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Who may use whom: no cycles anywhere, and one order inside the core.
class LayersTest {
  /// The packages of the core, lowest first; each may use only those before it.
  private static final List<String> CORE =
      List.of(
          "org.lanewise.type",
          "org.lanewise.memory",
          "org.lanewise.ir",
          "org.lanewise.backend..",
          "org.lanewise",
          "org.lanewise.staging",
          "org.lanewise.vmap",
          "org.lanewise.jit",
          "org.lanewise.transform",
          "org.lanewise.special");

  /// The packages of the other modules, whose order the module descriptors fix.
  private static final Set<String> MODULES =
      Set.of("autodiff", "examples", "jmh", "pytree", "random", "vector");

  @TestFactory
  Stream<DynamicTest> aPackageOfTheCoreUsesOnlyThoseBelowIt() {
    return IntStream.range(0, CORE.size() - 1)
        .mapToObj(i -> DynamicTest.dynamicTest(CORE.get(i), () -> usesNothingAbove(i)));
  }

  private static void usesNothingAbove(int layer) {
    String[] above = CORE.subList(layer + 1, CORE.size()).toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(CORE.get(layer))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(above)
        .because("the order of the core's packages is " + CORE)
        .allowEmptyShould(true)
        .check(House.CLASSES);
  }

  @Test
  void everyPackageOfTheCoreHasItsPlace() {
    Set<String> strangers = new TreeSet<>();
    for (JavaClass type : House.CLASSES) {
      String room = room(type.getPackageName());
      if (!MODULES.contains(room.substring(room.lastIndexOf('.') + 1))
          && !CORE.contains(type.getPackageName())
          && !CORE.contains(room + "..")) {
        strangers.add(type.getPackageName());
      }
    }
    assertThat(strangers)
        .as("packages that are neither another module's nor in the order above: give them a place")
        .isEmpty();
  }

  @Test
  void packagesHaveNoCycles() {
    slices().assignedFrom(new Rooms()).should().beFreeOfCycles().check(House.CLASSES);
  }

  /// The package directly below `org.lanewise`, or `org.lanewise` itself.
  private static String room(String packageName) {
    String[] names = packageName.split("\\.", -1);
    return names.length < 3 ? packageName : "org.lanewise." + names[2];
  }

  /// One slice per package, but `org.lanewise.backend` and what is below it is one room: the seam
  /// names the reference backend, which is what remains when no other can run.
  private static final class Rooms implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      String name = type.getPackageName();
      return SliceIdentifier.of(room(name).equals("org.lanewise.backend") ? room(name) : name);
    }

    @Override
    public String getDescription() {
      return "packages";
    }
  }
}
