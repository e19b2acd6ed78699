package org.lanewise.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.lang.reflect.Array;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.lanewise.type.DType;
import org.lanewise.type.DTypeException;
import org.lanewise.type.Shape;
import org.lanewise.type.ShapeException;

/// Copies elements between Java arrays and off-heap memory.
///
/// A Java array of primitives, or a rectangular nesting of such arrays, becomes row-major elements
/// of the type that belongs to its primitive: `float` f32, `double` f64, `byte` i8, `short` i16,
/// `int` i32, `long` i64, `boolean` bool.
public final class JavaArrays {
  private JavaArrays() {}

  /// Copies a Java array of primitives, or a nesting of them of any depth.
  ///
  /// @param array `float[]`, `int[][]`, ...
  /// @throws DTypeException if the innermost elements are no primitive numbers or booleans
  /// @throws ShapeException if the nesting is ragged
  public static Strided copyOf(Object array) {
    DType dtype = dtypeOf(array);
    Shape shape = shapeOf(array);
    Strided copy = Strided.allocate(dtype, shape);
    int row = shape.rank() == 0 ? 1 : Math.toIntExact(shape.get(-1));
    fill(array, copy.buffer().segment(), new Cursor(shape), row * (long) dtype.byteSize());
    return copy;
  }

  /// Where the next row goes, and the shape that every nested array must have.
  private static final class Cursor {
    private final Shape shape;
    private long at;

    private Cursor(Shape shape) {
      this.shape = shape;
    }
  }

  private static void fill(Object array, MemorySegment target, Cursor cursor, long rowBytes) {
    fill(array, 0, target, cursor, rowBytes);
  }

  private static void fill(
      @Nullable Object array, int depth, MemorySegment target, Cursor cursor, long rowBytes) {
    int length = array == null ? -1 : Array.getLength(array);
    if (array == null || length != cursor.shape.get(depth)) {
      throw new ShapeException(
          "`array`: nested Java arrays must be rectangular, but an array at depth "
              + depth
              + (array == null ? " is null" : " has length " + length)
              + " where the first one has length "
              + cursor.shape.get(depth)
              + ". Pad the rows to one length.");
    }
    if (array instanceof Object[] rows) {
      for (Object row : rows) {
        fill(row, depth + 1, target, cursor, rowBytes);
      }
      return;
    }
    copyRow(array, target, cursor.at, rowBytes);
    cursor.at += rowBytes;
  }

  private static void copyRow(Object row, MemorySegment target, long at, long bytes) {
    if (row instanceof boolean[] flags) {
      for (int i = 0; i < flags.length; i++) {
        target.set(ValueLayout.JAVA_BYTE, at + i, (byte) (flags[i] ? 1 : 0));
      }
      return;
    }
    MemorySegment.copy(heap(row), 0, target, at, bytes);
  }

  private static MemorySegment heap(Object row) {
    return switch (row) {
      case float[] a -> MemorySegment.ofArray(a);
      case double[] a -> MemorySegment.ofArray(a);
      case int[] a -> MemorySegment.ofArray(a);
      case long[] a -> MemorySegment.ofArray(a);
      case byte[] a -> MemorySegment.ofArray(a);
      case short[] a -> MemorySegment.ofArray(a);
      default -> throw new AssertionError("not an array of numbers: " + row.getClass());
    };
  }

  private static DType dtypeOf(Object array) {
    Class<?> component = array.getClass();
    while (component.isArray()) {
      component = component.componentType();
    }
    return switch (component.getName()) {
      case "float" -> DType.FLOAT32;
      case "double" -> DType.FLOAT64;
      case "byte" -> DType.INT8;
      case "short" -> DType.INT16;
      case "int" -> DType.INT32;
      case "long" -> DType.INT64;
      case "boolean" -> DType.BOOL;
      default ->
          throw new DTypeException(
              "`array`: elements must be float, double, byte, short, int, long or boolean, got "
                  + array.getClass().getSimpleName()
                  + ". Nest arrays of primitives, or use `stack` for a list of arrays.");
    };
  }

