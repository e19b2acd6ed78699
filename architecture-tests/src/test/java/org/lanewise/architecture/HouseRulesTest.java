package org.lanewise.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/// Where dangerous types may appear, and what may not appear at all.
class HouseRulesTest {
  private static final String[] PROGRAMS = {"org.lanewise.examples..", "org.lanewise.jmh.."};

  @Test
  void theHouseWasFound() {
    assertThat(House.CLASSES.size()).isGreaterThan(100);
  }

  @Test
  void onlyTheVectorBackendNamesTheVectorApi() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.lanewise.vector..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.incubator.vector..")
        .check(House.CLASSES);
  }

  @Test
  void onlyMemoryAndBackendsNameForeignMemory() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "org.lanewise.memory..", "org.lanewise.backend..", "org.lanewise.vector..")
        .and()
        .doNotHaveFullyQualifiedName("org.lanewise.Array")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.lang.foreign..")
        .because("the one door for a user's own memory is Array.of(type, segment)")
        .check(House.CLASSES);
  }

  @Test
  void librariesDoNotPrint() {
    noClasses()
        .that()
        .resideOutsideOfPackages(PROGRAMS)
        .and()
        .doNotHaveFullyQualifiedName("org.lanewise.transform.Callbacks") // debugPrint prints
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .because("a library speaks by results, by exceptions and by System.Logger")
        .check(House.CLASSES);
  }

  @Test
  void namesSayWhatAThingIs() {
    noClasses()
        .should()
        .haveNameMatching(".*[.$](.*[a-z0-9])?(Impl|Utils?|Manager|Helpers?|Abstract)([A-Z].*)?")
        .check(House.CLASSES);
  }

  @Test
  void nothingLeavesTheNullChecksOfItsModule() {
    noClasses()
        .should()
        .beAnnotatedWith(NullUnmarked.class)
        .allowEmptyShould(true)
        .check(House.CLASSES);
  }
}
