package org.lanewise.vector.loops;

import org.jspecify.annotations.Nullable;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.vector.fusion.ProgramRun;
import org.lanewise.vector.move.RowMajor;

/// The carries of a loop in two memories: each step reads one and writes the other.
///
/// The first step reads the operands. A carry that no step changes stays there.
final class PlacedCarry {
  private final ProgramRun run;
  private final int parameters;
  private final Strided[] first;
  private final boolean[] copied;
  private final boolean[] changes;
  private final boolean[] handed;
  private final @Nullable Strided[][] memories;
  private long steps;

  /// @param run the step's program, whose first results are the next carries
  /// @param parameters the number of the first carry among the program's operands
  /// @param first the first carries, row-major
  PlacedCarry(ProgramRun run, int parameters, boolean[] copied, Strided... first) {
    this.run = run;
    this.parameters = parameters;
    this.first = first;
    this.copied = copied;
    this.changes = new boolean[first.length];
    this.handed = new boolean[first.length];
    this.memories = new Strided[2][first.length];
    for (int i = 0; i < first.length; i++) {
      changes[i] = !run.passes(i, parameters + i);
      handed[i] = changes[i] && run.handOver(i);
      run.set(parameters + i, first[i]);
    }
  }

  /// Makes carries row-major.
  ///
  /// @param copied takes which of them are copies
  static Strided[] rowMajor(Strided[] operands, int from, int count, boolean[] copied) {
    Strided[] carries = new Strided[count];
    for (int i = 0; i < count; i++) {
      Strided operand = operands[from + i];
      carries[i] = RowMajor.of(operand);
      copied[i] = carries[i] != operand;
    }
    return carries;
  }

  /// Runs a step.
  void step() {
    @Nullable Strided[] target = memories[(int) (steps % 2)];
    @Nullable Strided[] source = memories[(int) ((steps + 1) % 2)];
    for (int i = 0; i < first.length; i++) {
      if (changes[i]) {
        Strided last = steps == 0 ? null : source[i];
        run.set(parameters + i, last == null ? first[i] : last);
        run.setOwned(parameters + i, last != null);
        if (!handed[i]) {
          run.setTarget(i, memory(target, i), false);
        }
      }
    }
    run.run();
    for (int i = 0; i < first.length; i++) {
      if (handed[i]) {
        replace(source, i, run.take(i));
        target[i] = source[i];
        source[i] = null;
      }
    }
    steps++;
  }

  private Strided memory(@Nullable Strided[] memory, int i) {
    Strided known = memory[i];
    if (known == null) {
      known = Strided.allocate(new ArrayType(first[i].dtype(), first[i].shape()));
      memory[i] = known;
    }
    return known;
  }

  /// A result in memory of its own takes the place of the last one, which may be the same memory.
  private static void replace(@Nullable Strided[] memory, int i, Strided next) {
    Strided last = memory[i];
    if (last != null && last.buffer() != next.buffer()) {
      last.buffer().release();
    }
    memory[i] = next;
  }

  /// The carries after the last step; gives the other memory back.
  Strided[] finish() {
    Strided[] results = first.clone();
    for (int i = 0; i < first.length; i++) {
      Strided last = steps == 0 ? null : memories[(int) ((steps + 1) % 2)][i];
      Strided spare = memories[(int) (steps % 2)][i];
      results[i] = last == null ? first[i] : last;
      if (spare != null) {
        spare.buffer().release();
      }
      if (last != null && copied[i]) {
        first[i].buffer().release();
      }
    }
    return results;
  }
}
