package org.lanewise.vector.codegen;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lanewise.ir.Primitive;
import org.lanewise.type.DType;
import org.lanewise.vector.codegen.Code.Bitwise;
import org.lanewise.vector.codegen.Code.Shift;

/// Applies primitives to elements: the formulas of several in one graph.
///
/// A value between two primitives is what memory would hold (f16 is rounded, i8 wraps), so that
/// nothing depends on which primitives share a loop.
public final class ElementFormulas {
  private final Graph graph;
  private final Form form;
  private final List<Integer> slow = new ArrayList<>();

  /// @param graph takes the nodes
  /// @param form whether definitions are called or written out
  public ElementFormulas(Graph graph, Form form) {
    this.graph = graph;
    this.form = form;
  }

  /// What a primitive gives.
  ///
  /// @param types the element types of the results
  /// @param nodes the results, as they would lie in memory
  public record Results(List<DType> types, List<Integer> nodes) {
    /// Copies the lists.
    public Results {
      types = List.copyOf(types);
      nodes = List.copyOf(nodes);
    }
  }

  /// The results of a primitive, or null if it does not compute element by element.
  ///
  /// @param types the element types of the operands
  /// @param operands their nodes, as they would lie in memory
  public @Nullable Results apply(Primitive primitive, List<DType> types, List<Integer> operands) {
    if (types.stream().anyMatch(DType::isComplex)) {
      return null;
    }
    FormulaBuilder built =
        Formulas.build(primitive, new FormulaBuilder(form, types, graph, operands));
    if (built == null) {
      return null;
    }
    Formula formula = built.build();
    List<Integer> results = new ArrayList<>();
    for (int i = 0; i < formula.outputs().size(); i++) {
      results.add(asStored(formula.results().get(i), formula.outputs().get(i)));
    }
    if (formula.slow() >= 0) {
      slow.add(formula.slow());
    }
    return new Results(formula.results(), results);
  }

  /// The nodes that say whether a definition that was written out does not hold for its operand.
  public List<Integer> guards() {
    return List.copyOf(slow);
  }

  /// The node that says whether any of them does not hold, or −1 if all always hold.
  int slow() {
    int any = -1;
    for (int guard : slow) {
      any = any < 0 ? guard : graph.like(Bitwise.OR, any, guard);
    }
    return any;
  }

  /// What a load would give after the value was stored: narrow integers are cut and extended.
  private int asStored(DType type, int value) {
    return switch (type) {
      case INT8 -> extended(value, 24);
      case INT16 -> extended(value, 16);
      case UINT8 -> graph.bitsWith(Bitwise.AND, value, 0xFF);
      case UINT16, FLOAT16, BFLOAT16 -> graph.bitsWith(Bitwise.AND, value, 0xFFFF);
      case BOOL, INT32, INT64, UINT32, UINT64, FLOAT32, FLOAT64 -> value;
      case COMPLEX64, COMPLEX128 -> throw new AssertionError("complex elements reach no kernel");
    };
  }

  private int extended(int value, int count) {
    return graph.shift(Shift.SHR, graph.shift(Shift.SHL, value, count), count);
  }
}
