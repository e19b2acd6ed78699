package org.lanewise.transform;

/// Control flow that depends on the elements of arrays: import its methods statically.
///
/// ```java
/// import static org.lanewise.transform.ControlFlow.*;
///
/// cond(x.gt(0), (Array y) -> y.sin(), (Array y) -> y.cos(), x);
/// whileLoop((Array y) -> y.lt(10), y -> y.times(2), x);
/// foriLoop(0, 5, (i, y) -> y.plus(i), x);
/// var running = scan((sum, y) -> Step.of(sum.plus(y), sum), array(0f), xs);
/// running.carry();    // the sum of all
/// running.output();   // the sums before each row
/// ```
///
/// **Why not `if` and `for`.** Java's own statements are fine wherever they depend on Java values.
/// While a function is transformed or compiled, arrays have no elements yet that an `if` could look
/// at; these functions become one equation of a program, which holds the programs of their bodies,
/// so a loop of a million steps is traced once. They compute what the Java statements in their
/// descriptions compute, to the bit, eagerly and under every transformation.
///
/// **Trees.** Operands, carries, rows and results are trees: arrays, records, lists, maps. Array
/// leaves take part; all other leaves (numbers, strings, primitive components of records) are
/// static: functions get them as they are, and a carry must return them as they are. Functions may
/// use arrays from around them, also those of transformations that are running.
///
/// **Types.** A carry has the same structure, shapes and element types before and after a step. A
/// weakly typed first carry (of Java numbers) takes the element type that the body gives it.
///
/// **Once per function.** A function object is traced once for arguments of the same types, if it
/// uses no arrays of a running transformation. It must therefore depend on nothing that changes but
/// its arguments. A lambda that captures variables is a new object each time it is evaluated, so
/// what it captures is always seen.
///
/// **Errors** name the operation, the place in the tree and both types: a
/// [org.lanewise.type.ShapeException] for shapes and lengths, a [org.lanewise.type.DTypeException]
/// for element types and trees that differ.
///
/// A loop ends with a [java.util.concurrent.CancellationException] when its thread is interrupted.
///
/// The methods are in `CondForms`, `LoopForms` and `ScanForms`, which this class extends.
public final class ControlFlow extends ScanForms {
  private ControlFlow() {}
}
