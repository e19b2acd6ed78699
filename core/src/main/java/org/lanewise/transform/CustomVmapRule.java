package org.lanewise.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lanewise.Array;
import org.lanewise.NamedAxis;
import org.lanewise.pytree.Leaves;
import org.lanewise.pytree.TreeDef;
import org.lanewise.pytree.TreeException;
import org.lanewise.staging.ExpectedTree;
import org.lanewise.staging.FunctionTrace;
import org.lanewise.type.ArrayType;
import org.lanewise.vmap.BatchingRule;

/// The rule of [CustomBatching#customVmap] for one trace of its function: takes trees apart and
/// checks what the user's rule returns.
final class CustomVmapRule implements BatchingRule {
  private final FunctionTrace trace;
  private final OfTrees rule;

  /// The user's rule.
  @FunctionalInterface
  interface OfTrees {
    /// The results of all lanes.
    ///
    /// @param size the number of lanes
    /// @param mapped one truth value per leaf of the list of arguments
    /// @param arguments the list of arguments
    Batched<?> apply(long size, Leaves<Boolean> mapped, Object[] arguments);
  }

  CustomVmapRule(FunctionTrace trace, OfTrees rule) {
    this.trace = trace;
    this.rule = rule;
  }

  @Override
  public String name() {
    return "custom_vmap_call";
  }

  @Override
  public Map<String, String> parameters() {
    return Map.of("name", "<lambda>", "rule", "<lambda>");
  }

  @Override
  public Results batch(NamedAxis axis, List<Array> operands, List<Boolean> mapped) {
    int constants = trace.constants().size();
    int first = mapped.indexOf(true);
    if (first >= 0 && first < constants) {
      throw new IllegalArgumentException(
          ("`customVmap`: the function closes over a value of type %s that `vmap` maps, of which its"
                  + " rule knows nothing. Make it an argument of the function.")
              .formatted(trace.constants().get(first).type()));
    }
    List<Boolean> own = mapped.subList(constants, mapped.size());
    Batched<?> batched =
        rule.apply(
            axis.size(),
            perLeaf(own),
            trace.arguments(operands.subList(constants, operands.size())));
    return checked(batched, axis.size());
  }

  /// One truth value per leaf, false for those that are no arrays.
  private Leaves<Boolean> perLeaf(List<Boolean> mapped) {
    List<Boolean> values = new ArrayList<>();
    int next = 0;
    for (Object leaf : trace.arguments()) {
      values.add(leaf instanceof ArrayType && mapped.get(next++));
    }
    return Leaves.of(trace.arguments().structure(), values);
  }

  private Results checked(Batched<?> batched, long size) {
    TreeDef structure = trace.result().structure();
    List<Object> flags;
    try {
      flags = structure.broadcastPrefix(batched.mapped());
    } catch (TreeException e) {
      throw new IllegalArgumentException(
          "`customVmap`: the rule must say for each result whether it is mapped, by one truth value"
              + " or by a tree of them that is a prefix of the result, but: "
              + e.getMessage(),
          e);
    }
    List<Boolean> mapped = new ArrayList<>();
    List<Object> types = new ArrayList<>();
    for (int i = 0; i < flags.size(); i++) {
      if (!(flags.get(i) instanceof Boolean isMapped)) {
        throw new IllegalArgumentException(
            "`customVmap`: the rule must say by truth values which results are mapped, got "
                + flags.get(i)
                + ". Give true or false, or a tree of them.");
      }
      if (trace.result().get(i) instanceof ArrayType one) {
        types.add(isMapped ? one.withShape(one.shape().insert(0, size)) : one);
        mapped.add(isMapped);
      } else {
        types.add(trace.result().get(i));
      }
    }
    ExpectedTree expected =
        new ExpectedTree(
            "customVmap",
            "what the rule returns",
            "the function's result for all lanes",
            Leaves.of(structure, types));
    return new Results(expected.arrays(batched.value()), mapped);
  }
}
