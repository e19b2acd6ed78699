package org.lanewise.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the pages show is true: their snippets compile, run, and give what they promise; their
/// links lead somewhere.
class PagesTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

  /// The classes that [org.lanewise.Numpy] consists of, each with an example.
  @Test
  void functionsOfNumpyGiveWhatTheyPromise(@TempDir Path directory) throws Exception {
    List<Path> themes =
        House.sources("main").stream()
            .filter(file -> file.getFileName().toString().matches("Numpy\\w+\\.java"))
            .toList();
    assertThat(themes).hasSizeGreaterThan(10);
    Page page = Page.read(themes);
    assertThat(page.promises()).isGreaterThan(2 * themes.size());
    check(page, directory);
  }

  @ParameterizedTest
  @CsvSource({
    "core/src/main/java/org/lanewise/package-info.java, 20",
    "autodiff/src/main/java/org/lanewise/autodiff/package-info.java, 4",
    "core/src/main/java/org/lanewise/special/package-info.java, 1",
    "prng/src/main/java/org/lanewise/random/package-info.java, 5",
    "pytree/src/main/java/org/lanewise/pytree/package-info.java, 4",
  })
  void snippetsGiveWhatTheyPromise(String file, int promises, @TempDir Path directory)
      throws Exception {
    Page page = Page.read(List.of(House.ROOT.resolve(file)));
    assertThat(page.promises()).isGreaterThanOrEqualTo(promises);
    check(page, directory);
  }

  private static void check(Page page, Path directory) throws Exception {
    SoftAssertions softly = new SoftAssertions();
    page.run(directory, (text, value) -> softly.assertThat(oneLine(value)).isEqualTo(text));
    softly.assertAll();
  }

  private static String oneLine(Object value) {
    return value.toString().replaceAll("\\n\\s*", " ");
  }

  @Test
  void linksBetweenPagesLeadToFiles() throws IOException {
    List<String> broken = new ArrayList<>();
    for (String name : List.of("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md")) {
      broken.addAll(brokenLinks(House.ROOT.resolve(name)));
    }
    broken.addAll(brokenLinks(House.ROOT.resolve("docs/decisions/README.md")));
    broken.addAll(brokenLinks(House.ROOT.resolve("docs/from-scratch.md")));
    assertThat(broken).isEmpty();
  }

  private static List<String> brokenLinks(Path page) throws IOException {
    List<String> broken = new ArrayList<>();
    Matcher link = LINK.matcher(Files.readString(page));
    while (link.find()) {
      if (!Files.exists(page.resolveSibling(link.group(1)))) {
        broken.add(page.getFileName() + " -> " + link.group(1));
      }
    }
    return broken;
  }
}
