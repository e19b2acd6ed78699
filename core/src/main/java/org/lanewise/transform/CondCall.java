package org.lanewise.transform;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Lax;
import org.lanewise.ir.Atom;
import org.lanewise.ir.Jaxpr;
import org.lanewise.ir.Structured;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.DTypeException;
import org.lanewise.type.ShapeException;

/// A choice between functions: `cond` and `switchCase`.
///
/// All branches are traced, and take the arrays that any of them closes over.
///
/// @param operation the name for messages
/// @param branches the functions in the order in which they are traced
/// @param lastIsFirst whether index 0 is the last of them: `cond` takes the true branch first
/// @param <R> the class of what they return
record CondCall<R>(String operation, List<Branch<R>> branches, boolean lastIsFirst) {

  /// A branch.
  ///
  /// @param name what it is called in messages: "the true branch"
  /// @param identity the user's function object
  /// @param function the function, from the operands
  record Branch<R>(String name, Object identity, Function<Object[], R> function) {}

  private record Signature(String operation, TypedTree<Object[]> operands) {}

  private record Trace(List<Jaxpr> programs, List<Array> constants, TypedTree<?> result)
      implements TraceCache.Trace {}

  /// Applies the branch that the index picks.
  ///
  /// @param index an i32 scalar
  @SuppressWarnings("unchecked") // the result is a tree like those of the branches
  R apply(Array index, Object... operands) {
    TypedTree.Flat<Object[]> flat = TypedTree.flatten(operands);
    Trace trace =
        TraceCache.get(
            branches.stream().map(Branch::identity).toList(),
            new Signature(operation, flat.tree()),
            () -> trace(flat.tree()));
    List<Array> all = new ArrayList<>();
    all.add(index);
    all.addAll(trace.constants);
    all.addAll(flat.arrays());
    return (R)
        trace.result.build(CurrentInterpreter.bind(new Structured.Cond(trace.programs), all));
  }

  private Trace trace(TypedTree<Object[]> operands) {
    List<TracedFunction> traced = new ArrayList<>();
    for (Branch<R> branch : branches) {
      TracedFunction next =
          TracedFunction.of(
              arrays ->
                  List.of(
                      TypedTree.flattenResult(
                          operation, branch.name, branch.function.apply(operands.build(arrays)))),
              operands.types());
      if (!traced.isEmpty()) {
        Agreement.requireBranches(
            operation,
            branches.getFirst().name,
            traced.getFirst().results().getFirst(),
            branch.name,
            next.results().getFirst());
      }
      traced.add(next);
    }
    Map<Array, ArrayType> constants = new LinkedHashMap<>(); // an array's equality is identity
    traced.forEach(branch -> branch.constants().forEach(c -> constants.put(c, c.type())));
    List<Array> order = List.copyOf(constants.keySet());
    List<Jaxpr> programs = traced.stream().map(branch -> taking(order, branch)).toList();
    return new Trace(
        lastIsFirst ? programs.reversed() : programs,
        order,
        traced.getFirst().results().getFirst());
  }

  /// The program of a branch with more arrays as leading arguments than it closes over.
  private static Jaxpr taking(List<Array> constants, TracedFunction branch) {
    Jaxpr program = branch.staged().jaxpr();
    IdentityHashMap<Array, Atom.Var> own = new IdentityHashMap<>();
    for (int i = 0; i < branch.constants().size(); i++) {
      own.put(branch.constants().get(i), program.constants().get(i));
    }
    List<Atom.Var> inputs = new ArrayList<>();
    for (Array constant : constants) {
      Atom.Var variable = own.get(constant);
      inputs.add(variable == null ? new Atom.Var(constant.type()) : variable);
    }
    inputs.addAll(program.inputs());
    return new Jaxpr(List.of(), inputs, program.equations(), program.outputs());
  }

  /// A predicate as an index: 0 for false, 1 for true.
  ///
  /// @throws ShapeException if it is no scalar
  /// @throws DTypeException if it is not of type bool
  static Array index(Array predicate) {
    String rule = "`cond`: the predicate must be a scalar of type bool, got " + predicate.type();
    if (predicate.rank() != 0) {
      throw new ShapeException(
          rule + ". Use `where` to choose element by element, or reduce it with `all` or `any`.");
    }
    if (predicate.dtype() != DType.BOOL) {
      throw new DTypeException(rule + ". Compare it with something, as in `x.ne(0)`.");
    }
    return Carry.convert(predicate, DType.INT32);
  }

  /// An index of a branch, clamped into range, as an i32.
  ///
  /// @param branches the number of branches
  /// @throws ShapeException if it is no scalar
  /// @throws DTypeException if it is not of an integer type
  static Array clamped(Array index, int branches) {
    String rule =
        "`switchCase`: the index must be a scalar of an integer type, got " + index.type();
    if (index.rank() != 0) {
      throw new ShapeException(rule + ". Use `select` to choose element by element.");
    }
    if (!index.dtype().isInteger()) {
      throw new DTypeException(rule + ". Convert it with `astype`, or use `cond` for a bool.");
    }
    boolean mayExceed = index.dtype().bitSize() > 32 || index.dtype() == DType.UINT32;
    Array narrow = mayExceed ? clamp(index, branches) : index;
    Array i32 =
        narrow.dtype() == DType.INT32 && !narrow.weakType()
            ? narrow
            : Carry.convert(narrow, DType.INT32);
    return mayExceed ? i32 : clamp(i32, branches);
  }

  private static Array clamp(Array index, int branches) {
    Array zero = Lax.scalar(index.dtype(), 0);
    return Lax.clamp(zero, index, Lax.scalar(index.dtype(), branches - 1));
  }
}
