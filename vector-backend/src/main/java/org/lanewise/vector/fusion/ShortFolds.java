package org.lanewise.vector.fusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Equation;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Reducing;
import org.lanewise.ir.Shaping;
import org.lanewise.ir.Sizes;
import org.lanewise.memory.Layout;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;
import org.lanewise.vector.codegen.Vectorization;
import org.lanewise.vector.reduce.Fold;
import org.lanewise.vector.reduce.Reductions;

/// Unrolls folds of short axes: `reduce_sum[axes=2]` of `f32[n,m,3]` becomes two additions of
/// `f32[n,m]`, and what computes the operand element by element is computed for each of the three
/// slices. So pairwise distances need no array of three axes, and everything around such a fold can
/// share a loop with it.
///
/// The order is that of `ReductionOrder`: so few elements have a lane each, and lanes are added by
/// halves. There the lanes start at +0, which matters for a sum of nothing but −0 alone: one
/// addition of +0 to the unrolled sum gives the same bits.
final class ShortFolds {
  /// The most elements of a fold.
  private static final long LONGEST = 32;

  /// Vector operations of the unrolled fold: what one loop holds.
  private static final int MOST_OPERATIONS = StageBuilder.FUSED;

  /// Slices that are read from memory: a loop has so many streams and a few more.
  private static final int MOST_SLICES = 16;

  /// Vector operations of what is computed once more, although others read it too.
  private static final int CHEAP = 8;

  /// How much smaller a slice that must be copied together should be than what is computed of it.
  private static final long WORTH_A_COPY = 8;

  private final Lowering lowering;
  private final Shape folded;
  private final Axes axes;
  private final Map<Slice, Value> slices = new HashMap<>();

  private record Slice(Value value, List<Long> index) {}

  private ShortFolds(Lowering lowering, Shape folded, Axes axes) {
    this.lowering = lowering;
    this.folded = folded;
    this.axes = axes;
  }

  /// Adds an unrolled fold to a program, or returns false if it would not pay.
  static boolean add(Lowering lowering, Reducing reducing, Value operand, Equation equation) {
    Axes axes = RowFolds.axes(reducing);
    ArrayType type = operand.type();
    long n = type.shape().select(axes).size();
    Optional<Fold.Op> op = Reductions.operator(reducing, type.dtype());
    if (op.isEmpty() || n > LONGEST || type.size() == 0) {
      return false;
    }
    ShortFolds unrolled = new ShortFolds(lowering, type.shape(), axes);
    boolean pays = unrolled.pays(operand, n, op.get());
    if (pays) {
      lowering.bind(equation.outputs().get(0), unrolled.fold(operand, op.get()));
    }
    return pays;
  }

  private boolean pays(Value operand, long n, Fold.Op op) {
    Set<Value> chain = new LinkedHashSet<>();
    Set<Value> leaves = new LinkedHashSet<>();
    visit(operand, chain, leaves);
    DType computed = computed(operand.type().dtype(), op);
    long operations = cost(combine(op), List.of(computed, computed));
    for (Value value : chain) {
      Operation.Map map = lowering.producer(value);
      operations += map == null ? 0 : map.cost().operations();
    }
    long read = 0;
    for (Value leaf : leaves) {
      read += leaf.type().size() == 1 ? 0 : n;
      if (!isReadWell(leaf)) {
        return false;
      }
    }
    return operations * n <= MOST_OPERATIONS && read <= MOST_SLICES;
  }

  private static int cost(Primitive primitive, List<DType> operands) {
    return Vectorization.of(primitive, operands).map(Vectorization::operations).orElse(1);
  }

  private void visit(Value value, Set<Value> chain, Set<Value> leaves) {
    if (!isComputed(value)) {
      leaves.add(value);
    } else if (chain.add(value)) {
      Operation.Map map = lowering.producer(value);
      if (map != null) {
        map.operands().forEach(operand -> visit(operand, chain, leaves));
      }
    }
  }

  /// Whether a value is computed element by element in the shape that is folded, and can so be
  /// computed for a slice alone.
  private boolean isComputed(Value value) {
    Operation.Map map = lowering.producer(value);
    if (map == null || map.counts() || !map.shape().equals(folded)) {
      return false;
    }
    return !lowering.isShared(value) || map.cost().operations() <= CHEAP;
  }

  /// Whether neighbours in a slice are neighbours in memory, or the slice is small.
  private boolean isReadWell(Value leaf) {
    if (leaf.type().shape().isScalar()) {
      return true;
    }
    Layout layout = Access.repeated(leaf.layout(), folded);
    long distinct = 1;
    long size = 1;
    long step = 0;
    for (int axis = folded.rank() - 1; axis >= 0; axis--) {
      if (!axes.contains(axis) && folded.get(axis) != 1) {
        step = size == 1 ? layout.stride(axis) : step;
        distinct *= layout.stride(axis) == 0 ? 1 : folded.get(axis);
        size *= folded.get(axis);
      }
    }
    return step == 0 || step == 1 || distinct * WORTH_A_COPY <= size;
  }

