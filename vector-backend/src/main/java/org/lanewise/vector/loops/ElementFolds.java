package org.lanewise.vector.loops;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanewise.backend.DotOrder;
import org.lanewise.backend.ReductionOrder;
import org.lanewise.ir.Combining;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Elementwise.Binary;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Reducing;
import org.lanewise.memory.Layout;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Folds written-out values, in the orders of [ReductionOrder] and [DotOrder].
final class ElementFolds {
  /// A lane that no element has reached.
  private static final int NONE = -1;

  private final Unrolling all;
  private final Primitive operator;
  private final List<DType> types;
  private final DType type;

  private ElementFolds(Unrolling all, Primitive operator, DType type) {
    this.all = all;
    this.operator = operator;
    this.type = type;
    this.types = List.of(type, type);
  }

  /// The result of a sum or fold, or null if it has no elements or is of another kind.
  static int @Nullable [] fold(Unrolling all, Reducing reducing, int[] x, ArrayType type) {
    return switch (reducing) {
      case Reducing.ReduceSum(Axes axes) ->
          type.dtype() == DType.BOOL ? null : rows(all, new Elementwise.Add(), axes, x, type);
      case Reducing.Reduce(var op, Axes axes) -> rows(all, operator(op), axes, x, type);
      case Reducing.ArgReduce _, Reducing.CumSum _, Reducing.Cumulative _ -> null;
    };
  }

  private static Primitive operator(Reducing.Reduce.Op op) {
    return switch (op) {
      case PROD -> new Elementwise.Mul();
      case MAX -> new Binary(Binary.Op.MAX);
      case MIN -> new Binary(Binary.Op.MIN);
      case AND -> new Binary(Binary.Op.AND);
      case OR -> new Binary(Binary.Op.OR);
      case XOR -> new Binary(Binary.Op.XOR);
    };
  }

  private static int @Nullable [] rows(
      Unrolling all, Primitive operator, Axes axes, int[] x, ArrayType type) {
    Axes kept = axes.complement(type.rank());
    int n = Math.toIntExact(type.shape().select(axes).size());
    int[] moved = ElementMoves.take(x, Layout.rowMajor(type.shape()).transpose(kept.concat(axes)));
    if (moved.length == 0 || type.dtype() == DType.BOOL && operator instanceof Elementwise.Mul) {
      return null;
    }
    DType computed = type.dtype().isFloating() ? type.dtype().computeType() : type.dtype();
    ElementFolds folds = new ElementFolds(all, operator, computed);
    boolean sums = operator instanceof Elementwise.Add && computed.isFloating();
    int[] results = new int[moved.length / n];
    for (int row = 0; row < results.length; row++) {
      int[] elements = Arrays.copyOfRange(moved, row * n, (row + 1) * n);
      for (int i = 0; i < n; i++) {
        elements[i] = all.converted(elements[i], type.dtype(), computed);
        elements[i] = sums && i < ReductionOrder.LANES ? folds.onZero(elements[i]) : elements[i];
      }
      int folded = folds.row(elements);
      results[row] = all.converted(folded, computed, type.dtype());
    }
    return results;
  }

  private int apply(int a, int b) {
    return all.element(operator, types, a, b);
  }

  private int zero() {
    return all.literal(type, 0);
  }

  /// A sum that starts at +0: −0 becomes +0.
  private int onZero(int element) {
    return all.element(new Elementwise.Add(), types, zero(), element);
  }

  /// The fold of elements in their lanes.
  private int row(int[] elements) {
    int[] lanes = new int[ReductionOrder.LANES];
    Arrays.fill(lanes, NONE);
    for (int i = 0; i < elements.length; i++) {
      int lane = i % ReductionOrder.LANES;
      lanes[lane] = lanes[lane] == NONE ? elements[i] : apply(lanes[lane], elements[i]);
    }
    return halves(lanes);
  }

  /// Lanes that no element has reached hold the identity, which changes no other lane.
  private int halves(int[] lanes) {
    for (int width = lanes.length / 2; width > 0; width /= 2) {
      for (int i = 0; i < width; i++) {
        lanes[i] = lanes[i + width] == NONE ? lanes[i] : apply(lanes[i], lanes[i + width]);
      }
    }
    return lanes[0];
  }

