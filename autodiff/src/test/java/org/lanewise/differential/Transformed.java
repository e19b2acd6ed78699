package org.lanewise.differential;

import static org.lanewise.autodiff.Autodiff.checkpoint;
import static org.lanewise.autodiff.Autodiff.grad;
import static org.lanewise.autodiff.Autodiff.hessian;
import static org.lanewise.autodiff.Autodiff.jacfwd;
import static org.lanewise.autodiff.Autodiff.jacrev;
import static org.lanewise.autodiff.Autodiff.jvp;
import static org.lanewise.autodiff.Autodiff.vjp;
import static org.lanewise.differential.Environment.whole;
import static org.lanewise.transform.Transforms.jit;
import static org.lanewise.transform.Transforms.vmap;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.differential.Environment.Pair;
import org.lanewise.transform.ControlFlow;
import org.lanewise.transform.MapAxes;
import org.lanewise.transform.ScanOptions;
import org.lanewise.transform.Step;

/// The operations of expressions that hold functions: transformations and control flow.
final class Transformed {
  private Transformed() {}

  static Object apply(String operation, List<Expression> x, Environment at) {
    return switch (operation) {
      case "cond", "switch", "fori", "while", "scan", "scanBack", "map", "prefix" ->
          controlFlow(operation, x, at);
      case "vmap" ->
          vmap(at.arrayFunction(x.get(0)), whole(x.get(1)), whole(x.get(2)))
              .apply(at.array(x.get(3)));
      case "vmap2" -> vmap2(x, at);
      case "jit" -> jit(at.function(x.get(0))).apply(at.value(x.get(1)));
      case "checkpoint" -> checkpoint(at.function(x.get(0))).apply(at.value(x.get(1)));
      case "grad" -> grad(at.arrayFunction(x.get(0))).apply(at.array(x.get(1)));
      case "jvp" ->
          jvp(at.arrayFunction(x.get(0)), at.array(x.get(1)), at.array(x.get(2))).tangent();
      case "vjp" ->
          vjp(at.arrayFunction(x.get(0)), at.array(x.get(1))).pullback().apply(at.array(x.get(2)));
      case "jacfwd" -> jacfwd(at.arrayFunction(x.get(0))).apply(at.array(x.get(1)));
      case "jacrev" -> jacrev(at.arrayFunction(x.get(0))).apply(at.array(x.get(1)));
      case "hessian" -> hessian(at.arrayFunction(x.get(0))).apply(at.array(x.get(1)));
      default -> throw new IllegalArgumentException("unknown operation: " + operation);
    };
  }

  private static Array vmap2(List<Expression> x, Environment at) {
    BiFunction<Object, Object, Object> f = at.function2(x.get(0));
    BiFunction<Array, Array, Array> g = (a, b) -> (Array) f.apply(a, b);
    return vmap(g, axis(x.get(1)), axis(x.get(2)), MapAxes.of(0))
        .apply(at.array(x.get(3)), at.array(x.get(4)));
  }

  private static MapAxes axis(Expression number) {
    return whole(number) < 0 ? MapAxes.none() : MapAxes.of(whole(number));
  }

  private static Object controlFlow(String operation, List<Expression> x, Environment at) {
    return switch (operation) {
      case "cond" ->
          ControlFlow.cond(
              at.array(x.get(0)), at.function(x.get(1)), at.function(x.get(2)), at.value(x.get(3)));
      case "switch" ->
          ControlFlow.switchCase(
              at.array(x.get(0)),
              List.of(at.function(x.get(1)), at.function(x.get(2)), at.function(x.get(3))),
              at.value(x.get(4)));
      case "fori" -> fori(x, at);
      case "while" -> {
        Function<Object, Array> condition = c -> (Array) at.function(x.get(0)).apply(c);
        yield ControlFlow.whileLoop(condition, at.function(x.get(1))::apply, at.value(x.get(2)));
      }
      case "scan", "scanBack" -> scan(operation.equals("scanBack"), x, at);
      case "map" -> ControlFlow.map(at.function(x.get(0)), at.value(x.get(1)));
      default ->
          ControlFlow.associativeScan(
              (Array a, Array b) -> (Array) at.function2(x.get(0)).apply(a, b), at.array(x.get(1)));
    };
  }

  private static Object fori(List<Expression> x, Environment at) {
    BiFunction<Object, Object, Object> body = at.function2(x.get(1));
    return ControlFlow.foriLoop(
        0,
        whole(x.get(0)),
        (Array i, Array c) -> (Array) body.apply(c, i.astype(c.dtype())),
        at.array(x.get(2)));
  }

  private static Object scan(boolean reverse, List<Expression> x, Environment at) {
    BiFunction<Object, Object, Object> f = at.function2(x.get(0));
    BiFunction<Object, Object, Step<Object, Object>> step =
        (c, row) -> {
          Pair pair = (Pair) f.apply(c, row);
          return Step.of(pair.first(), pair.second());
        };
    ScanOptions options = reverse ? ScanOptions.DEFAULT.withReverse(true) : ScanOptions.DEFAULT;
    Step<Object, Object> result =
        ControlFlow.scan(step, at.value(x.get(1)), at.value(x.get(2)), options);
    return new Pair(result.carry(), result.output());
  }
}
