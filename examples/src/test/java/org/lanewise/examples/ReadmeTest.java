package org.lanewise.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Compiles and runs the program of the README: it prints what its comments say.
class ReadmeTest {
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern PRINTS = Pattern.compile("IO\\.println\\(.*\\); // (.*)");

  @TempDir private Path directory;

  @Test
  void theProgramPrintsWhatItsCommentsSayOnTheModulePath() throws Exception {
    Program run = run("--module-path", Program.modules(), "--add-modules", "org.lanewise.autodiff");
    assertThat(run.error()).doesNotContain("reference");
  }

  @Test
  void soItDoesOnTheClassPathWithItsFlags() throws Exception {
    Program run =
        run(
            "--add-modules",
            "jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            Program.modules());
    assertThat(run.error()).doesNotContain("reference");
  }

  @Test
  void withoutThemItSaysOnceWhatIsMissing() throws Exception {
    // its few small operations alone would run in the reference backend anyway, and nothing be
    // missed
    Program run = run("-Dlanewise.cold-start=false", "-cp", Program.modules());
    assertThat(run.error())
        .containsOnlyOnce("computing with the reference backend: the SIMD backend could not be")
        .containsOnlyOnce("start Java with --add-modules jdk.incubator.vector");
  }

  private Program run(String... flags) throws Exception {
    Matcher block = JAVA.matcher(Files.readString(Path.of("../README.md")));
    assertThat(block.find()).isTrue();
    String source = block.group(1);
    List<String> expected =
        PRINTS.matcher(source).results().map(result -> result.group(1)).toList();
    assertThat(expected).hasSize(2);
    Path file = Files.writeString(directory.resolve("Fit.java"), source);
    Program run = Program.java(Stream.concat(Stream.of(flags), Stream.of(file + "")).toList());
    assertThat(run.output().lines()).containsExactlyElementsOf(expected);
    return run;
  }
}
