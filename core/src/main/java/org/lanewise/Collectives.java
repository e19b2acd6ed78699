package org.lanewise;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.lanewise.ir.Collective;
import org.lanewise.ir.Collective.AllGather;
import org.lanewise.ir.Collective.AxisIndex;
import org.lanewise.ir.Collective.PPermute;
import org.lanewise.ir.Collective.PReduce;
import org.lanewise.ir.Collective.PSum;
import org.lanewise.ir.UnboundAxisException;
import org.lanewise.pytree.Tree;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.DTypeException;
import org.lanewise.type.Shape;

/// What the lanes of a mapped axis do together: sums, extremes and exchanges across the axis that a
/// `vmap` around the caller has given a name.
///
/// ```java
/// // each element divided by the sum of all
/// vmap((Array x) -> x.div(Collectives.psum(x, "i")), VmapOptions.DEFAULT.axisName("i")).apply(xs);
/// ```
///
/// All methods take trees and act on each array in them. The innermost axis of a name counts. A
/// name that nothing binds is an [UnboundAxisException] that lists the names in scope. (The
/// semantics are those of `jax.lax`.)
public final class Collectives {
  private Collectives() {}

  /// The sum over all lanes, Σᵢ xᵢ, the same in every lane; bool is counted as i32.
  ///
  /// @param x a tree of arrays
  /// @param axisNames one axis or more
  /// @param <T> the class of the tree
  public static <T> T psum(T x, String... axisNames) {
    return each("psum", x, array -> sum(array, axisNames));
  }

  /// The mean over all lanes, Σᵢ xᵢ / n, the same in every lane; integers become floating.
  ///
  /// @param x a tree of arrays
  /// @param axisNames one axis or more
  /// @param <T> the class of the tree
  public static <T> T pmean(T x, String... axisNames) {
    return each("pmean", x, array -> mean(array, axisNames));
  }

  /// The largest over all lanes, the same in every lane; NaN if any is.
  ///
  /// The derivative is shared equally by the lanes that hold the largest.
  ///
  /// @param x a tree of arrays
  /// @param axisNames one axis or more
  /// @param <T> the class of the tree
  public static <T> T pmax(T x, String... axisNames) {
    return each("pmax", x, array -> extreme(PReduce.Op.MAX, array, axisNames));
  }

  /// The smallest over all lanes, the same in every lane; NaN if any is.
  ///
  /// @param x a tree of arrays
  /// @param axisNames one axis or more
  /// @param <T> the class of the tree
  public static <T> T pmin(T x, String... axisNames) {
    return each("pmin", x, array -> extreme(PReduce.Op.MIN, array, axisNames));
  }

  /// The values of all lanes along a new first axis, the same in every lane.
  ///
  /// @param x a tree of arrays
  /// @param axisName the mapped axis
  /// @param <T> the class of the tree
  public static <T> T allGather(T x, String axisName) {
    return allGather(x, axisName, 0, false);
  }

  /// The values of all lanes along an axis, the same in every lane.
  ///
  /// @param x a tree of arrays
  /// @param axisName the mapped axis
  /// @param axis where the lanes stand in the result; negative ones count from its end
  /// @param tiled whether the lanes are joined along an axis that x has, in place of a new one
  /// @param <T> the class of the tree
  public static <T> T allGather(T x, String axisName, int axis, boolean tiled) {
    return each("all_gather", x, array -> gather(array, axisName, axis, tiled));
  }

  /// Sends values from lane to lane; a lane that nobody sends to gets zeros.
  ///
  /// ```java
  /// ppermute(x, "i", new long[][] {{0, 1}, {1, 2}, {2, 0}});   // around a ring of three
  /// ```
  ///
  /// @param x a tree of arrays
  /// @param axisName the mapped axis
  /// @param links pairs of a lane that sends and the lane that receives; none sends or receives
  ///   twice
  /// @param <T> the class of the tree
  public static <T> T ppermute(T x, String axisName, long[][] links) {
    List<PPermute.Link> pairs = new ArrayList<>(links.length);
    for (long[] link : links) {
      if (link.length != 2) {
        throw new IllegalArgumentException(
            "`ppermute`: a link is a pair of source and target, got "
                + link.length
                + " numbers. Write {source, target}.");
      }
      pairs.add(new PPermute.Link(link[0], link[1]));
    }
    long size = axisSize("ppermute", axisName);
    PPermute permute = new PPermute(axisName, size, pairs);
    return each("ppermute", x, array -> bind(permute, array));
  }

  /// The number of the lane, an i32 scalar: 0 in the first, 1 in the second, …
  public static Array axisIndex(String axisName) {
    long size = axisSize("axis_index", axisName);
    return CurrentInterpreter.bindOne(new AxisIndex(axisName, size), List.of());
  }

  /// The number of lanes.
  public static long axisSize(String axisName) {
    return axisSize("axis_size", axisName);
  }

  private static Array sum(Array x, String... axisNames) {
    Array sum = x.dtype() == DType.BOOL ? Lax.convertElementType(x, DType.INT32) : x;
    for (String name : axisNames) {
      sum = bind(new PSum(name, axisSize("psum", name)), sum);
    }
    return sum;
  }

  private static Array mean(Array x, String... axisNames) {
    double lanes = 1;
    for (String name : axisNames) {
      lanes *= axisSize("pmean", name);
    }
    Array sum = Operands.inexact(sum(x, axisNames));
    return Lax.div(sum, Operands.like(sum, lanes));
  }

  private static Array extreme(PReduce.Op op, Array x, String... axisNames) {
    Array extreme = x;
    for (String name : axisNames) {
      long size = axisSize(op == PReduce.Op.MAX ? "pmax" : "pmin", name);
      extreme = bind(new PReduce(op, name, size), extreme);
    }
    return extreme;
  }

  private static Array gather(Array x, String axisName, int axis, boolean tiled) {
    long size = axisSize("all_gather", axisName);
    int at = Axes.normalize("all_gather", axis, x.rank() + (tiled ? 0 : 1));
    Array lanes = bind(new AllGather(axisName, size, at), x);
    Shape joined = tiled ? x.shape().with(at, size * x.shape().get(at)) : lanes.shape();
    return Lax.reshape(lanes, joined);
  }

  private static Array bind(Collective primitive, Array x) {
    return CurrentInterpreter.bindOne(primitive, List.of(x));
  }

  /// The size of the innermost axis of a name.
  private static long axisSize(String operation, String axisName) {
    List<NamedAxis> inScope = CurrentInterpreter.namedAxes();
    for (NamedAxis axis : inScope) {
      if (axis.name().equals(axisName)) {
        return axis.size();
      }
    }
    String others =
        inScope.isEmpty()
            ? "no mapped axis has a name here"
            : "in scope are "
                + inScope.stream().map(NamedAxis::toString).collect(Collectors.joining(", "));
    throw new UnboundAxisException(
        ("`%s`: the axis name must be bound by a `vmap` around the call, but \"%s\" is not; %s."
                + " Map with `VmapOptions.DEFAULT.axisName(\"%s\")`.")
            .formatted(operation, axisName, others, axisName));
  }

  private static <T> T each(String operation, T tree, UnaryOperator<Array> function) {
    if (!(tree instanceof Array) && Tree.structure(tree).isLeaf()) {
      throw new DTypeException(
          "`%s`: takes arrays and trees of arrays, got a %s. Make it an array."
              .formatted(operation, tree.getClass().getSimpleName()));
    }
    return Tree.mapOnly(Array.class, function, tree);
  }
}
