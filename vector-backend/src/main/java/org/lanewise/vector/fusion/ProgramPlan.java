package org.lanewise.vector.fusion;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lanewise.memory.Layout;

/// A program bound to the layouts of its parameters: nests with their loops, and the parameters
/// that are copied first because a loop or a view cannot walk them as they lie.
///
/// @param nests the nest of each step, null for calls
/// @param copied the parameters that are copied to row-major memory
/// @param places how many values and copies there are
record ProgramPlan(List<@Nullable NestPlan> nests, Set<Value> copied, int places) {

  /// Binds a program.
  ///
  /// @param layouts of the parameters; null for one that is row-major
  static ProgramPlan of(
      Lowered program, List<Step> steps, Lifetimes lifetimes, List<@Nullable Layout> layouts) {
    Set<Value> copied = new HashSet<>();
    while (true) {
      RootLayouts roots = new RootLayouts(program.values());
      for (int i = 0; i < layouts.size(); i++) {
        Layout layout = layouts.get(i);
        if (layout != null && !copied.contains(program.parameters().get(i))) {
          roots.put(program.parameters().get(i), layout);
        }
      }
      List<@Nullable NestPlan> nests = new ArrayList<>();
      for (int i = 0; i < steps.size(); i++) {
        nests.add(bind(steps.get(i), lifetimes.endingAfter(i), roots));
      }
      program.outputs().forEach(roots::of);
      // what was bound before a copy was found to be needed is bound again
      if (!copied.addAll(roots.copied())) {
        return new ProgramPlan(nests, copied, roots.size());
      }
    }
  }

  private static @Nullable NestPlan bind(Step step, List<Value> ending, RootLayouts roots) {
    return switch (step) {
      case Step.Nest nest -> new NestPlan(nest, ending, roots);
      case Step.Call(var call) -> {
        call.operands().forEach(roots::of);
        yield null;
      }
    };
  }
}
