package org.lanewise.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What only the sources show.
class SourceRulesTest {
  private static final int MOST_LINES = 450;

  /// The front doors, whose pinned names Java cannot spread over files: their comments do not
  /// count.
  private static final Set<String> FRONT_DOORS = Set.of("Array.java", "Numpy.java");

  @Test
  void filesAreShort() throws IOException {
    List<String> tooLong = new ArrayList<>();
    List<Path> files =
        Stream.concat(House.sources("main").stream(), House.sources("test").stream()).toList();
    for (Path file : files) {
      long lines = lines(file);
      if (lines > MOST_LINES) {
        tooLong.add(House.ROOT.relativize(file) + " has " + lines);
      }
    }
    assertThat(files).hasSizeGreaterThan(100);
    assertThat(tooLong).as("files of more than %s lines", MOST_LINES).isEmpty();
  }

  private static long lines(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    return FRONT_DOORS.contains(file.getFileName().toString())
        ? lines.stream().filter(line -> !line.strip().startsWith("//")).count()
        : lines.size();
  }

  @Test
  void everyModuleIsNullMarked() throws IOException {
    List<Path> descriptors =
        House.sources("main").stream().filter(file -> file.endsWith("module-info.java")).toList();
    assertThat(descriptors).hasSizeGreaterThanOrEqualTo(7);
    for (Path descriptor : descriptors) {
      assertThat(Files.readString(descriptor))
          .as(descriptor.toString())
          .contains("@org.jspecify.annotations.NullMarked\n")
          .startsWith("///");
    }
  }

  @Test
  void everyPackageHasAPage() {
    List<Path> bare =
        House.sources("main").stream()
            .filter(file -> !file.endsWith("module-info.java"))
            .map(Path::getParent)
            .distinct()
            .filter(directory -> !Files.exists(directory.resolve("package-info.java")))
            .toList();
    assertThat(bare).as("packages without package-info.java").isEmpty();
  }

  @Test
  void switchesOverClosedTypesHaveNoDefault() {
    List<Path> files =
        House.sources("main").stream().filter(file -> !file.endsWith("module-info.java")).toList();
    ClosedSwitches switches = ClosedSwitches.in(files);
    assertThat(switches.seen()).isGreaterThan(10);
    assertThat(switches.withDefault())
        .as("a new case must be a compile error, not a default's silent guess")
        .isEmpty();
  }
}
