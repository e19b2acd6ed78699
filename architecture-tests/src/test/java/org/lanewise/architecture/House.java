package org.lanewise.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// All that is analysed: the compiled classes of every module, and the sources they came from.
final class House {
  /// Every class of ours, but for tests and for what JMH generates.
  static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("jmh_generated"))
          .importPackages("org.lanewise");

  /// The directory of the repository.
  static final Path ROOT = root();

  private House() {}

  private static Path root() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.exists(directory.resolve("mvnw"))) {
      directory = directory.getParent();
    }
    return directory;
  }

  /// The Java files of one kind in all modules.
  ///
  /// @param kind `main` or `test`
  static List<Path> sources(String kind) {
    return modules().stream()
        .map(module -> module.resolve("src").resolve(kind).resolve("java"))
        .filter(Files::isDirectory)
        .flatMap(directory -> javaFiles(directory).stream())
        .toList();
  }

  /// The directories of the modules.
  static List<Path> modules() {
    try (Stream<Path> children = Files.list(ROOT)) {
      return children.filter(child -> Files.exists(child.resolve("pom.xml"))).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> javaFiles(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
