package org.lanewise.jmh.peers;

import static org.lanewise.Numpy.array;
import static org.lanewise.autodiff.Autodiff.grad;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.lanewise.Array;
import org.lanewise.jmh.peers.Line.Limit;

/// How long a user waits for the first result: fresh processes, from their start to the line that
/// they print.
///
/// Each process is started as a user starts his program, with the flags of the README and no
/// archive of classes; the Python process likewise (`scripts/peers/cold.py`). The files of both are
/// in the system's cache, because each has run once before.
final class FirstUse {
  private static final double TARGET = 2;

  private final List<String> java;
  private final List<String> python;
  private final int alternations;

  /// Names the programs.
  ///
  /// @param python the interpreter
  /// @param script the Python program that prints
  FirstUse(Path python, Path script, int alternations) {
    this.java =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-modules",
            "jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            FirstUse.class.getName());
    this.python = List.of(python.toString(), "-W", "ignore", script.toString());
    this.alternations = alternations;
  }

  /// The program that is started here.
  ///
  /// @param args what to print first: `gradient` or `array`
  public static void main(String[] args) {
    Array x = array(1f, 2f, 3f);
    System.out.println(
        args[0].equals("gradient") ? grad((Array y) -> y.sin().times(y).sum()).apply(x) : x);
  }

  /// The lines in whose group and name a regular expression is found.
  List<Outcome> run(String wanted) {
    List<Outcome> outcomes = new ArrayList<>();
    run("process start to first gradient", "gradient", wanted, outcomes);
    run("process start to first array (import)", "array", wanted, outcomes);
    return outcomes;
  }

  private void run(String name, String what, String wanted, List<Outcome> outcomes) {
    Line line = new Line(NewProgramLine.GROUP, name, TARGET, Limit.NONE, 0, () -> () -> what);
    if (!line.matches(wanted)) {
      return;
    }
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    for (int i = -1; i < alternations; i++) {
      double here = seconds(java, what);
      double there = seconds(python, what);
      if (i >= 0) { // the first pair fills the system's cache of files
        ours.add(here);
        theirs.add(there);
      }
    }
    outcomes.add(new Outcome(line, ours, theirs, OptionalDouble.empty(), 0, 0));
  }

  private static double seconds(List<String> command, String what) {
    List<String> words = new ArrayList<>(command);
    words.add(what);
    long start = System.nanoTime();
    try {
      ProcessBuilder builder = new ProcessBuilder(words);
      builder.environment().put("JAX_PLATFORMS", "cpu");
      Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
      try (BufferedReader reader = process.inputReader()) {
        String line = reader.readLine();
        double seconds = (System.nanoTime() - start) * 1e-9;
        if (process.waitFor() != 0 || line == null || !line.contains("[")) {
          throw new IllegalStateException(words + " printed " + line);
        }
        return seconds;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
