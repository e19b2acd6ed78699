package org.lanewise.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.lanewise.ir.Combining.DotGeneral;
import org.lanewise.ir.Combining.Sort;
import org.lanewise.ir.Combining.Threefry2x32;
import org.lanewise.ir.Combining.TopK;
import org.lanewise.ir.Elementwise.Binary;
import org.lanewise.ir.Elementwise.Convert;
import org.lanewise.ir.Elementwise.IntegerPow;
import org.lanewise.ir.Elementwise.Unary;
import org.lanewise.ir.Indexing.Dimensions;
import org.lanewise.ir.Indexing.DynamicSlice;
import org.lanewise.ir.Indexing.DynamicUpdateSlice;
import org.lanewise.ir.Indexing.Gather;
import org.lanewise.ir.Indexing.Scatter;
import org.lanewise.ir.Reducing.ArgReduce;
import org.lanewise.ir.Reducing.CumSum;
import org.lanewise.ir.Reducing.Cumulative;
import org.lanewise.ir.Reducing.Reduce;
import org.lanewise.ir.Reducing.ReduceSum;
import org.lanewise.ir.Shaping.BitcastConvert;
import org.lanewise.ir.Shaping.BroadcastInDim;
import org.lanewise.ir.Shaping.Concatenate;
import org.lanewise.ir.Shaping.Iota;
import org.lanewise.ir.Shaping.Pad;
import org.lanewise.ir.Shaping.Reshape;
import org.lanewise.ir.Shaping.Rev;
import org.lanewise.ir.Shaping.Slice;
import org.lanewise.ir.Shaping.Squeeze;
import org.lanewise.ir.Shaping.Transpose;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;

/// A parameter of an equation as JAX prints it. Parameters come in alphabetical order; some that
/// our primitives lack (`sharding`, ...) are printed with the one value that they can have.
sealed interface Parameter {
  /// The parameter's name.
  String name();

  /// A parameter with a plain value.
  record Plain(String name, String value) implements Parameter {}

  /// A parameter that is a program.
  record Program(String name, Jaxpr value) implements Parameter {}

  /// A parameter that is several programs.
  record Programs(String name, List<Jaxpr> values) implements Parameter {}

  /// The parameters of an equation.
  static List<Parameter> of(Primitive primitive, List<ArrayType> operands) {
    return switch (primitive) {
      case Elementwise elementwise -> elementwise(elementwise);
      case Shaping shaping -> shaping(shaping);
      case Indexing indexing -> indexing(indexing, operands);
      case Reducing reducing -> reducing(reducing);
      case Combining combining -> combining(combining);
      case Windowing windowing -> WindowParameters.of(windowing, operands);
      case Collective collective -> collective(collective);
      case Structured structured -> structured(structured);
      case Callback callback -> callback(callback);
    };
  }

  private static List<Parameter> elementwise(Elementwise primitive) {
    return switch (primitive) {
      case Unary(var op) -> unary(op);
      case IntegerPow(int exponent) -> list("y", exponent);
      case Elementwise.Neg _,
          Elementwise.Add _,
          Elementwise.Sub _,
          Elementwise.AddAny _,
          Elementwise.Mul _,
          Elementwise.Div _,
          Binary _,
          Elementwise.Compare _,
          Elementwise.Fma _,
          Elementwise.Clamp _,
          Elementwise.Select _,
          Elementwise.StopGradient _ ->
          List.of();
      case Elementwise.Name(String label) -> list("name", label);
      case Elementwise.GammaSample(boolean logarithm) -> list("log_space", python(logarithm));
      case Convert(var dtype, boolean weak) ->
          list("new_dtype", dtype.longName(), "weak_type", python(weak));
    };
  }

  /// The two ways to round share a name; `lax.RoundingMethod` tells them apart.
  private static List<Parameter> unary(Unary.Op op) {
    return op == Unary.Op.ROUND
        ? list("rounding_method", 0)
        : op == Unary.Op.ROUND_EVEN ? list("rounding_method", 1) : List.of();
  }

  private static List<Parameter> shaping(Shaping primitive) {
    return switch (primitive) {
      case Iota(var dtype, var shape, int dimension) ->
          list(
              "dimension",
              dimension,
              "dtype",
              dtype.longName(),
              "shape",
              shape,
              "sharding",
              "None");
      case BroadcastInDim(_, var dimensions) ->
          dimensions.isEmpty() ? List.of() : list("broadcast_dimensions", dimensions);
      case Reshape(var shape) -> list("dimensions", "None", "new_sizes", shape, "sharding", "None");
      case Squeeze(var dimensions) -> list("dimensions", dimensions);
      case Transpose(var permutation) -> list("permutation", permutation);
      case Rev(var dimensions) -> list("dimensions", dimensions);
      case Concatenate(int dimension) -> list("dimension", dimension);
      case Pad pad -> list("padding_config", paddingConfig(pad));
      case Slice(var starts, var limits, var strides) ->
          list(
              "limit_indices",
              limits,
              "start_indices",
              starts,
              "strides",
              strides.all(1) ? "None" : strides);
      case BitcastConvert(var dtype) -> list("new_dtype", dtype.longName());
    };
  }