  private Value fold(Value operand, Fold.Op op) {
    DType computed = computed(operand.type().dtype(), op);
    List<Value> lanes = new ArrayList<>();
    for (List<Long> index : indices()) {
      lanes.add(lowering.converted(slice(operand, index), computed));
    }
    ArrayType type = new ArrayType(computed, folded.without(axes));
    for (int half = halfAbove(lanes.size()); half >= 1; half /= 2) {
      for (int i = 0; i + half < lanes.size() && i < half; i++) {
        lanes.set(i, lowering.map(combine(op), List.of(lanes.get(i), lanes.get(i + half)), type));
      }
      lanes.subList(Math.min(half, lanes.size()), lanes.size()).clear();
    }
    Value result = lanes.get(0);
    if (op == Fold.Op.SUM && computed.isFloating()) {
      Value zero = lowering.scalar(computed, 0);
      result = lowering.map(new Elementwise.Add(), List.of(result, zero), type);
    }
    return lowering.converted(result, operand.type().dtype());
  }

  /// Half of the smallest power of two that is not below n.
  private static int halfAbove(int n) {
    return n <= 1 ? 0 : Integer.highestOneBit(n - 1);
  }

  private static DType computed(DType dtype, Fold.Op op) {
    return dtype.isFloating() && (op == Fold.Op.SUM || op == Fold.Op.PROD)
        ? Reductions.computed(dtype)
        : dtype;
  }

  private static Primitive combine(Fold.Op op) {
    return switch (op) {
      case SUM -> new Elementwise.Add();
      case PROD -> new Elementwise.Mul();
      case MAX -> new Elementwise.Binary(Elementwise.Binary.Op.MAX);
      case MIN -> new Elementwise.Binary(Elementwise.Binary.Op.MIN);
      case AND -> new Elementwise.Binary(Elementwise.Binary.Op.AND);
      case OR -> new Elementwise.Binary(Elementwise.Binary.Op.OR);
      case XOR -> new Elementwise.Binary(Elementwise.Binary.Op.XOR);
      case DOT -> throw new AssertionError("no fold of one operand");
    };
  }

  /// The places along the folded axes, in row-major order.
  private List<List<Long>> indices() {
    List<List<Long>> indices = List.of(List.of());
    for (int i = 0; i < axes.size(); i++) {
      List<List<Long>> longer = new ArrayList<>();
      for (List<Long> index : indices) {
        for (long at = 0; at < folded.get(axes.get(i)); at++) {
          List<Long> next = new ArrayList<>(index);
          next.add(at);
          longer.add(next);
        }
      }
      indices = longer;
    }
    return indices;
  }

  /// A value at a place along the folded axes, which are gone.
  private Value slice(Value value, List<Long> index) {
    if (value.type().shape().isScalar()) {
      return value;
    }
    Slice key = new Slice(value, index);
    Value known = slices.get(key);
    if (known != null) {
      return known;
    }
    Operation.Map map = isComputed(value) ? lowering.producer(value) : null;
    if (map == null) {
      Value made = cut(value, index);
      slices.put(key, made);
      return made;
    }
    List<Value> operands = map.operands().stream().map(each -> slice(each, index)).toList();
    List<Value> results = lowering.maps(map, operands, folded.without(axes));
    for (int i = 0; i < results.size(); i++) {
      slices.put(new Slice(map.results().get(i), index), results.get(i));
    }
    return results.get(map.results().indexOf(value));
  }

  /// A view of a value at a place along the folded axes; along axes of size 1 there is only one.
  private Value cut(Value value, List<Long> index) {
    Shape shape = value.type().shape();
    long[] starts = new long[shape.rank()];
    long[] limits = shape.toArray();
    long[] ones = new long[shape.rank()];
    Arrays.fill(ones, 1);
    for (int i = 0; i < axes.size(); i++) {
      int axis = axes.get(i);
      starts[axis] = shape.get(axis) == 1 ? 0 : index.get(i);
      limits[axis] = starts[axis] + 1;
    }
    Primitive cut = new Shaping.Slice(Sizes.of(starts), Sizes.of(limits), Sizes.of(ones));
    Shape thin = shape;
    for (int i = 0; i < axes.size(); i++) {
      thin = thin.with(axes.get(i), 1);
    }
    DType dtype = value.type().dtype();
    Value slice =
        shape.equals(thin) ? value : lowering.viewOf(cut, value, new ArrayType(dtype, thin));
    return lowering.viewOf(
        new Shaping.Squeeze(axes), slice, new ArrayType(dtype, shape.without(axes)));
  }
}
