package org.lanewise.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.NamedAxis;
import org.lanewise.type.ShapeException;
import org.lanewise.vmap.BatchInterpreter;

/// One call of a mapped function: finds the number of lanes, runs the function once on stand-ins
/// for one lane, and brings the lanes of the result where they are wanted.
///
/// @param options what to map
/// @param startedAt the user's line, for messages
record VmapCall(VmapOptions options, String startedAt) {

  /// Applies a function to all lanes of its arguments.
  ///
  /// @throws ShapeException if an axis is out of range, sizes disagree or nothing is mapped
  /// @throws org.lanewise.pytree.TreeException if a tree of axes does not fit
  Object apply(Function<Object[], Object> function, Object... arguments) {
    List<MappedTree> trees = new ArrayList<>(arguments.length);
    for (int i = 0; i < arguments.length; i++) {
      trees.add(MappedTree.of("argument " + i, arguments[i], inAxes(i, arguments.length)));
    }
    NamedAxis axis = new NamedAxis(options.axisName(), lanes(trees));
    BatchInterpreter interpreter = new BatchInterpreter(CurrentInterpreter.get(), startedAt, axis);
    Object[] lane = trees.stream().map(tree -> lane(tree, interpreter)).toArray();
    Object result = CurrentInterpreter.with(interpreter, () -> function.apply(lane));
    return allLanes(MappedTree.of("the result", result, options.outAxes()), interpreter);
  }

  private MapAxes inAxes(int i, int arguments) {
    int given = options.inAxes().size();
    if (given != 1 && given != arguments) {
      throw new IllegalArgumentException(
          "`vmap`: inAxes must be one for all arguments or one for each, got %d for %d arguments."
                  .formatted(given, arguments)
              + " Pass `MapAxes.none()` for an argument that is not mapped.");
    }
    return options.inAxes().get(given == 1 ? 0 : i);
  }

  /// The common size of all mapped axes.
  private long lanes(List<MappedTree> trees) {
    long size = options.axisSize().orElse(-1);
    String first = "axisSize is " + size;
    for (MappedTree tree : trees) {
      for (int i = 0; i < tree.size(); i++) {
        if (!tree.isMapped(i) || !(tree.leaf(i) instanceof Array array)) {
          continue;
        }
        int axis = tree.axis(i, array, 0);
        long n = array.shape().get(axis);
        String here = "%s has size %d along axis %d".formatted(tree.place(i, array), n, axis);
        if (size >= 0 && n != size) {
          throw new ShapeException(
              ("`vmap`: all mapped axes must have one size, but %s and %s. Slice or repeat one of"
                      + " them, map another axis, or pass `MapAxes.none()` for what is the same in"
                      + " all lanes.")
                  .formatted(first, here));
        }
        first = size < 0 ? here : first;
        size = n;
      }
    }
    if (size < 0) {
      throw nothingMapped(trees);
    }
    return size;
  }

  private ShapeException nothingMapped(List<MappedTree> trees) {
    boolean anyArray =
        trees.stream()
            .anyMatch(
                tree -> {
                  for (int i = 0; i < tree.size(); i++) {
                    if (tree.leaf(i) instanceof Array) {
                      return true;
                    }
                  }
                  return false;
                });
    return new ShapeException(
        "`vmap`: at least one array must be mapped, or nobody knows the number of lanes, but "
            + (anyArray ? "inAxes are " + options.inAxes() + "." : "the arguments hold no arrays.")
            + " Map an axis of one of them, or set `axisSize`.");
  }

  private static Object lane(MappedTree tree, BatchInterpreter interpreter) {
    List<Object> leaves = new ArrayList<>(tree.size());
    for (int i = 0; i < tree.size(); i++) {
      leaves.add(
          tree.isMapped(i) && tree.leaf(i) instanceof Array array
              ? interpreter.mapped(array, tree.axis(i, array, 0))
              : tree.leaf(i));
    }
    return tree.with(leaves);
  }

  private static Object allLanes(MappedTree tree, BatchInterpreter interpreter) {
    List<Object> leaves = new ArrayList<>(tree.size());
    for (int i = 0; i < tree.size(); i++) {
      if (!(tree.leaf(i) instanceof Array array)) {
        leaves.add(tree.leaf(i));
      } else if (tree.isMapped(i)) {
        leaves.add(interpreter.allLanes(array, tree.axis(i, array, 1)));
      } else if (!interpreter.isMapped(array)) {
        leaves.add(array);
      } else {
        throw new ShapeException(
            ("`vmap`: %s differs from lane to lane, but its out axis is `MapAxes.none()`. Give it an"
                    + " axis, or make it the same in all lanes by a collective such as `psum`.")
                .formatted(tree.place(i, array)));
      }
    }
    return tree.with(leaves);
  }
}
