package org.lanewise.backend;

import java.util.Arrays;
import java.util.Locale;
import org.lanewise.memory.Buffer;
import org.lanewise.memory.Strided;

/// A program made ready to run: buffers in, buffers out; it knows no `Array` and no tracer.
///
/// Executables are immutable and may run in many threads at once.
@FunctionalInterface
public interface Executable {

  /// Runs the program.
  ///
  /// Operands have the types that the program was compiled for, in any layout. Results are fresh
  /// buffers, or views of operands where the program only moves them; no operand is written (but
  /// see [#executeTaking]).
  ///
  /// @param operands constants first, then arguments
  /// @return the results, row-major unless they are views
  Strided[] execute(Strided... operands);

  /// Runs the program on operands of which some are given up: each of these has a buffer that
  /// nobody else refers to, not even by another operand. Their memory may be written, results may
  /// lie in it, and what of it is no result goes back to the pool, also if the program fails.
  ///
  /// @param given which operands are given up
  /// @param operands as for [#execute(Strided...)]
  /// @return as of [#execute(Strided...)]
  default Strided[] executeTaking(boolean[] given, Strided... operands) {
    Strided[] results = {};
    try {
      results = execute(operands);
      return results;
    } finally {
      for (int i = 0; i < operands.length; i++) {
        Buffer buffer = operands[i].buffer();
        if (given[i] && Arrays.stream(results).noneMatch(result -> result.buffer() == buffer)) {
          buffer.release();
        }
      }
    }
  }

  /// Runs the program for a while, and tells people what it consists of and where the time goes.
  ///
  /// @param operands as for [#execute(Strided...)]
  default String profile(Strided... operands) {
    StepTimes times = new StepTimes(1);
    while (times.wantsMore()) {
      long start = System.nanoTime();
      execute(operands);
      times.add(0, System.nanoTime() - start);
    }
    return String.format(Locale.ROOT, "one step: %.1f microseconds%n", times.micros(0));
  }
}
