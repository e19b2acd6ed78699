package org.lanewise.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// A process that computes for long gives equal results and grows no more: random compiled programs
/// from eight threads, in a JVM of 256 MiB of heap and 512 MiB beside it.
///
/// 20 seconds; `./mvnw -Psoak -pl autodiff -am test -Dtest=SoakTest` runs it for 20 minutes,
/// `-Dlanewise.test.jvm=-Dlanewise.soak.seconds=180` for three.
class SoakTest {
  private static final long SECONDS = Long.getLong("lanewise.soak.seconds", 20);

  @Test
  void nothingGrowsAndNothingChanges() throws IOException, InterruptedException {
    String path = System.getProperty("java.class.path");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xms256m",
            "-Xmx256m",
            "-XX:+AlwaysPreTouch", // what grows after the start is no heap
            "-XX:TrimNativeHeapInterval=1000", // nor what the compilers are done with
            "-Dlanewise.memory.budget=512m",
            "--add-modules",
            "jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("surefire.test.class.path", path),
            SoakLoop.class.getName(),
            String.valueOf(SECONDS));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    List<long[]> states =
        output.lines().filter(line -> line.startsWith("state ")).map(SoakTest::numbers).toList();
    assertThat(states).as(output).hasSize(2);
    long[] middle = states.get(0);
    long[] end = states.get(1);
    assertThat(end[0]).as("resident KiB; " + output).isLessThan(1000 << 10);
    // the caches of kernels begin again from nothing when they are full, and classes are unloaded
    assertThat(end[1]).as("classes; " + output).isLessThan(25_000);
    assertThat(end[2]).as("bytes of code; " + output).isLessThan(150L << 20);
    if (SECONDS >= 120) { // by then the first half has seen everything
      assertThat(end[0]).as(output).isLessThan(middle[0] + (192 << 10));
    }
  }

  private static long[] numbers(String line) {
    return Arrays.stream(line.split(" ", -1)).skip(1).mapToLong(Long::parseLong).toArray();
  }
}
