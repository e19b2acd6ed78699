package org.lanewise.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The golden file was compared with the pages line by line. `-Dlanewise.golden.update=true` writes
/// it anew; then read the difference.
class TourTest {
  private static final Path GOLDEN = Path.of("src/test/resources/org/lanewise/examples/tour.txt");

  @Test
  void printsWhatThePagesPrint() throws IOException {
    String printed = printed();
    if (Boolean.getBoolean("lanewise.golden.update")) {
      Files.writeString(GOLDEN, printed);
    }
    assertThat(printed).isEqualTo(Files.readString(GOLDEN));
  }

  private static String printed() {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream capture = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      System.setOut(capture);
      Tour.main(new String[0]);
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
