package org.lanewise.vector.codegen;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.backend.definition.Definition;
import org.lanewise.type.DType;
import org.lanewise.vector.codegen.Code.Bitwise;
import org.lanewise.vector.codegen.Code.Comparison;
import org.lanewise.vector.codegen.Code.Truth;

/// A formula in the making: operands in the lanes in which functions of their type compute,
/// definitions, and results cut back to their type.
final class FormulaBuilder {
  private final Graph graph;
  private final Form form;
  private final List<DType> operands;
  private final List<Integer> raw;
  private final List<DType> results = new ArrayList<>();
  private final List<Integer> outputs = new ArrayList<>();
  private int slow = -1;

  /// A formula of its own, of operands in memory.
  FormulaBuilder(Form form, List<DType> operands) {
    this.graph = new Graph();
    this.form = form;
    this.operands = operands;
    this.raw = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      raw.add(graph.argument(i, operands.get(i)));
    }
  }

  /// A part of a larger formula.
  ///
  /// @param raw the nodes of the operands, as they would lie in memory
  FormulaBuilder(Form form, List<DType> operands, Graph graph, List<Integer> raw) {
    this.graph = graph;
    this.form = form;
    this.operands = operands;
    this.raw = raw;
  }

  /// The same formula of the number of the element, as i32, in place of operands.
  FormulaBuilder ofIndex() {
    return new FormulaBuilder(form, List.of(DType.INT32), graph, List.of(graph.index()));
  }

  Graph graph() {
    return graph;
  }

  /// How many operands there are.
  int operandCount() {
    return operands.size();
  }

  /// The element type of an operand.
  DType type(int operand) {
    return operands.get(operand);
  }

  /// An operand as it lies in memory: bits for f16 and bf16, 0 or 1 for bool.
  int raw(int operand) {
    return raw.get(operand);
  }

  /// An operand in the lanes of its compute type: f32 for f16 and bf16.
  int value(int operand) {
    int raw = raw(operand);
    return switch (operands.get(operand)) {
      case FLOAT16 -> HalfFloats.fromFloat16(graph, raw);
      case BFLOAT16 -> HalfFloats.fromBfloat16(graph, raw);
      case BOOL, INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64, FLOAT32, FLOAT64 -> raw;
      case COMPLEX64, COMPLEX128 -> throw new AssertionError("complex elements reach no kernel");
    };
  }

  /// A value as it is after it was stored in a type: rounded, for f16 and bf16.
  int rounded(DType dtype, int value) {
    return switch (dtype) {
      case FLOAT16 -> HalfFloats.fromFloat16(graph, HalfFloats.toFloat16(graph, value));
      case BFLOAT16 -> HalfFloats.fromBfloat16(graph, HalfFloats.toBfloat16(graph, value));
      case BOOL, INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64, FLOAT32, FLOAT64 ->
          value;
      case COMPLEX64, COMPLEX128 -> throw new AssertionError("complex elements reach no kernel");
    };
  }

  /// A bool operand as a truth value.
  int truth(int operand) {
    Node node = graph.get(raw(operand));
    int one = graph.number(Lane.I32, 1);
    if (node.code() == Truth.SELECT && node.b() == one && node.c() == graph.number(Lane.I32, 0)) {
      return node.a(); // another step's answer, before it became 0 or 1
    }
    return graph.compare(Comparison.NE, raw(operand), graph.number(Lane.I32, 0));
  }

  /// The value of a definition.
  int apply(Definition<?> definition, Lane result, int... values) {
    if (form == Form.SCALAR) {
      return graph.call(definition.owner(), definition.method(), result, values);
    }
    DefinitionTranslator translator = new DefinitionTranslator(graph);
    return switch (definition.form()) {
      case STRAIGHT -> translator.inline(definition.owner(), definition.method(), values);
      case GUARDED -> {
        int guard = translator.inline(definition.owner(), definition.slowMethod(), values);
        slow = slow < 0 ? guard : graph.like(Bitwise.OR, slow, guard);
        yield translator.inline(definition.owner(), definition.straightMethod(), values);
      }
      case SCALAR -> graph.call(definition.owner(), definition.method(), result, values);
    };
  }

  /// The value of a scalar method that has no vector form.
  int call(Class<?> owner, String method, Lane result, int... values) {
    return graph.call(owner, method, result, values);
  }

  /// Adds a result: a value in the compute lanes of its type, or a truth value.
  FormulaBuilder result(DType dtype, int value) {
    int stored =
        switch (dtype) {
          case FLOAT16 -> HalfFloats.toFloat16(graph, value);
          case BFLOAT16 -> HalfFloats.toBfloat16(graph, value);
          case BOOL -> bit(value);
          case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64, FLOAT32, FLOAT64 -> value;
          case COMPLEX64, COMPLEX128 ->
              throw new AssertionError("complex elements reach no kernel");
        };
    return rawResult(dtype, stored);
  }

  /// Adds a result as it will lie in memory.
  FormulaBuilder rawResult(DType dtype, int stored) {
    results.add(dtype);
    outputs.add(stored);
    return this;
  }

  private int bit(int value) {
    return graph.lane(value) == Lane.MASK
        ? graph.select(value, graph.number(Lane.I32, 1), graph.number(Lane.I32, 0))
        : value;
  }

  /// The formula.
  Formula build() {
    return new Formula("formula", graph, operands, results, outputs, slow);
  }
}