  private static String paddingConfig(Pad pad) {
    List<String> axes = new ArrayList<>();
    for (int i = 0; i < pad.low().size(); i++) {
      axes.add(Sizes.of(pad.low().get(i), pad.high().get(i), pad.interior().get(i)).toString());
    }
    return "(" + String.join(", ", axes) + (axes.size() == 1 ? ",)" : ")");
  }

  private static List<Parameter> indexing(Indexing primitive, List<ArrayType> operands) {
    return switch (primitive) {
      case DynamicSlice(var sizes) -> list("slice_sizes", sizes);
      case DynamicUpdateSlice _ -> List.of();
      case Gather gather -> gather(gather, operands.get(0).dtype());
      case Scatter scatter -> scatter(scatter, operands.get(0).dtype());
    };
  }

  private static List<Parameter> gather(Gather gather, DType dtype) {
    Dimensions d = gather.dimensions();
    String numbers =
        ("GatherDimensionNumbers(offset_dims=%s, collapsed_slice_dims=%s, "
                + "start_index_map=%s, operand_batching_dims=%s, start_indices_batching_dims=%s)")
            .formatted(
                d.windowDims(),
                d.droppedDims(),
                d.indexedDims(),
                d.operandBatchDims(),
                d.indicesBatchDims());
    return list(
        "dimension_numbers",
        numbers,
        "fill_value",
        fillValue(gather.mode(), dtype),
        "indices_are_sorted",
        python(gather.indicesAreSorted()),
        "mode",
        gather.mode(),
        "slice_sizes",
        gather.sliceSizes(),
        "unique_indices",
        python(gather.uniqueIndices()));
  }

  /// What a read out of bounds gives: NaN, the smallest signed or the largest unsigned integer.
  private static String fillValue(Indexing.Mode mode, DType dtype) {
    if (mode != Indexing.Mode.FILL_OR_DROP) {
      return "None";
    }
    if (dtype == DType.BOOL) {
      return "True";
    }
    if (dtype.isFloating()) {
      return "nan";
    }
    long extreme =
        dtype.isUnsigned() ? -1L >>> (64 - dtype.bitSize()) : -1L << (dtype.bitSize() - 1);
    return dtype.isUnsigned() ? Long.toUnsignedString(extreme) : Long.toString(extreme);
  }

  private static List<Parameter> scatter(Scatter scatter, DType dtype) {
    Dimensions d = scatter.dimensions();
    String numbers =
        ("ScatterDimensionNumbers(update_window_dims=%s, inserted_window_dims=%s, "
                + "scatter_dims_to_operand_dims=%s, operand_batching_dims=%s, "
                + "scatter_indices_batching_dims=%s)")
            .formatted(
                d.windowDims(),
                d.droppedDims(),
                d.indexedDims(),
                d.operandBatchDims(),
                d.indicesBatchDims());
    List<Parameter> parameters =
        new ArrayList<>(
            list(
                "dimension_numbers",
                numbers,
                "indices_are_sorted",
                python(scatter.indicesAreSorted()),
                "mode",
                scatter.mode(),
                "unique_indices",
                python(scatter.uniqueIndices()),
                "update_consts",
                "()"));
    parameters.add(update(scatter.op(), ArrayType.of(dtype)));
    return parameters;
  }

  /// How an update is combined with what stands there, as a program of two scalars.
  private static Parameter update(Scatter.Op op, ArrayType scalar) {
    return switch (op) {
      case SET -> new Plain("update_jaxpr", "None");
      case ADD -> update(new Elementwise.Add(), scalar);
      case MUL -> update(new Elementwise.Mul(), scalar);
      case MIN -> update(new Binary(Binary.Op.MIN), scalar);
      case MAX -> update(new Binary(Binary.Op.MAX), scalar);
    };
  }

  private static Parameter update(Primitive combine, ArrayType scalar) {
    return new Program("update_jaxpr", Jaxpr.of(combine, List.of(scalar, scalar)));
  }

  private static List<Parameter> reducing(Reducing primitive) {
    return switch (primitive) {
      case ReduceSum(var axes) -> list("axes", axes, "out_sharding", "None");
      case Reduce(_, var axes) -> list("axes", axes);
      case ArgReduce(_, int axis, var indexType) ->
          list("axes", Axes.of(axis), "index_dtype", indexType.longName());
      case CumSum(int axis, boolean reverse) -> list("axis", axis, "reverse", python(reverse));
      case Cumulative(_, int axis, boolean reverse) ->
          list("axis", axis, "reverse", python(reverse));
    };
  }

