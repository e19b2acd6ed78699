package org.lanewise.autodiff;

import java.util.List;
import org.lanewise.Diagnostics;
import org.lanewise.ir.Source;
import org.lanewise.ir.Transposable;
import org.lanewise.type.ArrayType;

/// A value of a linear function: a node of the graph that linearization leaves behind.
///
/// A node points at the nodes that it reads and is known to nobody else, so the graph is what the
/// results reach, and the rest is garbage. There is no tape.
abstract sealed class LinearNode implements LinearOperand {
  private final long order;
  private final ArrayType type;

  private LinearNode(long order, ArrayType type) {
    this.order = order;
    this.type = type;
  }

  /// When the node was made: nodes read only nodes of lower numbers.
  final long order() {
    return order;
  }

  /// The type of the value.
  @Override
  public final ArrayType type() {
    return type;
  }

  /// The nodes that this one reads.
  final List<LinearNode> reads() {
    return switch (this) {
      case Input _, Zero _ -> List.of();
      case Step step ->
          step.operands.stream()
              .filter(LinearNode.class::isInstance)
              .map(LinearNode.class::cast)
              .toList();
      case Result result -> result.map.operands();
    };
  }

  /// An argument of the linear function.
  static final class Input extends LinearNode {
    private final int index;

    Input(long order, ArrayType type, int index) {
      super(order, type);
      this.index = index;
    }

    /// The position among the arguments.
    int index() {
      return index;
    }
  }

  /// Zeros that stand where a step is linear in several operands together and some have no tangent.
  static final class Zero extends LinearNode {
    Zero(long order, ArrayType type) {
      super(order, type);
    }
  }

  /// A primitive applied to operands, in some of which it is linear.
  static final class Step extends LinearNode {
    private final Transposable primitive;
    private final List<LinearOperand> operands;
    private final Source source = Diagnostics.source();

    Step(long order, ArrayType type, Transposable primitive, List<LinearOperand> operands) {
      super(order, type);
      this.primitive = primitive;
      this.operands = List.copyOf(operands);
    }

    Transposable primitive() {
      return primitive;
    }

    List<LinearOperand> operands() {
      return operands;
    }

    /// Where in the user's program it was made, as far as [Diagnostics] asks for it.
    Source source() {
      return source;
    }
  }

  /// A linear function of several values, applied to nodes.
  ///
  /// Not a node itself, for it has many values: they are its [Result]s, made one right after the
  /// other.
  ///
  /// @param function the function
  /// @param operands what it reads, one node per operand
  record Map(LinearMap function, List<LinearNode> operands) {
    Map {
      operands = List.copyOf(operands);
    }
  }

  /// One of the results of a [Map].
  static final class Result extends LinearNode {
    private final Map map;
    private final int index;

    Result(long order, ArrayType type, Map map, int index) {
      super(order, type);
      this.map = map;
      this.index = index;
    }

    Map map() {
      return map;
    }

    /// The position among the results.
    int index() {
      return index;
    }
  }
}
