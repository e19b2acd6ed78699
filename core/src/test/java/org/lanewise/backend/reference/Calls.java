package org.lanewise.backend.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.lanewise.ir.Combining;
import org.lanewise.ir.ConvDimensions;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Indexing;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Reducing;
import org.lanewise.ir.Shaping;
import org.lanewise.ir.Sizes;
import org.lanewise.ir.TypeRules;
import org.lanewise.ir.Window;
import org.lanewise.ir.Windowing;
import org.lanewise.memory.Strided;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// Every primitive applied to operands of one type and shape: what the laws over all primitives run
/// through. Calls that the type rules reject are left out.
final class Calls {
  /// A primitive and its operands.
  record Call(Primitive primitive, List<Strided> operands) {
    @Override
    public String toString() {
      return primitive + " " + operands.stream().map(x -> x.dtype() + "" + x.shape()).toList();
    }
  }

  private final List<Call> calls = new ArrayList<>();
  private final DType dtype;
  private final Shape shape;
  private final Random random;

  private Calls(DType dtype, Shape shape, Random random) {
    this.dtype = dtype;
    this.shape = shape;
    this.random = random;
  }

  static List<Call> of(DType dtype, Shape shape, Random random) {
    Calls calls = new Calls(dtype, shape, random);
    calls.elementwise();
    calls.shaping();
    calls.indexing();
    calls.reducing();
    calls.combining();
    calls.windowing();
    return calls.calls;
  }

  private void add(Primitive primitive, Strided... operands) {
    List<ArrayType> types =
        Arrays.stream(operands).map(x -> new ArrayType(x.dtype(), x.shape())).toList();
    try {
      TypeRules.infer(primitive, types);
    } catch (IllegalArgumentException e) {
      return;
    }
    calls.add(new Call(primitive, List.of(operands)));
  }

  private Strided x() {
    return x(dtype, shape);
  }

  private Strided x(DType type, Shape of) {
    return Data.random(type, of, random);
  }

  private void elementwise() {
    for (Elementwise.Unary.Op op : Elementwise.Unary.Op.values()) {
      add(new Elementwise.Unary(op), x());
    }
    for (int exponent : new int[] {0, 3, -2}) {
      add(new Elementwise.IntegerPow(exponent), x());
    }
    add(new Elementwise.Neg(), x());
    for (Primitive primitive :
        List.of(
            new Elementwise.Add(),
            new Elementwise.Sub(),
            new Elementwise.AddAny(),
            new Elementwise.Mul(),
            new Elementwise.Div())) {
      add(primitive, x(), x());
    }
    for (Elementwise.Binary.Op op : Elementwise.Binary.Op.values()) {
      add(new Elementwise.Binary(op), x(), x());
    }
    add(new Elementwise.Binary(Elementwise.Binary.Op.POW), x(), x(DType.INT16, shape));
    for (Elementwise.Compare.Op op : Elementwise.Compare.Op.values()) {
      add(new Elementwise.Compare(op), x(), x(dtype, Shape.scalar()));
    }
    add(new Elementwise.Fma(), x(), x(), x());
    add(new Elementwise.Clamp(), x(), x(), x(dtype, Shape.scalar()));
    add(new Elementwise.Select(), x(DType.BOOL, shape), x(), x());
    add(new Elementwise.Select(), x(DType.INT32, shape), x(), x(), x());
    for (DType to : Data.TYPES) {
      add(new Elementwise.Convert(to, false), x());
    }
    add(new Elementwise.GammaSample(false), x(), x(dtype, Shape.scalar()));
    add(new Elementwise.Name("hidden"), x());
    add(new Elementwise.StopGradient(), x());
  }

  private void shaping() {
    int rank = shape.rank();
    Axes all = Axes.range(rank);
    for (int axis = 0; axis < rank; axis++) {
      add(new Shaping.Iota(dtype, shape, axis));
      add(new Shaping.Concatenate(axis), x(), x(), x(dtype, shape.with(axis, 0)));
    }
    add(new Shaping.BroadcastInDim(shape.insert(0, 2), Axes.range(1, rank + 1)), x());
    add(new Shaping.Reshape(Shape.of(shape.size(), 1)), x());
    add(new Shaping.Squeeze(Axes.of(rank)), x(dtype, shape.insert(rank, 1)));
    add(new Shaping.Transpose(all.map(axis -> rank - 1 - axis)), x());
    add(new Shaping.Rev(all), x());
    Sizes ones = Sizes.filled(rank, 1);
    Sizes twos = Sizes.filled(rank, 2);
    add(new Shaping.Pad(ones, Sizes.filled(rank, -1), twos), x(), x(dtype, Shape.scalar()));
    add(new Shaping.Slice(Sizes.filled(rank, 0), Sizes.of(shape.toArray()), twos), x());
    for (DType to : Data.TYPES) {
      int parts = Math.max(1, to.byteSize() / dtype.byteSize());
      add(new Shaping.BitcastConvert(to), x(dtype, parts == 1 ? shape : shape.insert(rank, parts)));
    }
  }

