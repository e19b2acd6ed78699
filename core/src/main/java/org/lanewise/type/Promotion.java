package org.lanewise.type;

import java.util.List;

/// The promotion lattice: which element type an operation on mixed operands computes in.
///
/// The result is the least upper bound of the operands in the lattice whose edges are `bool → int*
/// → {u8, i8}`, `u8 → {i16, u16}`, `u16 → {i32, u32}`, `u32 → {i64, u64}`, `i8 → i16 → i32 → i64 →
/// float*`, `u64 → float*`, `float* → {bf16, f16, complex*}`, `{bf16, f16} → f32`, `f32 → {f64,
/// c64}`, `f64 → c128`, `complex* → c64 → c128`; a star marks the weak types of literals. (JAX's
/// type promotion semantics with 64-bit types enabled.)
///
/// ```java
/// Promotion.join(ArrayType.of(DType.INT32), ArrayType.of(DType.FLOAT16));  // f16
/// ```
public final class Promotion {
  // Weak kinds stand beside the strong types; each node is its own position in this order.
  private static final int WEAK_INT = DType.values().length;
  private static final int WEAK_FLOAT = WEAK_INT + 1;
  private static final int WEAK_COMPLEX = WEAK_INT + 2;
  private static final int NODES = WEAK_INT + 3;

  /// For each node the set (bit mask) of the nodes above or equal to it.
  private static final int[] UPPER = upperSets();

  private Promotion() {}

  /// The common element type and weakness of some operands; shapes are ignored.
  ///
  /// @param types the operand types, one at least
  /// @return a scalar type that carries the joined element type and weakness
  public static ArrayType join(List<ArrayType> types) {
    ArrayType joined = types.get(0);
    int node = node(joined);
    for (ArrayType type : types) {
      node = join(node, node(type));
    }
    return type(node);
  }

  /// The common element type and weakness of two operands; shapes are ignored.
  public static ArrayType join(ArrayType a, ArrayType b) {
    return type(join(node(a), node(b)));
  }

  /// The common element type of two strong types.
  public static DType join(DType a, DType b) {
    return type(join(a.ordinal(), b.ordinal())).dtype();
  }

  private static int join(int a, int b) {
    int common = UPPER[a] & UPPER[b];
    for (int bits = common; bits != 0; bits &= bits - 1) {
      int candidate = Integer.numberOfTrailingZeros(bits);
      if ((UPPER[candidate] & common) == common) {
        return candidate;
      }
    }
    throw new AssertionError("the promotion lattice has no join for " + a + " and " + b);
  }

  private static int node(ArrayType type) {
    DType dtype = type.dtype();
    if (!type.weak() || dtype == DType.BOOL) {
      return dtype.ordinal();
    }
    return dtype.isInteger() ? WEAK_INT : dtype.isFloating() ? WEAK_FLOAT : WEAK_COMPLEX;
  }

  private static ArrayType type(int node) {
    if (node < WEAK_INT) {
      return new ArrayType(DType.values()[node], Shape.scalar(), false);
    }
    DType dtype =
        node == WEAK_INT ? DType.INT32 : node == WEAK_FLOAT ? DType.FLOAT32 : DType.COMPLEX64;
    return new ArrayType(dtype, Shape.scalar(), true);
  }

  private static int[] upperSets() {
    int[] upper = new int[NODES];
    edge(upper, DType.COMPLEX128.ordinal());
    edge(upper, DType.COMPLEX64.ordinal(), DType.COMPLEX128.ordinal());
    edge(upper, WEAK_COMPLEX, DType.COMPLEX64.ordinal());
    edge(upper, DType.FLOAT64.ordinal(), DType.COMPLEX128.ordinal());
    edge(upper, DType.FLOAT32.ordinal(), DType.FLOAT64.ordinal(), DType.COMPLEX64.ordinal());
    edge(upper, DType.FLOAT16.ordinal(), DType.FLOAT32.ordinal());
    edge(upper, DType.BFLOAT16.ordinal(), DType.FLOAT32.ordinal());
    edge(upper, WEAK_FLOAT, DType.BFLOAT16.ordinal(), DType.FLOAT16.ordinal(), WEAK_COMPLEX);
    edge(upper, DType.UINT64.ordinal(), WEAK_FLOAT);
    edge(upper, DType.INT64.ordinal(), WEAK_FLOAT);
    edge(upper, DType.UINT32.ordinal(), DType.INT64.ordinal(), DType.UINT64.ordinal());
    edge(upper, DType.INT32.ordinal(), DType.INT64.ordinal());
    edge(upper, DType.UINT16.ordinal(), DType.INT32.ordinal(), DType.UINT32.ordinal());
    edge(upper, DType.INT16.ordinal(), DType.INT32.ordinal());
    edge(upper, DType.UINT8.ordinal(), DType.INT16.ordinal(), DType.UINT16.ordinal());
    edge(upper, DType.INT8.ordinal(), DType.INT16.ordinal());
    edge(upper, WEAK_INT, DType.UINT8.ordinal(), DType.INT8.ordinal());
    edge(upper, DType.BOOL.ordinal(), WEAK_INT);
    return upper;
  }

  /// Records the edges from a node to the next ones up, whose own sets are complete already.
  private static void edge(int[] upper, int from, int... to) {
    upper[from] = 1 << from;
    for (int node : to) {
      upper[from] |= upper[node];
    }
  }
}
