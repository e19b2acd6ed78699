package org.lanewise.vector.fusion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lanewise.ir.Callback;
import org.lanewise.ir.Collective;
import org.lanewise.ir.Combining;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Indexing;
import org.lanewise.ir.Primitive;
import org.lanewise.ir.Reducing;
import org.lanewise.ir.Shaping;
import org.lanewise.ir.Structured;
import org.lanewise.ir.Windowing;
import org.lanewise.memory.Layout;
import org.lanewise.vector.kernel.Placing;

/// A program bound to the layouts of its parameters: nests with their loops, and the parameters
/// that are copied first because a loop or a view cannot walk them as they lie.
///
/// @param nests the nest of each step, null for calls
/// @param copied the parameters that are copied to row-major memory
/// @param places how many values and copies there are
/// @param memory where its values lie when it runs as a whole
/// @param inherited which value takes the place of which operand then
/// @param donors the parameters that results may take the places of
record ProgramPlan(
    List<@Nullable NestPlan> nests,
    Set<Value> copied,
    int places,
    MemoryPlan memory,
    Map<Value, Value> inherited,
    Donors donors) {

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
        return laidOut(program, steps, lifetimes, nests, copied, roots.size());
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

  private static ProgramPlan laidOut(
      Lowered program,
      List<Step> steps,
      Lifetimes lifetimes,
      List<@Nullable NestPlan> nests,
      Set<Value> copied,
      int places) {
    Map<Value, Value> inherited = new HashMap<>();
    List<List<Value>> written = new ArrayList<>();
    Set<Value> elsewhere = new HashSet<>();
    program.outputs().forEach(output -> elsewhere.add(output.root()));
    for (int i = 0; i < steps.size(); i++) {
      switch (steps.get(i)) {
        case Step.Nest nest -> {
          written.add(nest.written());
          addHeirs(nest, nests.get(i), inherited);
        }
        case Step.Call(Operation.Call call) -> {
          boolean placing = call.executable() instanceof Placing && call.results().size() == 1;
          written.add(placing ? call.results() : List.of());
          if (mayKeep(call.primitive())) {
            call.operands().forEach(operand -> elsewhere.add(operand.root()));
          }
        }
      }
    }
    int values = program.values().size();
    return new ProgramPlan(
        nests,
        copied,
        places,
        MemoryPlan.of(values, written, lifetimes, elsewhere, Set.of(), inherited),
        inherited,
        Donors.of(program, written, nests, lifetimes, inherited));
  }

  private static void addHeirs(
      Step.Nest nest, @Nullable NestPlan plan, Map<Value, Value> inherited) {
    for (int i = 0; plan != null && i < nest.written().size(); i++) {
      Value operand = plan.heirs().get(i);
      if (operand != null) {
        inherited.put(nest.written().get(i), operand);
      }
    }
  }

  /// Whether what a call reads may be needed longer than the plan knows: its results may be views,
  /// or a Java function may keep it.
  private static boolean mayKeep(Primitive primitive) {
    return switch (primitive) {
      case Structured _, Callback _, Collective _ -> true;
      case Shaping shaping ->
          shaping instanceof Shaping.Reshape || shaping instanceof Shaping.BitcastConvert;
      case Indexing indexing -> indexing instanceof Indexing.DynamicSlice;
      case Elementwise _, Reducing _, Combining _, Windowing _ -> false;
    };
  }
}
