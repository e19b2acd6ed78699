package org.lanewise.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tutorial's program compiles, runs and gives what the page says, in about 170 lines.
class FromScratchTest {
  private static final Path PAGE = House.ROOT.resolve("docs/from-scratch.md");

  @Test
  void theTutorialRuns(@TempDir Path directory) throws Exception {
    Lesson lesson = Lesson.of(Files.readString(PAGE), "FromScratch");
    SoftAssertions softly = new SoftAssertions();
    int promises =
        lesson.run(directory, (text, value) -> softly.assertThat(value).hasToString(text));
    softly.assertAll();
    assertThat(promises).isGreaterThanOrEqualTo(12);
    assertThat(lesson.lines()).isLessThanOrEqualTo(190);
  }
}
