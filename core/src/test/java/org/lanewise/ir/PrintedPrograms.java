package org.lanewise.ir;

import static org.lanewise.type.DType.BOOL;
import static org.lanewise.type.DType.FLOAT32;
import static org.lanewise.type.DType.INT32;
import static org.lanewise.type.DType.INT8;
import static org.lanewise.type.DType.UINT32;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.ir.Combining.DotGeneral;
import org.lanewise.ir.Combining.Sort;
import org.lanewise.ir.Indexing.Dimensions;
import org.lanewise.ir.Indexing.Gather;
import org.lanewise.ir.Indexing.Mode;
import org.lanewise.ir.Indexing.Scatter;
import org.lanewise.ir.Reducing.Cumulative;
import org.lanewise.staging.Staging;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// The programs of the oracle's `jaxprs.txt`, written with [Lax], by the names they have there.
public final class PrintedPrograms {
  static final ArrayType S = ArrayType.of(FLOAT32);
  static final ArrayType V = ArrayType.of(FLOAT32, 3);
  static final ArrayType M = ArrayType.of(FLOAT32, 3, 4);
  static final ArrayType I = ArrayType.of(INT32);
  private static final ArrayType IV = ArrayType.of(INT32, 3);
  private static final Axes NONE = Axes.none();

  private final Map<String, Jaxpr> programs = new LinkedHashMap<>();

  private PrintedPrograms() {}

  void put(String name, Jaxpr program) {
    programs.put(name, program);
  }

  /// The programs by name.
  public static Map<String, Jaxpr> all() {
    PrintedPrograms all = new PrintedPrograms();
    all.elementwise();
    all.literals();
    all.shaping();
    all.dynamic();
    all.gatherAndScatter();
    all.indexing();
    all.reducing();
    all.combining();
    PrintedWindows.addTo(all);
    all.shapes();
    PrintedCollectives.addTo(all);
    PrintedDerivatives.addTo(all);
    return all.programs;
  }

  void add(String name, List<ArrayType> types, Function<List<Array>, List<Array>> function) {
    programs.put(name, Staging.stage(function, types).jaxpr());
  }

  void add(String name, ArrayType x, UnaryOperator<Array> f) {
    add(name, List.of(x), xs -> List.of(f.apply(xs.get(0))));
  }

  void add(String name, ArrayType x, ArrayType y, BinaryOperator<Array> f) {
    add(name, List.of(x, y), xs -> List.of(f.apply(xs.get(0), xs.get(1))));
  }

  static Array f32(double value) {
    return Lax.scalar(FLOAT32, value);
  }

  private static Array i32(long value) {
    return Lax.scalar(INT32, value);
  }

  private void elementwise() {
    EnumSet<Elementwise.Unary.Op> unknown = // to JAX
        EnumSet.of(Elementwise.Unary.Op.LOG2, Elementwise.Unary.Op.LOG10);
    for (Elementwise.Unary.Op op : EnumSet.complementOf(unknown)) {
      one(new Elementwise.Unary(op), isOfIntegers(op.name()) ? IV : V);
    }
    programs.remove("round"); // one name for two primitives
    add("round", V, Lax::round);
    add("round even", V, Lax::roundEven);
    for (Elementwise.Binary.Op op : Elementwise.Binary.Op.values()) {
      ArrayType type = isOfIntegers(op.name()) ? IV : V;
      one(new Elementwise.Binary(op), type, type);
    }
    for (Elementwise.Compare.Op op : Elementwise.Compare.Op.values()) {
      one(new Elementwise.Compare(op), V, V);
    }
    one(new Elementwise.Neg(), V);
    one(new Elementwise.Add(), V, V);
    one(new Elementwise.Sub(), V, V);
    one(new Elementwise.Mul(), V, V);
    one(new Elementwise.Div(), V, V);
    one(new Elementwise.StopGradient(), V);
    for (int y : new int[] {2, 3, -1, 0}) {
      add("integer_pow " + y, V, x -> Lax.integerPow(x, y));
    }
    add(
        "select_n",
        List.of(ArrayType.of(BOOL, 3), V, V),
        x -> List.of(Lax.select(x.get(0), x.get(1), x.get(2))));
    add("select_n int", List.of(IV, V, V, V), x -> List.of(Lax.selectN(x.get(0), x.subList(1, 4))));
    add("clamp", V, x -> Lax.clamp(f32(0), x, f32(1)));
    add("clamp arrays", List.of(V, V, V), x -> List.of(Lax.clamp(x.get(0), x.get(1), x.get(2))));
    add("convert", V, x -> Lax.convertElementType(x, INT32));
    add("convert bf16", V, x -> Lax.convertElementType(x, DType.BFLOAT16));
    add("bitcast", V, x -> Lax.bitcastConvertType(x, INT32));
    add("bitcast narrow", V, x -> Lax.bitcastConvertType(x, DType.UINT8));
  }

