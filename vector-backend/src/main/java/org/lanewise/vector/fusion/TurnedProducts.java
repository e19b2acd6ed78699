package org.lanewise.vector.fusion;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Combining.DotGeneral;
import org.lanewise.ir.Equation;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Shaping;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.Shape;

/// Products of which a program wants nothing but the transpose, as gradients of weights are:
/// `transpose (dot_general a b)` is `dot_general b a`, so they are made the way they are read.
///
/// The bits are the same: each element is one chain of fma, and `fma(a, b, c) = fma(b, a, c)`;
/// which of the orders of `DotOrder` holds is decided by the two free sizes alike.
final class TurnedProducts {
  private TurnedProducts() {}

  /// The results of products that are read once, by a transposition that swaps the free axes of the
  /// two operands.
  static Set<Atom.Var> of(Jaxpr program) {
    Map<Atom, Integer> uses = new HashMap<>();
    program.outputs().forEach(atom -> uses.merge(atom, 1, Integer::sum));
    for (Equation equation : program.equations()) {
      equation.inputs().forEach(atom -> uses.merge(atom, 1, Integer::sum));
    }
    Map<Atom, Axes> products = new HashMap<>();
    Set<Atom.Var> turned = new HashSet<>();
    for (Equation equation : program.equations()) {
      if (equation.primitive() instanceof DotGeneral product && isUnbatched(product)) {
        products.put(equation.outputs().get(0), swap(equation, product));
      } else if (equation.primitive() instanceof Shaping.Transpose(Axes permutation)
          && equation.inputs().get(0) instanceof Atom.Var operand
          && uses.getOrDefault(operand, 0) == 1
          && products.getOrDefault(operand, Axes.none()).equals(permutation)) {
        turned.add(operand);
      }
    }
    return turned;
  }

  private static boolean isUnbatched(DotGeneral product) {
    return product.lhsBatch().isEmpty() && product.rhsBatch().isEmpty();
  }

  /// The permutation that brings the free axes of the right operand before those of the left one.
  private static Axes swap(Equation equation, DotGeneral product) {
    int left = equation.inputs().get(0).type().rank() - product.lhsContracting().size();
    return Axes.range(left, equation.outputs().get(0).type().rank()).concat(Axes.range(left));
  }

  /// Adds the exchanged product to a program; its transpose is the result of the equation.
  static boolean add(
      Lowering lowering, DotGeneral product, Equation equation, List<Value> operands) {
    Atom.Var output = equation.outputs().get(0);
    Value left = operands.get(0);
    int free = left.type().rank() - product.lhsContracting().size();
    ArrayType type = output.type();
    Axes back = Axes.range(type.rank() - free, type.rank()).concat(Axes.range(type.rank() - free));
    Shape shape = type.shape().subshape(free, type.rank()).concat(type.shape().subshape(0, free));
    Value made = lowering.fresh(new ArrayType(type.dtype(), shape));
    Primitive exchanged = exchanged(product);
    List<ArrayType> types = equation.inputTypes().reversed();
    lowering.call(exchanged, types, operands.reversed(), List.of(made));
    lowering.bind(output, lowering.viewOf(new Shaping.Transpose(back), made, type));
    return true;
  }

  /// The same product with its operands exchanged.
  private static DotGeneral exchanged(DotGeneral product) {
    return new DotGeneral(
        product.rhsContracting(),
        product.lhsContracting(),
        product.rhsBatch(),
        product.lhsBatch(),
        product.preferred());
  }
}
