package org.lanewise.staging;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.SplittableRandom;
import org.lanewise.Array;
import org.lanewise.ConcreteArray;
import org.lanewise.Lax;
import org.lanewise.Numpy;
import org.lanewise.memory.Transfer;
import org.lanewise.type.ArrayType;

/// Arrays with arbitrary elements, and their bytes.
final class SampleArrays {
  private SampleArrays() {}

  static List<Array> of(List<ArrayType> types, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return types.stream().map(type -> of(type, random)).toList();
  }

  /// Numbers in −2 … 4, so that some indices are out of bounds.
  private static Array of(ArrayType type, SplittableRandom random) {
    double[] values = random.doubles(type.size(), -2, 4).toArray();
    if (values.length == 0) {
      return Lax.zeros(type);
    }
    Array array = Lax.reshape(Numpy.array(values), type.shape());
    return Lax.convertElementType(array, type.dtype(), type.weak());
  }

  static byte[] bytes(Array array) {
    byte[] bytes = new byte[(int) array.size() * array.dtype().byteSize()];
    Transfer.copyTo(((ConcreteArray) array).data(), MemorySegment.ofArray(bytes));
    return bytes;
  }
}