  /// The result of a product, or null if it has none.
  static int @Nullable [] dot(
      Unrolling all, Combining.DotGeneral dot, List<int[]> x, List<ArrayType> operands) {
    DType preferred = dot.preferred();
    if (preferred == DType.BOOL) {
      return null;
    }
    Shape left = operands.get(0).shape();
    Shape right = operands.get(1).shape();
    Axes leftFree = dot.lhsBatch().concat(dot.lhsContracting()).complement(left.rank());
    Axes rightFree = dot.rhsBatch().concat(dot.rhsContracting()).complement(right.rank());
    Axes leftOrder = dot.lhsBatch().concat(leftFree).concat(dot.lhsContracting());
    Axes rightOrder = dot.rhsBatch().concat(rightFree).concat(dot.rhsContracting());
    int batch = Math.toIntExact(left.select(dot.lhsBatch()).size());
    int m = Math.toIntExact(left.select(leftFree).size());
    int n = Math.toIntExact(right.select(rightFree).size());
    int k = Math.toIntExact(left.select(dot.lhsContracting()).size());
    if ((long) batch * m * n * k == 0 || (long) batch * m * n * k > 2048) {
      return null;
    }
    DType computed = preferred.isFloating() ? preferred.computeType() : preferred;
    int[] a = ElementMoves.take(x.get(0), Layout.rowMajor(left).transpose(leftOrder));
    int[] b = ElementMoves.take(x.get(1), Layout.rowMajor(right).transpose(rightOrder));
    convert(all, a, operands.get(0).dtype(), computed);
    convert(all, b, operands.get(1).dtype(), computed);
    ElementFolds folds = new ElementFolds(all, new Elementwise.Add(), computed);
    boolean lanes = DotOrder.usesLanes(m, n);
    int[] products = new int[batch * m * n];
    for (int i = 0; i < products.length; i++) {
      int row = i / n * k;
      int column = (i / (m * n) * n + i % n) * k;
      int sum = lanes ? folds.inLanes(a, row, b, column, k) : folds.inOrder(a, row, b, column, k);
      products[i] = all.converted(sum, computed, preferred);
    }
    return products;
  }

  private static void convert(Unrolling all, int[] nodes, DType from, DType to) {
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] = all.converted(nodes[i], from, to);
    }
  }

  private int multiplyAdd(int a, int b, int sum) {
    return type.isFloating()
        ? all.element(new Elementwise.Fma(), List.of(type, type, type), a, b, sum)
        : apply(sum, all.element(new Elementwise.Mul(), types, a, b));
  }

  /// One chain for each block of k; the blocks are added in ascending order.
  private int inOrder(int[] a, int row, int[] b, int column, int k) {
    int block = DotOrder.kBlock(type);
    int total = NONE;
    for (int start = 0; start < k; start += block) {
      int sum = zero();
      for (int p = start; p < Math.min(k, start + block); p++) {
        sum = multiplyAdd(a[row + p], b[column + p], sum);
      }
      total = total == NONE ? sum : apply(total, sum);
    }
    return total;
  }

  /// The lanes of [ReductionOrder]. An fma can leave −0, of a product too small, which the first
  /// lane without elements turns into +0.
  private int inLanes(int[] a, int row, int[] b, int column, int k) {
    int[] lanes = new int[ReductionOrder.LANES];
    Arrays.fill(lanes, NONE);
    for (int p = 0; p < k; p++) {
      int lane = p % ReductionOrder.LANES;
      int sum = lanes[lane] == NONE ? zero() : lanes[lane];
      lanes[lane] = multiplyAdd(a[row + p], b[column + p], sum);
    }
    boolean[] meets = new boolean[lanes.length];
    for (int width = lanes.length / 2; width > 0; width /= 2) {
      for (int i = 0; i < width; i++) {
        if (lanes[i] == NONE) {
          continue;
        }
        boolean alone = lanes[i + width] == NONE;
        if (!alone) {
          lanes[i] = apply(lanes[i], lanes[i + width]);
          meets[i] |= meets[i + width];
        } else if (!meets[i] && type.isFloating()) {
          lanes[i] = apply(lanes[i], zero());
          meets[i] = true;
        }
      }
    }
    return lanes[0];
  }
}
