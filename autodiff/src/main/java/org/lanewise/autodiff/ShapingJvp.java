package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.ir.Shaping;

/// The derivatives of the primitives that move and repeat elements: all are linear, so the tangent
/// takes the same way.
final class ShapingJvp {
  private ShapingJvp() {}

  static Tangent tangent(Shaping primitive, List<Array> x, List<Tangent> dx, Tangent.Zeros zeros) {
    return switch (primitive) {
      // no operands
      case Shaping.Iota _ -> Tangent.ZERO;
      // d f(x) = f(dx)
      case Shaping.BroadcastInDim _,
          Shaping.Reshape _,
          Shaping.Squeeze _,
          Shaping.Transpose _,
          Shaping.Rev _,
          Shaping.Slice _ ->
          dx.get(0).map(t -> CurrentInterpreter.bindOne(primitive, List.of(t)));
      // d f(x₀, x₁, …) = f(dx₀, dx₁, …)
      case Shaping.Concatenate _, Shaping.Pad _ -> together(primitive, x, dx, zeros);
      // bits are no numbers
      case Shaping.BitcastConvert _ -> Tangent.ZERO;
    };
  }

  private static Tangent together(
      Shaping primitive, List<Array> x, List<Tangent> dx, Tangent.Zeros zeros) {
    List<Array> operands = new ArrayList<>(x.size());
    for (int i = 0; i < x.size(); i++) {
      operands.add(dx.get(i).orZeros(x.get(i).type(), zeros));
    }
    return Tangent.of(CurrentInterpreter.bindOne(primitive, operands));
  }
}
