package org.lanewise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The first calls on few elements, in JVMs of their own: all other tests run without a cold start.
class ColdStartTest {
  @Test
  void theFirstCallsOnFewElementsAreCold() throws IOException, InterruptedException {
    assertThat(run())
        .containsExactly("512 elements: cccccccc--", "513 elements: -", "sum: [11.0, 22.0]");
  }

  @Test
  void whoeverTurnsItOffHasNone() throws IOException, InterruptedException {
    assertThat(run("-Dlanewise.cold-start=false"))
        .containsExactly("512 elements: ----------", "513 elements: -", "sum: [11.0, 22.0]");
  }

  @Test
  void whoeverNamesABackendHasNone() throws IOException, InterruptedException {
    assertThat(run("-Dlanewise.backend=reference"))
        .containsExactly("512 elements: ----------", "513 elements: -", "sum: [11.0, 22.0]");
  }

  /// The lines that the program prints.
  private static List<String> run(String... flags) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of(flags));
    String path = System.getProperty("java.class.path");
    command.addAll(List.of("-cp", System.getProperty("surefire.test.class.path", path)));
    command.add(ColdStartProgram.class.getName());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output.lines().toList();
  }
}
