package org.lanewise.transform;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.lanewise.jit.CompiledFunction;

/// How `jit` compiles a function.
///
/// ```java
/// jit(step, JitOptions.donate(0).named("step"))
/// ```
///
/// @param label the function's name in programs; empty for what its class is called
/// @param donated the positions of the arguments whose memory the call may take: after an eager
///   call their arrays cannot be used any more
public record JitOptions(String label, Set<Integer> donated) {
  /// No name, nothing donated.
  public static final JitOptions DEFAULT = new JitOptions("", Set.of());

  /// Copies the set.
  public JitOptions {
    donated = Set.copyOf(donated);
  }

  /// Options that donate arguments: every array in them is given up by an eager call.
  ///
  /// If no view of it, no other argument, no program and no other thread may need its memory,
  /// results of the same size are written there, where the program has read the argument by then or
  /// reads it element by element; what no result takes goes back to the pool at its last use.
  /// Otherwise the garbage collector finds the memory. So a loop of training steps lives in the
  /// memory of one set of parameters. Using such an array afterwards, also after a call that failed
  /// while it ran, is a [org.lanewise.DonatedArrayException]. Under a transformation nothing is
  /// given up.
  ///
  /// @param positions the positions of the arguments, from 0
  public static JitOptions donate(int... positions) {
    Set<Integer> all = new TreeSet<>();
    for (int position : positions) {
      all.add(position);
    }
    return new JitOptions("", all);
  }

  /// These options with a name.
  ///
  /// @param name the function's name in programs
  public JitOptions named(String name) {
    return new JitOptions(name, donated);
  }

  /// Makes a compiled function.
  ///
  /// @throws IllegalArgumentException if there is no argument at a donated position
  CompiledFunction compiled(Object identity, int arity, Function<Object[], Object> function) {
    for (int position : donated) {
      if (position < 0 || position >= arity) {
        throw new IllegalArgumentException(
            "`jit`: the function has %d arguments, but argument %d is to be donated. Give positions from 0 to %d."
                .formatted(arity, position, arity - 1));
      }
    }
    return new CompiledFunction(identity, function, label, donated);
  }
}
