package org.lanewise.vector.codegen;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Shaping;
import org.lanewise.type.DType;

/// What a primitive costs in a vector loop: what decides which primitives share one.
///
/// @param operations the vector operations for each element
/// @param width the width of its widest lane, 32 or 64
/// @param at32 whether the machine has instructions for all of it in 32-bit lanes (false if it
///   needs wider ones)
/// @param at64 whether it has them where lanes are as few as 64-bit ones
public record Vectorization(int operations, int width, boolean at32, boolean at64) {
  private static final int CAPACITY = 1 << 12;

  private static final ConcurrentHashMap<Key, Optional<Vectorization>> KNOWN =
      new ConcurrentHashMap<>();

  private record Key(Primitive primitive, List<DType> operands) {}

  /// The costs of a primitive, or nothing if it does not compute element by element.
  public static Optional<Vectorization> of(Primitive primitive, List<DType> operands) {
    if (KNOWN.size() >= CAPACITY) {
      KNOWN.clear();
    }
    return KNOWN.computeIfAbsent(new Key(primitive, operands), Vectorization::measure);
  }

  private static Optional<Vectorization> measure(Key key) {
    boolean counts = key.primitive instanceof Shaping.Iota;
    FormulaBuilder count = counts ? new FormulaBuilder(Form.VECTOR, List.of()) : null;
    FormulaBuilder counted = count == null ? null : Formulas.build(key.primitive, count);
    Formula formula =
        counted == null ? Formulas.of(key.primitive, key.operands, Form.VECTOR) : counted.build();
    if (formula == null) {
      return Optional.empty();
    }
    int width = formula.width();
    boolean at32 = width == 32 && VectorEmitter.canEmit(formula, 32);
    boolean at64 = VectorEmitter.canEmit(formula, 64);
    return Optional.of(new Vectorization(formula.operations(), width, at32, at64));
  }

  /// Whether the machine has an instruction for a node in lanes of a width.
  public static boolean canEmit(Node node, Graph graph, int width) {
    return VectorEmitter.canEmit(node, graph, width);
  }

  /// Whether there is a vector loop for it in lanes of a width.
  public boolean fits(int lanes) {
    return lanes == 32 ? at32 : at64;
  }
}