  private static boolean isOfIntegers(String op) {
    return op.startsWith("SHIFT")
        || Set.of("NOT", "POPULATION_COUNT", "CLZ", "AND", "OR", "XOR").contains(op);
  }

  private void one(Primitive primitive, ArrayType... operands) {
    programs.put(primitive.name(), Jaxpr.of(primitive, List.of(operands)));
  }

  private void literals() {
    add("add scalar literal", S, x -> Lax.add(x, f32(1)));
    add("mul weak literal", V, x -> Lax.mul(x, f32(2)));
    add("int literal", I, x -> Lax.add(x, i32(1)));
    add("literal of two", S, x -> Lax.sub(f32(2.5), x));
    add("infinite literal", S, x -> Lax.max(x, f32(Double.NEGATIVE_INFINITY)));
    add("bool literal", ArrayType.of(BOOL), x -> Lax.and(x, Lax.scalar(BOOL, 1)));
    add("no operands", List.of(), _ -> List.of(Lax.add(f32(1), f32(2))));
    add("sin(x)*x+3", S, x -> Lax.add(Lax.mul(Lax.sin(x), x), f32(3)));
  }

  private void shaping() {
    add("iota", List.of(), _ -> List.of(Lax.iota(INT32, 5)));
    add("iota 2d", List.of(), _ -> List.of(Lax.iota(FLOAT32, Shape.of(2, 3), 1)));
    add("broadcast_in_dim", V, x -> Lax.broadcastInDim(x, Shape.of(2, 3), Axes.of(1)));
    add("broadcast scalar", S, x -> Lax.broadcast(x, 2, 3));
    add("reshape", M, x -> Lax.reshape(x, Shape.of(2, 6)));
    add("reshape to 1d", M, x -> Lax.reshape(x, Shape.of(12)));
    add("expand_dims", V, x -> Lax.expandDims(x, Axes.of(0)));
    add("squeeze", ArrayType.of(FLOAT32, 1, 3, 1), x -> Lax.squeeze(x, Axes.of(0, 2)));
    add("transpose", M, x -> Lax.transpose(x, Axes.of(1, 0)));
    add("rev", M, x -> Lax.rev(x, Axes.of(0, 1)));
    add("concatenate", V, V, (x, y) -> Lax.concatenate(List.of(x, y), 0));
    add("pad", V, x -> Lax.pad(x, f32(0), Sizes.of(1), Sizes.of(2), Sizes.of(0)));
    add("pad 2d", M, S, (x, y) -> Lax.pad(x, y, Sizes.of(1, 0), Sizes.of(-1, 0), Sizes.of(0, 2)));
    add("slice", M, x -> Lax.slice(x, Sizes.of(0, 1), Sizes.of(2, 4), Sizes.of(1, 1)));
    add("slice strided", M, x -> Lax.slice(x, Sizes.of(0, 0), Sizes.of(3, 4), Sizes.of(1, 2)));
  }

  /// A negative index counts from the end, as `jax.lax.dynamic_slice` has it.
  private static Array wrapped(Array index, long size) {
    return Lax.select(Lax.lt(index, i32(0)), Lax.add(index, i32(size)), index);
  }

  private void dynamic() {
    add("dynamic_slice", V, I, (x, i) -> Lax.dynamicSlice(x, List.of(wrapped(i, 3)), Shape.of(2)));
    add(
        "dynamic_slice 2d",
        List.of(M, I, I),
        x ->
            List.of(
                Lax.dynamicSlice(
                    x.get(0),
                    List.of(wrapped(x.get(1), 3), wrapped(x.get(2), 4)),
                    Shape.of(2, 2))));
    add(
        "dynamic_update_slice",
        List.of(V, ArrayType.of(FLOAT32, 2), I),
        x -> List.of(Lax.dynamicUpdateSlice(x.get(0), x.get(1), List.of(wrapped(x.get(2), 3)))));
  }

