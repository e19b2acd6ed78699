package org.lanewise.jmh.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.lanewise.Lanewise;
import org.lanewise.jmh.peers.Line.Limit;

/// Runs every line here and in JAX, in turns and in one go, checks that the results agree, and
/// writes the table and its picture.
///
/// ```
/// ./mvnw -q -Ppeers                  # all lines
/// ./mvnw -q -Ppeers -Dlines='matmul|sort'   # those whose group and name match
/// ```
///
/// For each line: both sides are warmed, until nothing is compiled any more, then measured in
/// alternation, five times or more; the ratio is that of neighbours, so a machine whose speed
/// drifts gives the same ratios.
public final class SideBySide {
  private static final int ALTERNATIONS = Integer.getInteger("lanewise.peers.alternations", 5);
  private static final double SECONDS = 0.3;

  /// Seconds of a round of calls before a line is measured.
  private static final int WARM_UP = Integer.getInteger("lanewise.peers.warm-up", 2);

  /// The most rounds.
  private static final int ROUNDS = 15;

  private final Peer peer;
  private final Path scratch;

  private SideBySide(Peer peer, Path scratch) {
    this.peer = peer;
    this.scratch = scratch;
  }

  /// Runs the comparison.
  ///
  /// @param args the Python interpreter, the peer's script, the directory to write to, and a
  ///   regular expression that is found in group and name of the lines to run, or nothing for all
  /// @throws IOException if the files cannot be written
  public static void main(String[] args) throws IOException {
    String wanted = args.length > 3 ? args[3] : "";
    Path directory = Path.of(args[2]);
    Path scratch = Files.createTempFile("lanewise-peers", ".bin");
    try (Peer peer = Peer.start(Path.of(args[0]), Path.of(args[1]))) {
      String versions = peer.versions();
      // before this process has anything to compile, which would take a processor from the others
      Path cold = Path.of(args[1]).resolveSibling("cold.py");
      List<Outcome> first = new FirstUse(Path.of(args[0]), cold, ALTERNATIONS).run(wanted);
      Machine machine = Machine.measure();
      List<Outcome> outcomes = new SideBySide(peer, scratch).run(Lines.all(), wanted);
      add(outcomes, first);
      Outcome memory = memory(peer);
      System.out.println(Report.row(memory));
      if (wanted.isEmpty()) { // some lines alone say nothing about the whole
        outcomes.add(memory);
      }
      Report report = new Report(machine, versions, outcomes);
      if (wanted.isEmpty()) {
        String accuracy = Report.accuracy(directory.resolve("accuracy.md"));
        Files.writeString(directory.resolve("benchmarks.md"), report.markdown() + accuracy);
        Files.writeString(directory.resolve("benchmarks.svg"), Picture.of(outcomes));
      }
      System.out.println(report.summary());
    } finally {
      Files.delete(scratch);
    }
  }

  private static void add(List<Outcome> outcomes, List<Outcome> more) {
    outcomes.addAll(more);
    more.forEach(outcome -> System.out.println(Report.row(outcome)));
  }

  /// The most memory that both processes have held up to now.
  private static Outcome memory(Peer peer) {
    Line line = new Line("memory", "peak resident memory", 2, Limit.NONE, 0, () -> () -> "");
    List<Double> ours = List.of(Report.residentPeak());
    List<Double> theirs = List.of((double) peer.peakMemory());
    return new Outcome(line, ours, theirs, OptionalDouble.empty(), 0, 0, Outcome.Unit.BYTES);
  }

  private List<Outcome> run(List<Line> lines, String wanted) {
    List<Outcome> outcomes = new ArrayList<>();
    for (Line line : lines) {
      if (line.matches(wanted)) {
        Outcome outcome = run(line);
        Lanewise.trimMemory(); // Python has freed the last line's inputs, too
        outcomes.add(outcome);
        System.out.println(Report.row(outcome));
      }
    }
    return outcomes;
  }

  private Outcome run(Line line) {
    Supplier<Object> work = line.work().get();
    double warmUp = warmUp(work);
    peer.time("jax", line.name(), SECONDS);
    List<String> types = peer.result("jax", line.name(), scratch);
    double difference = Lanewise.scope(() -> Agreement.difference(work.get(), types, scratch));
    List<Double> ours = new ArrayList<>();
    List<Double> jax = new ArrayList<>();
    for (int i = 0; i < ALTERNATIONS; i++) {
      ours.add(Stopwatch.time(work, SECONDS));
      jax.add(peer.time("jax", line.name(), SECONDS).orElseThrow());
    }
    OptionalDouble numpy = peer.time("numpy", line.name(), SECONDS);
    return new Outcome(line, ours, jax, numpy, difference, warmUp);
  }

  /// Calls the work until nothing is compiled in the background any more, as JAX has compiled its
  /// side before it returns the first result.
  ///
  /// @return the seconds that it took
  private static double warmUp(Supplier<Object> work) {
    long start = System.nanoTime();
    boolean isCompiling = true;
    for (int i = 0; i < ROUNDS && isCompiling; i++) {
      isCompiling = Lanewise.isCompiling();
      Stopwatch.time(work, WARM_UP);
      isCompiling |= Lanewise.isCompiling();
    }
    return (System.nanoTime() - start) * 1e-9;
  }
}
