package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.lanewise.Array;
import org.lanewise.NamedAxis;
import org.lanewise.vmap.BatchableRule;
import org.lanewise.vmap.LaneMap;

/// The rule of `customJvp`: the derivative of a function, as its author computes it.
///
/// It is a function of operands and tangents like the rules of `JvpRules`, and linear in the
/// tangents, so forward mode and linearization use it in the same way.
///
/// @param derivative from operands and tangents to results and theirs
record CustomJvpRule(Derivative derivative) implements BatchableRule {

  /// A derivative on flat lists.
  @FunctionalInterface
  interface Derivative {
    /// The results with their tangents.
    ///
    /// @param x the operands
    /// @param dx their tangents
    /// @param zeros writes symbolic zeros down
    List<Dual> apply(List<Array> x, List<Tangent> dx, Tangent.Zeros zeros);
  }

  /// The user's rule.
  @FunctionalInterface
  interface OfTrees {
    /// The value and its tangent.
    ///
    /// @param arguments the arguments
    /// @param tangents the tangents of those that are differentiated
    Jvp<?> apply(Object[] arguments, Object[] tangents);
  }

  /// The rule for a function.
  static CustomJvpRule of(Signature signature, OfTrees rule) {
    return new CustomJvpRule(
        (x, dx, zeros) -> {
          signature.requireNoOtherTangents(dx.stream().map(tangent -> !tangent.isZero()).toList());
          Jvp<?> result = rule.apply(signature.arguments(x), signature.tangents(x, dx, zeros));
          List<Array> values = signature.values(result.value());
          List<Tangent> tangents = signature.resultTangents(result.tangent());
          List<Dual> duals = new ArrayList<>(values.size());
          for (int i = 0; i < values.size(); i++) {
            duals.add(new Dual(values.get(i), tangents.get(i)));
          }
          return duals;
        });
  }

  @Override
  public String name() {
    return "custom_jvp_call";
  }

  @Override
  public Map<String, String> parameters() {
    return Map.of("name", "<lambda>", "jvp", "<lambda>", "symbolic_zeros", "False");
  }

  /// The tangents of mapped operands are mapped, those of others are not; all results are.
  @Override
  public CustomJvpRule batched(NamedAxis axis, boolean[] mapped) {
    BitSet of = new BitSet();
    for (int i = 0; i < mapped.length; i++) {
      of.set(i, mapped[i]);
    }
    LaneMap lanes = new LaneMap(axis);
    return new CustomJvpRule((x, dx, zeros) -> inAllLanes(of, lanes, x, dx, zeros));
  }

  private List<Dual> inAllLanes(
      BitSet mapped, LaneMap lanes, List<Array> x, List<Tangent> dx, Tangent.Zeros zeros) {
    List<Array> arguments = new ArrayList<>(x);
    BitSet mappedArguments = (BitSet) mapped.clone();
    for (int i = 0; i < dx.size(); i++) {
      if (dx.get(i) instanceof Tangent.Of(Array tangent)) {
        mappedArguments.set(arguments.size(), mapped.get(i));
        arguments.add(tangent);
      }
    }
    BitSet given = new BitSet(); // the results that have a tangent
    LaneMap.Results all =
        lanes.apply(
            lane -> {
              List<Dual> duals = derivative.apply(lane.subList(0, x.size()), of(lane, dx), zeros);
              List<Array> results = new ArrayList<>();
              duals.forEach(dual -> results.add(dual.primal()));
              for (int i = 0; i < duals.size(); i++) {
                if (duals.get(i).tangent() instanceof Tangent.Of(Array tangent)) {
                  given.set(i);
                  results.add(tangent);
                }
              }
              return results;
            },
            arguments,
            mappedArguments);
    List<Array> results = all.repeated();
    int count = results.size() - given.cardinality();
    List<Dual> duals = new ArrayList<>(count);
    int next = count;
    for (int i = 0; i < count; i++) {
      Tangent tangent = given.get(i) ? Tangent.of(results.get(next++)) : Tangent.ZERO;
      duals.add(new Dual(results.get(i), tangent));
    }
    return duals;
  }

  /// The tangents of one lane, which stand behind its operands.
  private static List<Tangent> of(List<Array> lane, List<Tangent> dx) {
    List<Tangent> tangents = new ArrayList<>(dx.size());
    int next = dx.size();
    for (Tangent tangent : dx) {
      tangents.add(tangent.isZero() ? tangent : Tangent.of(lane.get(next++)));
    }
    return tangents;
  }
}