  private void gatherAndScatter() {
    Dimensions rows = new Dimensions(Axes.of(1), Axes.of(0), Axes.of(0));
    add(
        "gather rows",
        M,
        ArrayType.of(INT32, 2),
        (x, i) ->
            Lax.gather(x, column(wrapped(i, 3)), rows, Shape.of(1, 4), Mode.PROMISE_IN_BOUNDS));
    add(
        "gather lax",
        M,
        ArrayType.of(INT32, 2, 1),
        (x, i) -> Lax.gather(x, i, new Gather(rows, Shape.of(1, 4), Mode.CLIP, false, false)));
    Dimensions places = new Dimensions(NONE, Axes.of(0), Axes.of(0));
    for (Scatter.Op op : Scatter.Op.values()) {
      String name =
          op == Scatter.Op.SET ? "scatter" : "scatter_" + op.name().toLowerCase(Locale.ROOT);
      add(
          name,
          List.of(V, ArrayType.of(INT32, 2, 1), ArrayType.of(FLOAT32, 2)),
          x -> List.of(Lax.scatter(op, x.get(0), x.get(1), x.get(2), places, Mode.FILL_OR_DROP)));
    }
    add("x.at[1].set", V, x -> oneUpdate(Scatter.Op.SET, x, 1, f32(9)));
    add("x.at[0].max", V, x -> oneUpdate(Scatter.Op.MAX, x, 0, f32(1)));
    add(
        "x.at[i].add",
        V,
        ArrayType.of(INT32, 2),
        (x, i) -> {
          Array indices = column(wrapped(i, 3));
          Array ones = Lax.broadcast(f32(1), 2);
          return Lax.scatter(Scatter.Op.ADD, x, indices, ones, places, Mode.FILL_OR_DROP);
        });
  }

  private static Array column(Array indices) {
    return Lax.expandDims(indices, Axes.of(1));
  }

  private static Array oneUpdate(Scatter.Op op, Array x, long index, Array update) {
    Array indices = Lax.broadcast(i32(index), 1);
    Dimensions place = new Dimensions(NONE, Axes.of(0), Axes.of(0));
    return Lax.scatter(x, indices, update, new Scatter(op, place, Mode.FILL_OR_DROP, true, true));
  }

  private void indexing() {
    add("x[1]", V, x -> Lax.squeeze(Lax.sliceInDim(x, 1, 2, 1, 0), Axes.of(0)));
    add(
        "x[i]",
        V,
        I,
        (x, i) ->
            Lax.squeeze(Lax.dynamicSlice(x, List.of(wrapped(i, 3)), Shape.of(1)), Axes.of(0)));
    add("x[1:]", V, x -> Lax.sliceInDim(x, 1, 3, 1, 0));
    add("x[::-1]", V, x -> Lax.rev(x, Axes.of(0)));
    add("x[:, None]", V, x -> Lax.expandDims(x, Axes.of(1)));
    add(
        "x[0, 1:3]",
        M,
        x -> Lax.squeeze(Lax.slice(x, Sizes.of(0, 1), Sizes.of(1, 3), Sizes.of(1, 1)), Axes.of(0)));
  }

  private void reducing() {
    Axes first = Axes.of(0);
    add("reduce_sum", M, x -> Lax.reduceSum(x, first));
    add("reduce_prod", M, x -> Lax.reduceProd(x, first));
    add("reduce_max", M, x -> Lax.reduceMax(x, first));
    add("reduce_min", M, x -> Lax.reduceMin(x, first));
    add("reduce_sum all", M, x -> Lax.reduceSum(x, Axes.of(0, 1)));
    add("reduce_and", ArrayType.of(BOOL, 3, 4), x -> Lax.reduceAnd(x, first));
    add("reduce_or", ArrayType.of(BOOL, 3, 4), x -> Lax.reduceOr(x, first));
    add("reduce_xor", ArrayType.of(INT32, 3, 4), x -> Lax.reduceXor(x, first));
    add("argmax", M, x -> Lax.argmax(x, 1, INT32));
    add("argmin", M, x -> Lax.argmin(x, 1, INT32));
    add("cumsum", V, x -> Lax.cumsum(x, 0, false));
    add("cumsum reverse", M, x -> Lax.cumsum(x, 1, true));
    add("cumprod", V, x -> Lax.cumulative(Cumulative.Op.PROD, x, 0, false));
    add("cummax", V, x -> Lax.cumulative(Cumulative.Op.MAX, x, 0, false));
    add("cummin", V, x -> Lax.cumulative(Cumulative.Op.MIN, x, 0, false));
  }

