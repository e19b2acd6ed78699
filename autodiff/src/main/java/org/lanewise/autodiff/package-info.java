/// Derivatives by transformation of functions.
///
/// ```java
/// import static org.lanewise.Numpy.*;
/// import static org.lanewise.autodiff.Autodiff.*;
///
/// import java.util.function.Function;
/// import org.lanewise.Array;
/// import org.lanewise.autodiff.Arg;
///
/// Array x = array(1f, 2f, 3f);
/// Function<Array, Array> f = y -> y.pow(3).sum();
/// grad(f).apply(x); // → Array([ 3., 12., 27.], dtype=float32)
/// hessian(f).apply(x).diagonal(); // → Array([ 6., 12., 18.], dtype=float32)
///
/// record Line(Array slope, Array offset) {}
/// Function<Line, Array> loss = l -> x.times(l.slope()).plus(l.offset()).square().sum();
/// var both = valueAndGrad(loss).apply(new Line(array(2f), array(1f)));
/// both.value(); // → Array(83., dtype=float32)
/// both.grad().offset(); // → Array(30., dtype=float32)
///
/// var j = jvp((Array y) -> y.sin(), zeros(2), ones(2));
/// j.tangent(); // → Array([1., 1.], dtype=float32)
/// ```
///
/// **Vocabulary.** A *tangent* is the derivative of a value along a direction, a *cotangent* that
/// of a result in a value; both have the type of the value. Forward mode computes tangents along
/// with values (*jvp*, Jacobian-vector product). *Linearizing* a function at a point gives its
/// value and the linear map from tangents to tangents; *transposing* that map gives the *pullback*
/// from cotangents to cotangents (*vjp*, vector-Jacobian product), and the gradient is the pullback
/// of 1.
///
/// **How `grad(f).apply(x)` works.** [Autodiff] → `Gradient` → `Linearization`, which runs the
/// user's function under `LinearizeInterpreter`. An operation ends in `CurrentInterpreter.bind`,
/// which asks that interpreter; it runs the rule of `JvpRules` with the tangents under a
/// `LinearInterpreter`. There what depends on no tangent is computed at once, and what does becomes
/// a `LinearNode`: a primitive closed over arrays (its residuals) that points at the nodes it
/// reads. The results' nodes are a `LinearGraph`; `TransposeRules` walks it from the results to the
/// inputs and adds cotangents up in `Accumulator`s.
///
/// **Programs inside programs.** A call, a branch, a loop, a checkpoint holds a body that is a
/// program, and its derivative is made of programs derived from the body, once for each mask of
/// arguments that move, and kept with it. Forward mode stages the body under a `JvpInterpreter`
/// (`DualProgram`). For reverse mode the body runs under a linearization whose parent stages
/// (`LinearizedProgram`): what is staged is the program of the values, and the graph that remains
/// is staged once more for each direction, below the same interpreter, so that the values it reads
/// turn into its leading arguments, the `Residual`s. In the graph around, the whole is one
/// `LinearMap`. `StructuredJvp` and `StructuredLinearization` list the primitives;
/// `CallDerivative`, `CondDerivative`, `WhileDerivative`, `ScanDerivative` and
/// `CheckpointDerivative` are their rules.
///
/// **Invariants.**
/// - There is no tape: nodes are known to their readers only, so what the result does not reach is
///   garbage.
/// - A node is linear in just its linear operands; that is checked when it is made, so
///   transposition has no failing case.
/// - Zero tangents stay symbolic (`Tangent`); integers have none.
/// - A rule runs under the parent of the interpreter that applies it, and a value is the business
///   of the interpreter that made it alone (`CurrentInterpreter.owns`). That keeps nested
///   derivatives apart.
/// - Cotangents of one value are added in one order: its readers in the reverse order of their
///   making, the operands of one reader from left to right. No array is ever written twice. A sum
///   goes into the body of a call, a branch or a scan and comes out again (`PullRequest`), so that
///   the order, and the bits, are those of the function without it.
/// - Derivations run with no transformation around them (`Derivation`), for they outlive it.
/// - Both walks over a graph are loops, so its depth does not matter.
///
/// **Adding a primitive** is a compile error until it has a case in the `...Jvp` class of its
/// family, and, if it is `Transposable`, in `TransposeRules`.
///
/// Where to start reading: [Autodiff], `JvpInterpreter` (60 lines), `LinearizeInterpreter`,
/// `LinearGraph`.
package org.lanewise.autodiff;
