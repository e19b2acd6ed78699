package org.lanewise.backend.reference;

import java.util.List;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;

/// Evaluates `select_n`: which(i) picks the case that gives element i, bits as they are.
final class SelectKernel {
  private SelectKernel() {}

  /// @param operands which (bool, or i32 clamped into range), then the cases
  static Strided select(List<Strided> operands, ArrayType type) {
    Strided result = Strided.allocate(type);
    int n = Chunks.length(type.size());
    int last = operands.size() - 2;
    long[] which = new long[n];
    long[][] cases = new long[last + 1][n];
    long[] chosen = new long[n];
    Reader selector = Reader.repeated(operands.get(0), type.shape());
    List<Reader> readers =
        operands.stream().skip(1).map(x -> Reader.repeated(x, type.shape())).toList();
    Writer out = new Writer(result);
    Chunks.forEach(
        type.size(),
        count -> {
          selector.longs(which, count);
          for (int c = 0; c <= last; c++) {
            readers.get(c).bits(cases[c], count);
          }
          for (int i = 0; i < count; i++) {
            chosen[i] = cases[Math.clamp(which[i], 0, last)][i];
          }
          out.longs(chosen, count);
        });
    return result;
  }
}
