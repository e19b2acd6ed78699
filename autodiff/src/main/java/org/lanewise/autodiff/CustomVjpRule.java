package org.lanewise.autodiff;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.lanewise.Array;
import org.lanewise.NamedAxis;
import org.lanewise.pytree.Leaves;
import org.lanewise.pytree.Tree;
import org.lanewise.vmap.BatchableRule;
import org.lanewise.vmap.LaneMap;

/// The rule of `customVjp`: the pullback of a function, as its author computes it.
///
/// @param signature the function's trees
/// @param forward the first half
record CustomVjpRule(Signature signature, Forward forward) implements BatchableRule {

  /// The first half of a rule on flat lists: from operands to results, and what the second half
  /// needs.
  @FunctionalInterface
  interface Forward {
    /// Runs the first half.
    Results apply(List<Array> x);
  }

  /// What the first half gives.
  ///
  /// @param results the results of the function
  /// @param residuals the arrays that the second half needs
  /// @param backward the second half, which holds no array
  record Results(List<Array> results, List<Array> residuals, Backward backward) {}

  /// The second half of a rule on flat lists: from cotangents of the results to those of the
  /// operands.
  @FunctionalInterface
  interface Backward {
    /// Runs the second half.
    ///
    /// @param residuals what the first half left
    /// @param cotangents one per result
    /// @return one per operand
    List<Tangent> apply(List<Array> residuals, List<Tangent> cotangents);
  }

  /// The user's first half: from arguments to the result and residuals.
  @FunctionalInterface
  interface ForwardOfTrees {
    /// Runs the first half.
    WithAux<?, ?> apply(Object[] arguments);
  }

  /// The user's second half: from residuals and the cotangent to the cotangents of the arguments
  /// that are differentiated.
  @FunctionalInterface
  interface BackwardOfTrees {
    /// Runs the second half.
    Object[] apply(Object residuals, Object cotangent);
  }

  /// The rule for a function.
  static CustomVjpRule of(Signature signature, ForwardOfTrees forward, BackwardOfTrees backward) {
    return new CustomVjpRule(
        signature,
        x -> {
          WithAux<?, ?> both = forward.apply(signature.arguments(x));
          Leaves<Object> kept = Tree.flatten(both.aux());
          Leaves<Object> frame = kept.map(leaf -> leaf instanceof Array ? ARRAY : leaf);
          List<Array> arrays = new ArrayList<>();
          for (Object leaf : kept) {
            if (leaf instanceof Array array) {
              arrays.add(array);
            }
          }
          return new Results(
              signature.values(both.value()),
              arrays,
              (residuals, cotangents) ->
                  signature.operandCotangents(
                      backward.apply(rebuilt(frame, residuals), signature.cotangent(cotangents))));
        });
  }

  /// Stands for an array in the frame of a tree.
  private static final Object ARRAY = new Object();

  private static Object rebuilt(Leaves<Object> frame, List<Array> arrays) {
    Object[] leaves = frame.toArray();
    int next = 0;
    for (int i = 0; i < leaves.length; i++) {
      if (leaves[i].equals(ARRAY)) {
        leaves[i] = arrays.get(next++);
      }
    }
    return frame.structure().build(leaves);
  }

  @Override
  public String name() {
    return "custom_vjp_call";
  }

  @Override
  public Map<String, String> parameters() {
    return Map.of(
        "name", "<lambda>", "fwd", "<lambda>", "bwd", "<lambda>", "symbolic_zeros", "False");
  }

  /// Both halves for all lanes; the cotangent of an operand that all lanes share is the sum over
  /// them.
  @Override
  public CustomVjpRule batched(NamedAxis axis, boolean[] mapped) {
    BitSet of = new BitSet();
    for (int i = 0; i < mapped.length; i++) {
      of.set(i, mapped[i]);
    }
    LaneMap lanes = new LaneMap(axis);
    return new CustomVjpRule(signature, x -> forwardInAllLanes(of, lanes, x));
  }

  private Results forwardInAllLanes(BitSet mapped, LaneMap lanes, List<Array> x) {
    List<Results> one = new ArrayList<>(1); // of one lane
    LaneMap.Results all =
        lanes.apply(
            lane -> {
              Results results = forward.apply(lane);
              one.add(results);
              List<Array> arrays = new ArrayList<>(results.results());
              arrays.addAll(results.residuals());
              return arrays;
            },
            x,
            mapped);
    int count = one.getFirst().results().size();
    Backward backward = one.getFirst().backward();
    BitSet mappedResiduals = all.mapped().get(count, all.arrays().size());
    return new Results(
        all.repeated().subList(0, count),
        all.arrays().subList(count, all.arrays().size()),
        (residuals, cotangents) ->
            backwardInAllLanes(backward, mapped, mappedResiduals, lanes, residuals, cotangents));
  }

  private static List<Tangent> backwardInAllLanes(
      Backward backward,
      BitSet mapped,
      BitSet mappedResiduals,
      LaneMap lanes,
      List<Array> residuals,
      List<Tangent> cotangents) {
    List<Array> arguments = new ArrayList<>(residuals);
    BitSet mappedArguments = (BitSet) mappedResiduals.clone();
    for (Tangent cotangent : cotangents) {
      if (cotangent instanceof Tangent.Of(Array array)) {
        mappedArguments.set(arguments.size());
        arguments.add(array);
      }
    }
    List<Tangent> one = new ArrayList<>(); // of one lane
    LaneMap.Results all =
        lanes.apply(
            lane -> {
              List<Tangent> given = new ArrayList<>(cotangents.size());
              int next = residuals.size();
              for (Tangent cotangent : cotangents) {
                given.add(cotangent.isZero() ? cotangent : Tangent.of(lane.get(next++)));
              }
              one.addAll(backward.apply(lane.subList(0, residuals.size()), given));
              List<Array> results = new ArrayList<>();
              for (Tangent tangent : one) {
                if (tangent instanceof Tangent.Of(Array array)) {
                  results.add(array);
                }
              }
              return results;
            },
            arguments,
            mappedArguments);
    List<Array> repeated = all.repeated();
    List<Tangent> results = new ArrayList<>(one.size());
    int next = 0;
    for (int i = 0; i < one.size(); i++) {
      if (one.get(i).isZero()) {
        results.add(Tangent.ZERO);
      } else {
        results.add(Tangent.of(mapped.get(i) ? repeated.get(next) : all.sum(next)));
        next++;
      }
    }
    return results;
  }
}
