package org.lanewise.ir;

import java.util.List;

/// Primitives that hold programs: calls, control flow, and programs with rules of their author's.
///
/// The programs have no constants: arrays that they close over are leading operands. Every
/// transformation goes into them; a program is transformed once and the result kept with it (see
/// [Jaxpr#derived]).
public sealed interface Structured extends Primitive {

  /// The programs that the primitive holds, in the order in which they are printed.
  List<Jaxpr> programs();

  /// Runs a program: what `jit` leaves in a program that is being traced.
  ///
  /// Operands are the program's arguments, results are its results.
  ///
  /// @param label the name of the function, for people
  /// @param program what is called
  record Call(String label, Jaxpr program) implements Structured {
    @Override
    public String name() {
      return "jit";
    }

    @Override
    public List<Jaxpr> programs() {
      return List.of(program);
    }
  }

  /// Runs one of several programs, picked by an index that is clamped into range.
  ///
  /// Operands: the index, an i32 scalar, then the arguments, which all branches take. The branches
  /// have results of the same types.
  ///
  /// @param branches at least one; `cond` has the false branch first
  record Cond(List<Jaxpr> branches) implements Structured {
    /// Copies the list.
    public Cond {
      branches = List.copyOf(branches);
    }

    @Override
    public String name() {
      return "cond";
    }

    @Override
    public List<Jaxpr> programs() {
      return branches;
    }
  }

  /// Runs a body on a carry for as long as a condition holds.
  ///
  /// Operands: the constants of the condition, those of the body, then the carry. The condition
  /// takes its constants and the carry and gives one scalar truth value; the body takes its
  /// constants and the carry and gives a carry of the same types, which is the result.
  ///
  /// @param condition whether to go on
  /// @param conditionConstants how many of the condition's arguments are constants
  /// @param body one step
  /// @param bodyConstants how many of the body's arguments are constants
  /// @param maxSteps after how many steps the loop ends whatever the condition says; −1 for never.
  ///   With a bound the loop has a reverse mode
  record While(
      Jaxpr condition, int conditionConstants, Jaxpr body, int bodyConstants, long maxSteps)
      implements Structured {
    @Override
    public String name() {
      return "while";
    }

    @Override
    public List<Jaxpr> programs() {
      return List.of(body, condition);
    }
  }

  /// Runs a body for each row of some arrays, handing a carry on and stacking what it gives.
  ///
  /// Operands: constants, the first carry, then arrays with a leading axis of `length`. The body
  /// takes the constants, the carry and one row of each array; it gives a carry of the same types
  /// and any number of further results, which are stacked along a new leading axis. Results: the
  /// last carry, then the stacks.
  ///
  /// @param body one step
  /// @param constants how many of the body's arguments are constants
  /// @param carries how many values are carried
  /// @param length the number of steps
  /// @param reverse whether the last row comes first; stacks are in the order of the rows all the
  ///   same
  /// @param unroll how many steps a compiler may write out at a time; it changes no bit
  record Scan(Jaxpr body, int constants, int carries, long length, boolean reverse, int unroll)
      implements Structured {
    @Override
    public String name() {
      return "scan";
    }

    @Override
    public List<Jaxpr> programs() {
      return List.of(body);
    }
  }

  /// Runs a program whose intermediate values reverse mode computes again rather than keeps.
  ///
  /// @param program what is run
  /// @param policy which values are kept all the same
  /// @param differentiated whether this is the second computation, in a derivative
  record Checkpoint(Jaxpr program, CheckpointPolicy policy, boolean differentiated)
      implements Structured {
    @Override
    public String name() {
      return "remat2";
    }

    @Override
    public List<Jaxpr> programs() {
      return List.of(program);
    }
  }

  /// Runs a program for which its author gives rules: the open door of the hierarchy.
  ///
  /// A transformation that knows the rule applies it; any other goes into the program.
  ///
  /// @param rule the author's rule
  /// @param program what is computed where no transformation knows the rule
  record CustomCall(CustomRule rule, Jaxpr program) implements Structured {
    @Override
    public String name() {
      return rule.name();
    }

    @Override
    public List<Jaxpr> programs() {
      return List.of(program);
    }
  }
}
