package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.lanewise.Array;

/// The results of a primitive, divided.
///
/// @param known the known results, in order
/// @param linear for each result its linear part, if it has one
record SplitResult(List<Array> known, List<Optional<LinearNode>> linear) {
  SplitResult {
    known = List.copyOf(known);
    linear = List.copyOf(linear);
  }

  /// Results without a linear part.
  static SplitResult known(List<Array> known) {
    return new SplitResult(known, known.stream().map(_ -> Optional.<LinearNode>empty()).toList());
  }

  /// The results as operands of the same partition: of what is not known the tracer stands for it.
  List<Array> values(SplitOperands like) {
    return like.partition() == Partition.DUAL ? known : wrapped(like.linear()::tracer);
  }

  /// The results of a linearization: a value each, some with a tangent.
  List<Array> wrapped(BiFunction<Array, LinearNode, Array> tracer) {
    List<Array> wrapped = new ArrayList<>();
    for (int i = 0; i < linear.size(); i++) {
      Array value = known.get(i);
      wrapped.add(linear.get(i).map(node -> tracer.apply(value, node)).orElse(value));
    }
    return wrapped;
  }

  /// The results of a linear function: each known or linear.
  List<Array> wrapped(Function<LinearNode, Array> tracer) {
    List<Array> wrapped = new ArrayList<>();
    int next = 0;
    for (Optional<LinearNode> node : linear) {
      wrapped.add(node.isPresent() ? tracer.apply(node.get()) : known.get(next++));
    }
    return wrapped;
  }
}
