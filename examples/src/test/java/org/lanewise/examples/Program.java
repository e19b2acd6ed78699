package org.lanewise.examples;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// An example that ran in a Java process of its own, with flags that this one was not started with.
///
/// @param output what it printed
/// @param error what it printed on the error stream
record Program(String output, String error) {

  /// Runs a program on the module path, as its users do.
  ///
  /// @throws AssertionError if it fails, or has not finished after a quarter of an hour, for which
  ///   a machine must be very busy
  static Program run(Class<?> program, List<String> flags, String... arguments)
      throws IOException, InterruptedException {
    List<String> main = new ArrayList<>(List.of("--module-path", modules()));
    main.add("--enable-native-access=org.lanewise.core,org.lanewise.vector");
    main.addAll(flags);
    main.add("--module");
    main.add(program.getModule().getName() + "/" + program.getName());
    main.addAll(List.of(arguments));
    return java(main);
  }

  /// The module path of this process, on which Lanewise is.
  static String modules() {
    return System.getProperty("jdk.module.path", "");
  }

  /// Runs Java.
  ///
  /// @param arguments flags and what to run
  /// @throws AssertionError as above
  static Program java(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.add("-Xmx512m");
    command.addAll(arguments);
    Path output = Files.createTempFile("lanewise", ".out");
    Path error = Files.createTempFile("lanewise", ".err");
    try {
      return finished(command, output.toFile(), error.toFile());
    } finally {
      Files.delete(output);
      Files.delete(error);
    }
  }

  private static Program finished(List<String> command, File output, File error)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectOutput(output).redirectError(error).start();
    boolean ended = process.waitFor(15, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly();
    }
    String errors = Files.readString(error.toPath());
    if (!ended || process.exitValue() != 0) {
      throw new AssertionError(
          String.join(" ", command) + (ended ? " failed\n" : " did not end\n") + errors);
    }
    return new Program(Files.readString(output.toPath()), errors);
  }
}
