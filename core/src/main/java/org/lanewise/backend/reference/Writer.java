package org.lanewise.backend.reference;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import org.lanewise.backend.definition.Conversions;
import org.lanewise.memory.Positions;
import org.lanewise.memory.Strided;
import org.lanewise.type.DType;

/// Writes the elements of a fresh array, or of a view of one, in row-major order, some at a time.
final class Writer {
  private final Strided target;
  private final DType dtype;
  private final MemorySegment segment;
  private final Positions positions;

  Writer(Strided target) {
    this.target = target;
    this.dtype = target.dtype();
    this.segment = target.buffer().segment();
    this.positions = new Positions(target.layout());
  }

  /// Writes the next elements from the low end of each `long`: integers wrap, bits stay as they
  /// are. A bool must be 0 or 1.
  void longs(long[] values, int count) {
    switch (dtype.byteSize()) {
      case 1 -> {
        for (int i = 0; i < count; i++) {
          segment.set(JAVA_BYTE, positions.next(), (byte) values[i]);
        }
      }
      case 2 -> {
        for (int i = 0; i < count; i++) {
          segment.setAtIndex(JAVA_SHORT, positions.next(), (short) values[i]);
        }
      }
      case 4 -> {
        for (int i = 0; i < count; i++) {
          segment.setAtIndex(JAVA_INT, positions.next(), (int) values[i]);
        }
      }
      default -> {
        for (int i = 0; i < count; i++) {
          segment.setAtIndex(JAVA_LONG, positions.next(), values[i]);
        }
      }
    }
    Reference.reachabilityFence(target);
  }

  /// Writes the next elements of f32, or of f16 or bf16 rounded to nearest, ties to even.
  void floats(float[] values, int count) {
    switch (dtype) {
      case FLOAT16 -> {
        for (int i = 0; i < count; i++) {
          segment.setAtIndex(JAVA_SHORT, positions.next(), Conversions.floatToFloat16(values[i]));
        }
      }
      case BFLOAT16 -> {
        for (int i = 0; i < count; i++) {
          segment.setAtIndex(JAVA_SHORT, positions.next(), Conversions.floatToBfloat16(values[i]));
        }
      }
      case FLOAT32 -> {
        for (int i = 0; i < count; i++) {
          segment.setAtIndex(JAVA_FLOAT, positions.next(), values[i]);
        }
      }
      case BOOL, INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64 -> throw noFloats();
      case FLOAT64, COMPLEX64, COMPLEX128 -> throw noFloats();
    }
    Reference.reachabilityFence(target);
  }

  private AssertionError noFloats() {
    return new AssertionError(dtype + " does not compute in f32");
  }

  /// Writes the next elements of f64.
  void doubles(double[] values, int count) {
    if (dtype != DType.FLOAT64) {
      throw new AssertionError(dtype + " does not compute in f64");
    }
    for (int i = 0; i < count; i++) {
      segment.setAtIndex(JAVA_DOUBLE, positions.next(), values[i]);
    }
    Reference.reachabilityFence(target);
  }
}
