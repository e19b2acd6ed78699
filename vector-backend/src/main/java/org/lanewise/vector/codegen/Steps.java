package org.lanewise.vector.codegen;

import java.util.List;
import org.lanewise.type.DType;

/// The bytes from one element to the next, for each argument of a kernel; 0 for what is repeated or
/// not there.
record Steps(long a, long b, long c, long d, long y, long z) {

  static Steps of(Formula formula, int splats) {
    long[] steps = new long[6];
    List<DType> operands = formula.operands();
    for (int i = 0; i < operands.size(); i++) {
      steps[i] = (splats >> i & 1) != 0 ? 0 : operands.get(i).byteSize();
    }
    for (int i = 0; i < formula.results().size(); i++) {
      steps[4 + i] = formula.results().get(i).byteSize();
    }
    return new Steps(steps[0], steps[1], steps[2], steps[3], steps[4], steps[5]);
  }

  /// Runs a kernel on `n` elements from the one with index `from`.
  long run(Kernel kernel, long pa, long pb, long pc, long pd, long py, long pz, long from, long n) {
    return kernel.run(
        pa + from * a,
        pb + from * b,
        pc + from * c,
        pd + from * d,
        py + from * y,
        pz + from * z,
        n);
  }
}