  /// The shape by the first array at each depth; where an outer array is empty, inner sizes are 0.
  private static Shape shapeOf(Object array) {
    long[] sizes = new long[8];
    int rank = 0;
    Object inner = array;
    for (Class<?> c = array.getClass(); c.isArray(); c = c.componentType()) {
      int length = inner == null ? 0 : Array.getLength(inner);
      if (rank == sizes.length) {
        sizes = Arrays.copyOf(sizes, 2 * rank);
      }
      sizes[rank++] = length;
      inner = length == 0 || !(inner instanceof Object[] rows) ? null : rows[0];
    }
    return Shape.of(Arrays.copyOf(sizes, rank));
  }

  /// Copies all elements in row-major order, converted by value.
  public static float[] toFloats(Strided source) {
    try {
      float[] result = new float[length(source, "toFloatArray")];
      if (source.dtype() == DType.FLOAT32) {
        Transfer.copyTo(source, MemorySegment.ofArray(result));
      } else {
        Reader reader = new Reader(source);
        for (int i = 0; i < result.length; i++) {
          result[i] = reader.nextFloat();
        }
      }
      return result;
    } finally {
      Reference.reachabilityFence(source.buffer());
    }
  }

  /// Copies all elements in row-major order, converted by value.
  public static double[] toDoubles(Strided source) {
    try {
      double[] result = new double[length(source, "toDoubleArray")];
      if (source.dtype() == DType.FLOAT64) {
        Transfer.copyTo(source, MemorySegment.ofArray(result));
      } else {
        Reader reader = new Reader(source);
        for (int i = 0; i < result.length; i++) {
          result[i] = ScalarBits.toDouble(source.dtype(), reader.next());
        }
      }
      return result;
    } finally {
      Reference.reachabilityFence(source.buffer());
    }
  }

  /// Copies all elements in row-major order; integers and booleans only, u32 by its bits.
  ///
  /// @throws ArithmeticException if a 64-bit integer does not fit
  public static int[] toInts(Strided source) {
    try {
      int[] result = new int[length(source, "toIntArray")];
      if (source.dtype().byteSize() == 4) {
        Transfer.copyTo(source, MemorySegment.ofArray(result));
      } else {
        Reader reader = new Reader(source);
        for (int i = 0; i < result.length; i++) {
          result[i] = Math.toIntExact(ScalarBits.toLong(source.dtype(), reader.next()));
        }
      }
      return result;
    } finally {
      Reference.reachabilityFence(source.buffer());
    }
  }

  /// Copies all elements in row-major order; integers and booleans only, u64 by its bits.
  public static long[] toLongs(Strided source) {
    try {
      long[] result = new long[length(source, "toLongArray")];
      Reader reader = new Reader(source);
      for (int i = 0; i < result.length; i++) {
        result[i] = ScalarBits.toLong(source.dtype(), reader.next());
      }
      return result;
    } finally {
      Reference.reachabilityFence(source.buffer());
    }
  }

  /// Copies all elements in row-major order as truth values: whether they are not zero.
  public static boolean[] toBooleans(Strided source) {
    try {
      boolean[] result = new boolean[length(source, "toBooleanArray")];
      Reader reader = new Reader(source);
      for (int i = 0; i < result.length; i++) {
        result[i] = ScalarBits.toDouble(source.dtype(), reader.next()) != 0;
      }
      return result;
    } finally {
      Reference.reachabilityFence(source.buffer());
    }
  }

  private static int length(Strided source, String operation) {
    long size = source.shape().size();
    // The largest array that virtual machines allocate is a little shorter than the largest int.
    if (size > Integer.MAX_VALUE - 8) {
      throw new ShapeException(
          "`"
              + operation
              + "`: a Java array holds at most 2^31-9 elements, got shape "
              + source.shape()
              + ". Slice the array and copy it in parts.");
    }
    return (int) size;
  }

  /// Reads bits in row-major order.
  private static final class Reader {
    private final MemorySegment segment;
    private final DType dtype;
    private final Positions positions;

    private Reader(Strided source) {
      this.segment = source.buffer().segment();
      this.dtype = source.dtype();
      this.positions = new Positions(source.layout());
    }

    private long next() {
      return Transfer.getBits(segment, dtype, positions.next());
    }

    /// Integers are rounded once, straight to float.
    private float nextFloat() {
      long bits = next();
      if (dtype == DType.INT64 || (dtype == DType.UINT64 && bits >= 0)) {
        return (float) bits;
      }
      if (dtype == DType.UINT64) {
        return (float) ((bits >>> 1) | (bits & 1)) * 2f;
      }
      return (float) ScalarBits.toDouble(dtype, bits);
    }
  }
}
