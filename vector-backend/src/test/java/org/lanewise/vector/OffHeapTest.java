package org.lanewise.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Off-heap memory does not grow: long loops in JVMs of 256 MiB of heap and 512 MiB beside it.
///
/// `-Psoak` runs ten times as many operations.
class OffHeapTest {
  private static final long MIB_IN_KIB = 1024;
  private static final long OPERATIONS = Long.getLong("lanewise.soak.operations", 100_000);

  @Test
  void arraysOfAMebibyteAreReused() throws IOException, InterruptedException {
    long[] resident = residentKib(OPERATIONS, 1 << 18);
    assertThat(resident[1]).isLessThan(resident[0] + 160 * MIB_IN_KIB);
    assertThat(resident[2]).isLessThan(1024 * MIB_IN_KIB);
  }

  @Test
  void smallArraysAreReused() throws IOException, InterruptedException {
    long[] resident = residentKib(20 * OPERATIONS, 16);
    assertThat(resident[1]).isLessThan(resident[0] + 160 * MIB_IN_KIB);
    assertThat(resident[2]).isLessThan(1024 * MIB_IN_KIB);
  }

  /// Without the collections that a full budget forces by `System.gc`.
  @Test
  void alsoWhereExplicitCollectionIsDisabled() throws IOException, InterruptedException {
    long[] resident = residentKib(OPERATIONS / 10, 1 << 18, "-XX:+DisableExplicitGC");
    assertThat(resident[2]).isLessThan(1024 * MIB_IN_KIB);
  }

  @Test
  void aProgramThatExceedsTheBudgetSaysSoAndRunsOn() throws IOException, InterruptedException {
    String output = run(List.of("-Dlanewise.memory.budget=64m"), OffHeapProgram.class);
    assertThat(output)
        .containsPattern(
            "1[0-5] held: off-heap memory: [45].0 MiB were asked for, but 6[0-4].\\d MiB in \\d+ arrays"
                + " are live")
        .contains("Drop references, or raise -Dlanewise.memory.budget.")
        .endsWith("0.0\n");
  }

  /// Resident memory after a quarter, at the end and at the highest sample; zeros where the system
  /// does not tell.
  private static long[] residentKib(long operations, long size, String... flags)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("-Dlanewise.memory.budget=512m"));
    all.addAll(Arrays.asList(flags));
    String output = run(all, OffHeapLoop.class, String.valueOf(operations), String.valueOf(size));
    String[] fields = output.lines().findFirst().orElseThrow().split(" ");
    assertThat(fields[0]).isEqualTo("resident");
    return Arrays.stream(fields).skip(1).mapToLong(Long::parseLong).toArray();
  }

  /// What a program prints that runs in a JVM of its own.
  private static String run(List<String> flags, Class<?> program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx256m",
            "--add-modules",
            "jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED"));
    command.addAll(flags);
    String path = System.getProperty("java.class.path");
    command.addAll(List.of("-cp", System.getProperty("surefire.test.class.path", path)));
    command.add(program.getName());
    command.addAll(Arrays.asList(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }
}