  private void indexing() {
    int rank = shape.rank();
    Strided start = x(DType.INT16, Shape.scalar());
    List<Strided> slice = new ArrayList<>(List.of(x()));
    List<Strided> update = new ArrayList<>(List.of(x(), x()));
    for (int axis = 0; axis < rank; axis++) {
      slice.add(start);
      update.add(start);
    }
    add(new Indexing.DynamicSlice(shape), slice.toArray(new Strided[0]));
    add(new Indexing.DynamicUpdateSlice(), update.toArray(new Strided[0]));
    if (rank == 0) {
      return;
    }
    Indexing.Dimensions rows = new Indexing.Dimensions(Axes.range(1, rank), Axes.of(0), Axes.of(0));
    Shape row = shape.with(0, Math.min(1, shape.get(0)));
    Strided indices = x(DType.INT8, Shape.of(3, 1));
    for (Indexing.Mode mode : Indexing.Mode.values()) {
      add(new Indexing.Gather(rows, row, mode, false, false), x(), indices);
      for (Indexing.Scatter.Op op : Indexing.Scatter.Op.values()) {
        add(
            new Indexing.Scatter(op, rows, mode, false, false),
            x(),
            indices,
            x(dtype, shape.with(0, 3)));
      }
    }
  }

  private void reducing() {
    int rank = shape.rank();
    for (Axes axes : List.of(Axes.none(), Axes.range(rank), Axes.range(Math.min(1, rank)))) {
      add(new Reducing.ReduceSum(axes), x());
      for (Reducing.Reduce.Op op : Reducing.Reduce.Op.values()) {
        add(new Reducing.Reduce(op, axes), x());
      }
    }
    for (int axis = 0; axis < rank; axis++) {
      for (Reducing.ArgReduce.Op op : Reducing.ArgReduce.Op.values()) {
        add(new Reducing.ArgReduce(op, axis, DType.INT32), x());
      }
      for (boolean reverse : new boolean[] {false, true}) {
        add(new Reducing.CumSum(axis, reverse), x());
        for (Reducing.Cumulative.Op op : Reducing.Cumulative.Op.values()) {
          add(new Reducing.Cumulative(op, axis, reverse), x());
        }
      }
    }
  }

  private void combining() {
    int rank = shape.rank();
    Axes none = Axes.none();
    add(new Combining.DotGeneral(Axes.range(rank), Axes.range(rank), none, none, dtype), x(), x());
    for (int axis = 0; axis < rank; axis++) {
      Axes along = Axes.of(axis);
      add(new Combining.DotGeneral(along, along, none, none, dtype), x(), x());
      add(new Combining.DotGeneral(none, none, along, along, dtype), x(), x());
      add(new Combining.TopK(Math.min(2, shape.get(axis)), axis), x());
      add(new Combining.Sort(axis, true, 2), x(), x(), x(DType.INT16, shape));
    }
    Strided key = x(DType.UINT32, Shape.scalar());
    add(new Combining.Threefry2x32(), key, key, x(DType.UINT32, shape), x(DType.UINT32, shape));
  }

  private void windowing() {
    int rank = shape.rank();
    Sizes ones = Sizes.filled(rank, 1);
    Sizes twos = Sizes.filled(rank, 2);
    Window dilated = new Window(twos, ones, ones, twos, twos, twos);
    for (Window window : List.of(Window.of(twos.toArray()).withPadding(ones, ones), dilated)) {
      add(new Windowing.ReduceWindowSum(window), x());
      for (Windowing.ReduceWindow.Op op : Windowing.ReduceWindow.Op.values()) {
        add(new Windowing.ReduceWindow(op, window), x());
      }
      for (Windowing.Select select : Windowing.Select.values()) {
        add(new Windowing.SelectAndGatherAdd(select, window), x(), x());
        Strided each = x(dtype, window.counts(shape));
        add(new Windowing.SelectAndScatterAdd(select, window), each, x());
      }
    }
    if (rank >= 2) {
      Sizes spatial = Sizes.filled(rank - 2, 2);
      Shape filter = Shape.of(3, shape.get(1)).concat(Shape.of(spatial.toArray()));
      ConvDimensions features = ConvDimensions.featuresFirst(rank - 2);
      add(
          new Windowing.Conv(features, spatial, spatial, spatial, spatial, spatial, 1, 1, dtype),
          x(),
          x(dtype, filter));
    }
  }
}
