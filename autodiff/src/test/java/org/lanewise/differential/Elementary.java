package org.lanewise.differential;

import static java.util.Map.entry;
import static org.lanewise.differential.Environment.indices;
import static org.lanewise.differential.Environment.numbers;
import static org.lanewise.differential.Environment.whole;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.lanewise.Array;
import org.lanewise.Index;
import org.lanewise.Lax;
import org.lanewise.Nn;
import org.lanewise.Numpy;
import org.lanewise.type.DType;

/// The operations of expressions that hold no functions.
final class Elementary {
  /// A function along an axis.
  private interface Along {
    Array apply(Array x, int axis);
  }

  private static final Map<String, UnaryOperator<Array>> UNARY =
      Map.ofEntries(
          entry("sin", Numpy::sin),
          entry("cos", Numpy::cos),
          entry("tanh", Numpy::tanh),
          entry("logistic", Nn::sigmoid),
          entry("erf", Lax::erf),
          entry("atan", Numpy::arctan),
          entry("neg", Numpy::negative),
          entry("abs", Numpy::abs),
          entry("square", Numpy::square),
          entry("exp", Numpy::exp),
          entry("expm1", Numpy::expm1),
          entry("log1p", Numpy::log1p),
          entry("sqrt", Numpy::sqrt),
          entry("rsqrt", Lax::rsqrt),
          entry("cbrt", Numpy::cbrt),
          entry("asinh", Numpy::arcsinh),
          entry("cosh", Numpy::cosh),
          entry("lgamma", Lax::lgamma),
          entry("relu", Nn::relu),
          entry("softplus", Nn::softplus),
          entry("stopGradient", Lax::stopGradient),
          entry("transpose", x -> x.T()),
          entry("index", x -> Numpy.clip(Numpy.floor(x), -9, 9).astype(DType.INT32)));

  private static final Map<String, BinaryOperator<Array>> BINARY =
      Map.ofEntries(
          entry("add", Numpy::add),
          entry("sub", Numpy::subtract),
          entry("mul", Numpy::multiply),
          entry("div", Numpy::divide),
          entry("max", Numpy::maximum),
          entry("min", Numpy::minimum),
          entry("atan2", Numpy::atan2),
          entry("pow", Numpy::power),
          entry("logaddexp", Numpy::logaddexp),
          entry("hypot", Numpy::hypot),
          entry("gt", Numpy::greater),
          entry("lt", Numpy::less),
          entry("dot", Numpy::dot),
          entry("matmul", Numpy::matmul),
          entry("outer", Numpy::outer),
          entry("sortBy", (keys, x) -> x.get(Index.of(Numpy.argsort(keys)))));

  private static final Map<String, Along> ALONG =
      Map.ofEntries(
          entry("sum", (x, axis) -> x.sum(axis)),
          entry("mean", (x, axis) -> x.mean(axis)),
          entry("amax", (x, axis) -> x.max(axis)),
          entry("amin", (x, axis) -> x.min(axis)),
          entry("prod", (x, axis) -> x.prod(axis)),
          entry("var", (x, axis) -> Numpy.var(x, axis)),
          entry("logsumexp", (x, axis) -> Nn.logsumexp(x, axis)),
          entry("cumsum", Numpy::cumsum),
          entry("cumprod", Numpy::cumprod),
          entry("cummax", Numpy::cummax),
          entry("softmax", Nn::softmax),
          entry("logSoftmax", Nn::logSoftmax),
          entry("sort", Numpy::sort),
          entry("flip", (x, axis) -> Numpy.flip(x, axis)));

  private Elementary() {}

  static boolean knows(String operation) {
    return UNARY.containsKey(operation)
        || BINARY.containsKey(operation)
        || ALONG.containsKey(operation)
        || MOVES.contains(operation);
  }

  private static final List<String> MOVES =
      List.of(
          "where",
          "reshape",
          "broadcast",
          "concat",
          "stack",
          "pad",
          "slice",
          "take",
          "set",
          "addAt",
          "roll");

  static Array apply(String operation, List<Expression> x, Environment at) {
    Array first = at.array(x.get(0));
    if (UNARY.containsKey(operation)) {
      return UNARY.get(operation).apply(first);
    }
    if (BINARY.containsKey(operation)) {
      return BINARY.get(operation).apply(first, at.array(x.get(1)));
    }
    if (ALONG.containsKey(operation)) {
      return ALONG.get(operation).apply(first, whole(x.get(1)));
    }
    return switch (operation) {
      case "where" -> Numpy.where(first, at.array(x.get(1)), at.array(x.get(2)));
      case "reshape" -> first.reshape(longs(x.get(1)));
      case "broadcast" -> Numpy.broadcastTo(first, longs(x.get(1)));
      case "concat" -> Numpy.concatenate(List.of(first, at.array(x.get(1))), whole(x.get(2)));
      case "stack" -> Numpy.stack(List.of(first, at.array(x.get(1))), whole(x.get(2)));
      case "pad" -> Numpy.pad(first, whole(x.get(1)));
      case "slice" ->
          Lax.sliceInDim(first, whole(x.get(2)), whole(x.get(3)), whole(x.get(4)), whole(x.get(1)));
      case "take" -> Numpy.take(first, indices(x.get(1)), whole(x.get(2)));
      case "set" -> first.at(Index.of(indices(x.get(1)))).set(at.array(x.get(2)));
      case "addAt" -> first.at(Index.of(indices(x.get(1)))).add(at.array(x.get(2)));
      case "roll" -> Numpy.roll(first, whole(x.get(1)), whole(x.get(2)));
      default -> throw new IllegalArgumentException("unknown operation: " + operation);
    };
  }

  private static long[] longs(Expression shape) {
    return Arrays.stream(numbers(shape)).asLongStream().toArray();
  }
}
