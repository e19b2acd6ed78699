package org.lanewise.transform;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Lax;
import org.lanewise.ir.CheckpointPolicy;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Structured;
import org.lanewise.ir.Structured.Scan;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.Shape;

/// A scan whose reverse mode keeps every √n-th carry only: a scan over chunks of ⌊√n⌋ steps, each a
/// scan inside a checkpoint. What is left over is a shorter chunk of its own, which runs last.
///
/// The steps and their order are those of the plain scan, so the bits are as well. (Griewank 1992;
/// one level, which costs one more evaluation.)
final class CheckpointedScan {
  /// Keeps no intermediate value; prints as JAX prints the policy of a plain `checkpoint`.
  private enum KeepNothing implements CheckpointPolicy {
    POLICY;

    @Override
    public boolean keeps(Primitive primitive, List<ArrayType> operands) {
      return false;
    }

    @Override
    public String toString() {
      return "None";
    }
  }

  /// The keys of what is kept with the program of a step: chunks, and steps of the outer scan.
  private record ChunkOf(Scan chunk, List<ArrayType> arguments) {}

  private record InCheckpoint() {}

  private static final Axes FIRST = Axes.of(0);

  private final Scan scan;
  private final int before;
  private final List<Array> operands;

  private CheckpointedScan(Scan scan, List<Array> operands) {
    this.scan = scan;
    this.before = scan.constants() + scan.carries();
    this.operands = operands;
  }

  static List<Array> bind(Scan scan, List<Array> operands) {
    long size = (long) Math.sqrt((double) scan.length());
    if (size <= 1) {
      return CurrentInterpreter.bind(scan, operands);
    }
    return new CheckpointedScan(scan, operands).bind(size);
  }

  private List<Array> bind(long size) {
    long chunks = scan.length() / size;
    long regular = chunks * size;
    long start = scan.reverse() ? scan.length() - regular : 0; // of the regular chunks
    List<Array> stacks = operands.subList(before, operands.size());
    List<Array> folded = new ArrayList<>(operands.subList(0, before));
    for (Array stack : stacks) {
      Shape rows = stack.shape().with(0, size);
      folded.add(Lax.reshape(rows(stack, start, regular), rows.insert(0, chunks)));
    }
    List<ArrayType> arguments = new ArrayList<>();
    for (int i = 0; i < folded.size(); i++) {
      ArrayType type = folded.get(i).type();
      arguments.add(i < before ? type : type.withShape(type.shape().without(FIRST)));
    }
    Scan outer =
        new Scan(
            step(size, arguments), scan.constants(), scan.carries(), chunks, scan.reverse(), 1);
    List<Array> results = new ArrayList<>(CurrentInterpreter.bind(outer, folded));
    for (int i = scan.carries(); i < results.size(); i++) {
      Shape rows = results.get(i).shape().without(FIRST).with(0, regular);
      results.set(i, Lax.reshape(results.get(i), rows));
    }
    return regular == scan.length() ? results : withRest(results, regular);
  }

  /// Runs the rows that fill no chunk, after the others.
  private List<Array> withRest(List<Array> results, long regular) {
    long rest = scan.length() - regular;
    long start = scan.reverse() ? 0 : regular;
    List<Array> arguments = new ArrayList<>(operands.subList(0, scan.constants()));
    arguments.addAll(results.subList(0, scan.carries()));
    for (Array stack : operands.subList(before, operands.size())) {
      arguments.add(rows(stack, start, rest));
    }
    Jaxpr last = chunk(rest, arguments.stream().map(Array::type).toList());
    List<Array> ends = CurrentInterpreter.bind(checkpoint(last), arguments);
    List<Array> all = new ArrayList<>(ends.subList(0, scan.carries()));
    for (int i = scan.carries(); i < results.size(); i++) {
      List<Array> parts =
          scan.reverse()
              ? List.of(ends.get(i), results.get(i))
              : List.of(results.get(i), ends.get(i));
      all.add(Lax.concatenate(parts, 0));
    }
    return all;
  }

  /// The program of some steps in a row.
  private Jaxpr chunk(long size, List<ArrayType> arguments) {
    Scan steps =
        new Scan(
            scan.body(), scan.constants(), scan.carries(), size, scan.reverse(), scan.unroll());
    return scan.body().derived(new ChunkOf(steps, arguments), _ -> Jaxpr.of(steps, arguments));
  }

  /// The program of such a chunk inside a checkpoint: one step of the outer scan.
  private Jaxpr step(long size, List<ArrayType> arguments) {
    Jaxpr chunk = chunk(size, arguments);
    return chunk.derived(new InCheckpoint(), _ -> Jaxpr.of(checkpoint(chunk), arguments));
  }

  private static Structured.Checkpoint checkpoint(Jaxpr chunk) {
    return new Structured.Checkpoint(chunk, KeepNothing.POLICY, false);
  }

  private static Array rows(Array stack, long start, long count) {
    return count == stack.shape().get(0)
        ? stack
        : Lax.sliceInDim(stack, start, start + count, 1, 0);
  }
}
