package org.lanewise.vector.fusion;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lanewise.Array;
import org.lanewise.ir.Jaxpr;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Folds of all elements whose blocks have more temporaries than a cache holds: a block is the
/// order's own unit, so it is worked on whole, and each temporary has room for all of it.
@Tag("bits")
class WideFoldsTest {
  private static Jaxpr sumOfMany(DType dtype, long size, int many) {
    return Programs.staged(
        x -> {
          List<Array> waves = new ArrayList<>();
          for (int i = 1; i <= many; i++) {
            waves.add(x.get(0).times(i).sin());
          }
          Array all = waves.get(0);
          for (Array wave : waves.reversed()) {
            all = all.times(wave).exp().minus(wave);
          }
          return List.of(all.sum(), all.max());
        },
        new ArrayType(dtype, Shape.of(size)));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void agree(DType dtype) {
    Programs.agree(sumOfMany(dtype, 20_000, 24), 5);
  }

  @Test
  void oneBlockAndAPart() {
    Programs.agree(sumOfMany(DType.FLOAT32, 5001, 16), 6);
  }
}
