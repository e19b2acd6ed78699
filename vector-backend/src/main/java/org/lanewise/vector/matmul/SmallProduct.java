package org.lanewise.vector.matmul;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.EnumMap;
import java.util.Map;
import org.lanewise.memory.Strided;
import org.lanewise.vector.kernel.Element;
import org.lanewise.vector.kernel.Memory;
import org.lanewise.vector.kernel.Species;
import org.lanewise.vector.kernel.Stash;
import org.lanewise.vector.kernel.Warmth;
import org.lanewise.vector.team.Team;

/// Stacks of products of small matrices: some matrices at a time are copied to Java arrays as they
/// are and multiplied there, without packing. The order is that of `DotOrder`, whose first block is
/// all of k here.
///
/// Tiles may be larger than what is left of a product. Columns are computed from the last to the
/// first, and rows of each in ascending order, so what a tile writes behind its row is overwritten
/// by the row that belongs there.
final class SmallProduct {
  /// The most rows, columns and elements of a sum.
  private static final int LARGEST = 32;

  /// Elements of the matrices that are copied at once: those of both operands and the product shall
  /// fit into a small level-1 cache.
  private static final int AT_ONCE = 2048;

  /// Multiplications below which a second thread does not pay.
  private static final long GRAIN = 1 << 18;

  private static final long HOT_NANOS = 4000;

  private static final Map<Element, SmallProduct> KINDS = new EnumMap<>(Element.class);

  private final Element element;
  private final int lanes;
  private final SmallKernel kernel;
  private final Warmth warmth;
  private final Stash<Arrays> stash = new Stash<>();

  private SmallProduct(Element element) {
    this.element = element;
    this.lanes = Species.BITS / 8 / element.size();
    this.kernel = SmallEmitter.emit(element);
    this.warmth = new Warmth(this::trial, HOT_NANOS);
  }

  /// Arrays that hold some matrices.
  private record Arrays(Object a, Object b, Object c) {
    static Arrays of(Element element) {
      int slack = LARGEST * LARGEST + LARGEST * 8 + Species.BITS / 8;
      return new Arrays(
          element.newArray(AT_ONCE + slack),
          element.newArray(AT_ONCE + slack),
          element.newArray(AT_ONCE + slack));
    }
  }

  /// Whether products of these sizes are small.
  static boolean isSmall(DotSizes sizes) {
    return sizes.m() <= LARGEST && sizes.n() <= LARGEST && sizes.k() <= LARGEST;
  }

  /// The kernel for a type of elements.
  static SmallProduct of(Element element) {
    synchronized (KINDS) {
      return KINDS.computeIfAbsent(element, SmallProduct::new);
    }
  }

  /// Whether the kernel is compiled; if not, it will be warmed.
  boolean isHot() {
    return warmth.isHot();
  }

  private void trial() {
    Arrays arrays = stash.take(() -> Arrays.of(element));
    multiply(arrays, 0, 0, 0, 8, 3 * lanes, 8);
    stash.give(arrays);
  }

  /// Computes stacked products.
  ///
  /// @param left row-major [batch, m, k]
  /// @param right row-major [batch, k, n]
  /// @param product row-major [batch, m, n]
  void multiply(DotSizes sizes, Strided left, Strided right, Strided product) {
    int m = (int) sizes.m();
    int n = (int) sizes.n();
    int k = (int) sizes.k();
    int most = Math.max(m * k, Math.max(k * n, m * n));
    int atOnce = Math.max(1, AT_ONCE / most);
    Team.shared()
        .forRange(
            sizes.batch(),
            Math.max(1, GRAIN / ((long) m * n * k)),
            (from, to) -> {
              Arrays arrays = stash.take(() -> Arrays.of(element));
              for (long first = from; first < to; first += atOnce) {
                int count = (int) Math.min(atOnce, to - first);
                read(left, first * m * k, arrays.a, count * m * k);
                read(right, first * k * n, arrays.b, count * k * n);
                for (int i = 0; i < count; i++) {
                  multiply(arrays, i * m * k, i * k * n, i * m * n, m, n, k);
                }
                write(arrays.c, product, first * m * n, count * m * n);
              }
              stash.give(arrays);
            });
  }

  private void read(Strided stack, long first, Object array, int count) {
    ValueLayout layout = element.layout();
    long at = Memory.at(stack) + first * element.size();
    MemorySegment.copy(Memory.segment(stack), layout, at, array, 0, count);
  }

  private void write(Object array, Strided stack, long first, int count) {
    ValueLayout layout = element.layout();
    long at = Memory.at(stack) + first * element.size();
    MemorySegment.copy(array, 0, Memory.segment(stack), layout, at, count);
  }

  private void multiply(Arrays arrays, int a, int b, int c, int m, int n, int k) {
    int column = (n - 1) / lanes * lanes;
    if (column / lanes % 2 == 0) {
      for (int row = 0; row < m; row += SmallEmitter.rows(1)) {
        kernel.one(
            k, arrays.a, a + row * k, k, arrays.b, b + column, n, arrays.c, c + row * n + column);
      }
    } else {
      column += lanes;
    }
    for (column -= 2 * lanes; column >= 0; column -= 2 * lanes) {
      for (int row = 0; row < m; row += SmallEmitter.rows(2)) {
        kernel.two(
            k, arrays.a, a + row * k, k, arrays.b, b + column, n, arrays.c, c + row * n + column);
      }
    }
  }
}