  private void combining() {
    add("sort", V, x -> Lax.sort(x, 0));
    add("sort two", List.of(V, V), x -> Lax.sort(x, 0, 1));
    add("top_k", List.of(V), x -> Lax.topK(x.get(0), 2, 0));
    programs.put("sort unstable", Jaxpr.of(new Sort(0, false, 1), List.of(M)));
    add(
        "dot_general preferred",
        ArrayType.of(INT8, 3),
        ArrayType.of(INT8, 3),
        (x, y) -> Lax.dotGeneral(x, y, new DotGeneral(Axes.of(0), Axes.of(0), NONE, NONE, INT32)));
    add("dot vectors", V, V, (x, y) -> Lax.dotGeneral(x, y, Axes.of(0), Axes.of(0), NONE, NONE));
    ArrayType wide = ArrayType.of(FLOAT32, 2, 3);
    add("matmul", wide, V, (x, y) -> Lax.dotGeneral(x, y, Axes.of(1), Axes.of(0), NONE, NONE));
    ArrayType key = ArrayType.of(UINT32);
    ArrayType words = ArrayType.of(UINT32, 2);
    add(
        "threefry2x32",
        List.of(key, key, words, words),
        x -> Lax.threefry2x32(x.get(0), x.get(1), x.get(2), x.get(3)));
  }

  private void shapes() {
    add("nothing", S, x -> x);
    add("two results", List.of(S), x -> List.of(x.get(0), x.get(0)));
    add("constant result", List.of(S), x -> List.of(x.get(0), f32(1), Lax.broadcast(f32(0), 1)));
    add("unused operand", S, V, (x, _) -> x);
    add(
        "dead code",
        S,
        x -> {
          Array sin = Lax.sin(x);
          Array unused = Lax.cos(x);
          return unused.rank() == 0 ? sin : unused;
        });
    add(
        "more than 26 variables",
        S,
        x -> {
          Array y = x;
          for (int i = 0; i < 30; i++) {
            y = Lax.sin(y);
          }
          return y;
        });
    add("zero size", ArrayType.of(FLOAT32, 0, 3), Lax::neg);
    add(
        "small types",
        ArrayType.of(DType.BFLOAT16, 2),
        ArrayType.of(DType.UINT8),
        (x, _) -> Lax.convertElementType(x, DType.FLOAT16));
    add("mean", V, x -> Lax.div(Lax.reduceSum(x, Axes.of(0)), f32(3)));
    add(
        "sum bool",
        ArrayType.of(BOOL, 3),
        x -> Lax.reduceSum(Lax.convertElementType(x, INT32), Axes.of(0)));
    add("norm", V, x -> Lax.sqrt(Lax.reduceSum(Lax.mul(x, x), Axes.of(0))));
    add("promotion", IV, V, (x, y) -> Lax.add(Lax.convertElementType(x, FLOAT32), y));
    add(
        "broadcasting",
        ArrayType.of(FLOAT32, 2, 1),
        V,
        (x, y) -> Lax.add(x, Lax.expandDims(y, Axes.of(0))));
    add("pytree in and out", List.of(S, S), x -> List.of(x.get(1), Lax.add(x.get(0), x.get(1))));
    add("softmax", V, PrintedPrograms::softmax);
  }

  private static Array softmax(Array x) {
    Array largest = Lax.max(f32(Double.NEGATIVE_INFINITY), Lax.reduceMax(x, Axes.of(0)));
    Array e = Lax.exp(Lax.sub(x, Lax.stopGradient(Lax.expandDims(largest, Axes.of(0)))));
    return Lax.div(e, Lax.expandDims(Lax.reduceSum(e, Axes.of(0)), Axes.of(0)));
  }
}