  private static List<Parameter> combining(Combining primitive) {
    return switch (primitive) {
      case DotGeneral dot ->
          list(
              "dimension_numbers",
              "((%s, %s), (%s, %s))"
                  .formatted(
                      bracketed(dot.lhsContracting()),
                      bracketed(dot.rhsContracting()),
                      bracketed(dot.lhsBatch()),
                      bracketed(dot.rhsBatch())),
              "preferred_element_type",
              dot.preferred().longName());
      case Sort(int dimension, boolean isStable, int numKeys) ->
          list("dimension", dimension, "is_stable", python(isStable), "num_keys", numKeys);
      case TopK(long k, int axis) -> list("axis", axis, "k", k);
      case Threefry2x32 _ -> List.of();
    };
  }

  private static List<Parameter> collective(Collective primitive) {
    String name = "('" + primitive.axisName() + "',)";
    return switch (primitive) {
      case Collective.PSum _, Collective.PReduce _ ->
          list("axes", name, "axis_index_groups", "None");
      case Collective.AllGather(_, long axisSize, int dimension) ->
          list(
              "all_gather_dimension",
              dimension,
              "axis_index_groups",
              "None",
              "axis_name",
              name,
              "axis_size",
              axisSize,
              "tiled",
              "False");
      case Collective.PPermute(_, _, var links) ->
          list("axis_name", name, "perm", CollectiveTypes.list(links));
      case Collective.AxisIndex(String axisName, _) -> list("axis_name", axisName);
    };
  }

  private static List<Parameter> structured(Structured primitive) {
    return switch (primitive) {
      case Structured.Call(String label, Jaxpr program) ->
          List.of(new Plain("name", label), new Program("jaxpr", program));
      case Structured.Cond(List<Jaxpr> branches) -> List.of(new Programs("branches", branches));
      case Structured.While loop -> whileLoop(loop);
      case Structured.Scan scan ->
          List.of(
              new Program("jaxpr", scan.body()),
              new Plain("length", Long.toString(scan.length())),
              new Plain("num_carry", Integer.toString(scan.carries())),
              new Plain("num_consts", Integer.toString(scan.constants())),
              new Plain("reverse", python(scan.reverse())),
              new Plain("unroll", Integer.toString(scan.unroll())));
      case Structured.Checkpoint(Jaxpr program, CheckpointPolicy policy, boolean differentiated) ->
          List.of(
              new Plain("differentiated", python(differentiated)),
              new Program("jaxpr", program),
              new Plain("policy", policy.toString()),
              new Plain("prevent_cse", "True"));
      case Structured.CustomCall(CustomRule rule, Jaxpr program) -> customCall(rule, program);
    };
  }

  /// The name first, as JAX prints it, then the program among the parameters of the rule.
  private static List<Parameter> customCall(CustomRule rule, Jaxpr program) {
    SortedMap<String, Parameter> sorted =
        new TreeMap<>(
            Comparator.comparing((String name) -> !name.equals("name"))
                .thenComparing(Comparator.naturalOrder()));
    rule.parameters().forEach((name, value) -> sorted.put(name, new Plain(name, value)));
    sorted.put("call_jaxpr", new Program("call_jaxpr", program));
    return List.copyOf(sorted.values());
  }

  /// The function's own parameters, and the types of the results if there are any.
  private static List<Parameter> callback(Callback callback) {
    SortedMap<String, Parameter> sorted = new TreeMap<>();
    callback
        .function()
        .parameters()
        .forEach((name, value) -> sorted.put(name, new Plain(name, value)));
    if (!callback.results().isEmpty()) {
      String types =
          callback.results().stream()
              .map(type -> "ShapedArray(" + type.dtype().longName() + bracketedSizes(type) + ")")
              .collect(Collectors.joining(", ", "(", callback.results().size() == 1 ? ",)" : ")"));
      sorted.put("result_avals", new Plain("result_avals", types));
    }
    return List.copyOf(sorted.values());
  }

  /// `[2,3]`.
  private static String bracketedSizes(ArrayType type) {
    String text = type.toString();
    return text.substring(text.indexOf('['));
  }

  /// JAX's parameters, and the bound where there is one.
  private static List<Parameter> whileLoop(Structured.While loop) {
    List<Parameter> parameters =
        new ArrayList<>(
            List.of(
                new Program("body_jaxpr", loop.body()),
                new Plain("body_nconsts", Integer.toString(loop.bodyConstants())),
                new Program("cond_jaxpr", loop.condition()),
                new Plain("cond_nconsts", Integer.toString(loop.conditionConstants()))));
    if (loop.maxSteps() >= 0) {
      parameters.add(new Plain("max_steps", Long.toString(loop.maxSteps())));
    }
    return parameters;
  }

  /// `[0, 1]`: Python prints a list, not a tuple.
  private static String bracketed(Axes axes) {
    return Arrays.toString(axes.toArray());
  }

  private static String python(boolean value) {
    return value ? "True" : "False";
  }

  /// Names and values in turn.
  static List<Parameter> list(Object... namesAndValues) {
    List<Parameter> parameters = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      String value = namesAndValues[i + 1].toString();
      parameters.add(new Plain(namesAndValues[i].toString(), value));
    }
    return List.copyOf(parameters);
  }
}
