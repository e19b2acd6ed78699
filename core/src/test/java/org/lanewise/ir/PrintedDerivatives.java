package org.lanewise.ir;

import static org.lanewise.ir.PrintedPrograms.S;
import static org.lanewise.ir.PrintedPrograms.f32;

import java.util.ArrayList;
import java.util.List;
import org.lanewise.Array;
import org.lanewise.Lax;

/// The equations that transformations give, applied one by one.
final class PrintedDerivatives {
  private PrintedDerivatives() {}

  static void addTo(PrintedPrograms all) {
    all.add("grad exp", S, x -> Lax.mul(f32(1), Lax.exp(x)));
    all.add("grad unused", S, S, (_, _) -> f32(0));
    all.add("jvp sin(x)*x", List.of(S, S), x -> jvp(x.get(0), x.get(1)));
    all.add(
        "jvp",
        List.of(S, S),
        x -> {
          List<Array> inner = jvp(x.get(0), x.get(1));
          List<Array> results = new ArrayList<>();
          results.add(Lax.add(inner.get(0), f32(3)));
          results.add(inner.get(1));
          return results;
        });
    all.add(
        "grad sin(x)*x",
        S,
        x -> {
          Array sin = Lax.sin(x);
          Array cos = Lax.cos(x);
          Array primal = Lax.mul(sin, x);
          Array byProduct = Lax.mul(sin, f32(1));
          Array cotangent = Lax.mul(f32(1), primal.rank() == 0 ? x : primal);
          return Lax.addAny(byProduct, Lax.mul(cotangent, cos));
        });
    all.add(
        "grad div",
        List.of(S, S),
        x -> {
          Array y = x.get(1);
          Array primal = Lax.div(x.get(0), y);
          Array product = Lax.mul(Lax.mul(f32(1), Lax.integerPow(y, -2)), x.get(0));
          Array byY = Lax.neg(product);
          return List.of(Lax.div(f32(1), primal.rank() == 0 ? y : primal), byY);
        });
    linearPrograms(all);
  }

  private static List<Array> jvp(Array x, Array t) {
    Array sin = Lax.sin(x);
    Array cos = Lax.cos(x);
    Array tangentOfSin = Lax.mul(t, cos);
    Array primal = Lax.mul(sin, x);
    Array left = Lax.mul(tangentOfSin, x);
    return List.of(primal, Lax.addAny(left, Lax.mul(sin, t)));
  }

  /// Programs with constants.
  private static void linearPrograms(PrintedPrograms all) {
    JaxprBuilder linear = new JaxprBuilder();
    Atom.Var a = linear.constant(S);
    Atom.Var b = linear.constant(S);
    Atom.Var c = linear.constant(S);
    Atom.Var d = linear.input(S);
    Elementwise.Mul mul = new Elementwise.Mul();
    Atom.Var e = linear.add(mul, List.of(d, a)).get(0);
    Atom.Var f = linear.add(mul, List.of(e, b)).get(0);
    Atom.Var g = linear.add(mul, List.of(c, d)).get(0);
    all.put("linearize", linear.build(linear.add(new Elementwise.AddAny(), List.of(f, g))));
    JaxprBuilder pullback = new JaxprBuilder();
    Atom.Var p = pullback.constant(S);
    Atom.Var q = pullback.constant(S);
    Atom.Var r = pullback.constant(S);
    Atom.Var ct = pullback.input(S);
    Atom.Var direct = pullback.add(mul, List.of(p, ct)).get(0);
    Atom.Var inner = pullback.add(mul, List.of(ct, q)).get(0);
    Atom.Var outer = pullback.add(mul, List.of(inner, r)).get(0);
    all.put("vjp", pullback.build(pullback.add(new Elementwise.AddAny(), List.of(direct, outer))));
  }
}
