package org.lanewise.jit;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lanewise.ConcreteArray;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Diagnostics;
import org.lanewise.Tracer;
import org.lanewise.UserFrame;
import org.lanewise.ir.Jaxpr;
import org.lanewise.pytree.Leaves;
import org.lanewise.pytree.Tree;

/// A function that runs as programs: traced for each kind of arguments, kept, and run.
///
/// A call walks so:
/// 1. If every argument is an array and the program that ran last fits, it runs: no key, no tree.
/// 2. Else the arguments are flattened, and the last program or the cache is asked by [Signature].
/// 3. On a miss the function is traced, in this thread, once.
/// 4. Eagerly, the program that the backend made runs on the elements. Under a transformation the
///    program as traced is bound as one call.
public final class CompiledFunction {
  private final Function<Object[], Object> function;
  private final String label;
  private final Set<Integer> donated;
  private final Specializations programs;
  private volatile @Nullable DonatedLeaves lastDonated;

  private record DonatedLeaves(Specialization program, BitSet leaves) {}

  /// Makes a compiled function; the programs are shared by all that are made of one identity.
  ///
  /// @param identity the user's function object
  /// @param function the function, on an array of arguments
  /// @param label its name in programs; if empty, what can be read from its class
  /// @param donated the positions of the arguments whose memory is given up
  public CompiledFunction(
      Object identity, Function<Object[], Object> function, String label, Set<Integer> donated) {
    this.function = function;
    this.label = label.isEmpty() ? name(identity) : label;
    this.donated = Set.copyOf(donated);
    this.programs = CompilationCache.of(identity, this.label);
  }

  /// The class's name, or `<lambda>` where it has none of its own.
  private static String name(Object function) {
    Class<?> type = function.getClass();
    return type.isHidden() || type.isSynthetic() || type.isAnonymousClass()
        ? "<lambda>"
        : type.getSimpleName();
  }

  /// Calls the function.
  ///
  /// @param arguments trees
  /// @return a tree
  public Object call(Object... arguments) {
    if (JitSwitch.isOff()) {
      return function.apply(arguments);
    }
    if (!CurrentInterpreter.isEager()) {
      return bound(arguments);
    }
    if (Diagnostics.isActive()) {
      return diagnosed(arguments);
    }
    Specialization last = programs.last();
    if (last != null && last.fitsFlat(arguments)) {
      programs.hit();
      return run(last, arguments, arguments);
    }
    Leaves<Object> flat = Tree.flatten(arguments);
    Object[] leaves = flat.toArray();
    if (last != null && last.signature().fits(flat)) {
      programs.hit();
      return run(last, arguments, leaves);
    }
    requireConcrete(leaves);
    return run(specialization(flat), arguments, leaves);
  }

  private Object bound(Object[] arguments) {
    Leaves<Object> flat = Tree.flatten(arguments);
    return specialization(flat).bind(flat.toArray());
  }

  private Object diagnosed(Object[] arguments) {
    Leaves<Object> flat = Tree.flatten(arguments);
    Object[] leaves = flat.toArray();
    requireConcrete(leaves);
    Specialization found = specialization(flat);
    if (!Diagnostics.checksNans()) {
      return run(found, arguments, leaves);
    }
    Object result = found.runChecked(leaves, Diagnostics::checkedExecutable);
    if (!donated.isEmpty()) {
      donate(leaves, donatedLeaves(found, arguments), UserFrame.capture());
    }
    return result;
  }

  private Specialization specialization(Leaves<Object> flat) {
    Signature signature = Signature.of(flat, TraceContext.now());
    return programs.get(signature, () -> Specialization.trace(function, label, signature, flat));
  }

  /// A tracer that gets here is one whose transformation has ended, or works in another thread.
  private static void requireConcrete(Object[] leaves) {
    for (Object leaf : leaves) {
      if (leaf instanceof Tracer tracer) {
        var _ = CurrentInterpreter.owns(CurrentInterpreter.get(), tracer); // throws
      }
    }
  }

  private Object run(Specialization program, Object[] arguments, Object[] leaves) {
    return donated.isEmpty()
        ? program.run(leaves)
        : program.run(leaves, donatedLeaves(program, arguments), UserFrame.capture());
  }

  /// The leaves of donated arguments, by their places among all leaves: the same whenever the
  /// program fits.
  private BitSet donatedLeaves(Specialization program, Object[] arguments) {
    DonatedLeaves known = lastDonated;
    if (known != null && known.program == program) {
      return known.leaves;
    }
    BitSet found = new BitSet();
    int next = 0;
    for (int position = 0; position < arguments.length; position++) {
      int end = next + Tree.leaves(arguments[position]).size();
      found.set(next, end, donated.contains(position));
      next = end;
    }
    lastDonated = new DonatedLeaves(program, found);
    return found;
  }

  /// Gives up arguments after a run that looked at every value.
  private static void donate(Object[] leaves, BitSet donated, String line) {
    for (int leaf : donated.stream().toArray()) {
      if (leaves[leaf] instanceof ConcreteArray array) {
        array.donate(line);
      }
    }
  }

  /// The program for arguments of these types, before and after simplification.
  ///
  /// @return the program as traced, then as the backend sees it
  public List<Jaxpr> lower(Object... arguments) {
    Leaves<Object> flat = Tree.flatten(arguments);
    Signature signature = Signature.of(flat, TraceContext.now());
    Specialization traced = Specialization.trace(function, label, signature, flat);
    return List.of(traced.staged().jaxpr(), traced.simplified().program());
  }

  /// Runs the function on arguments for a while, and tells where the time goes.
  ///
  /// @throws IllegalStateException under a transformation, where nothing runs
  public String profile(Object... arguments) {
    if (!CurrentInterpreter.isEager()) {
      throw new IllegalStateException(
          "`profile`: a function is measured where it runs, but here a transformation is at work."
              + " Call it outside of the transformed function.");
    }
    Leaves<Object> flat = Tree.flatten(arguments);
    Object[] leaves = flat.toArray();
    requireConcrete(leaves);
    return specialization(flat).profile(leaves);
  }

  /// Its name in programs.
  public String label() {
    return label;
  }

  /// What its cache has seen.
  public JitCounts counts() {
    return programs.counts();
  }

  /// Forgets its programs, for all who compiled the same function.
  public void clear() {
    programs.clear();
  }
}
