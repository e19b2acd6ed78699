/// Arrays: how to make, compute, index and print them.
///
/// # A tour of eager arrays
///
/// [Array] is an immutable n-dimensional array; [Numpy] has the functions, with NumPy's names in
/// camel case. (The snippets of this page are compiled and run by a test; after an arrow stands
/// what a value prints as.)
///
/// ```java
/// import static org.lanewise.Numpy.*;
///
/// import org.lanewise.Array;
/// import org.lanewise.Index;
/// import org.lanewise.type.DType;
/// import org.lanewise.type.Shape;
///
/// Array x = array(1f, 2f, 3f); // → Array([1., 2., 3.], dtype=float32)
/// Array m = array(new float[][] {{1, 2, 3}, {4, 5, 6}});
/// m.shape(); // → (2, 3)
/// m.type(); // → f32[2,3]
/// arange(5); // → Array([0, 1, 2, 3, 4], dtype=int32)
/// zeros(Shape.of(0, 3)).size(); // → 0
/// ```
///
/// **Arithmetic** is elementwise and broadcasts: shapes are aligned at the last axis, and axes of
/// size 1 or missing ones repeat. The operators have the names that Kotlin maps to its own.
///
/// ```java
/// x.plus(x).times(2); // → Array([ 4.,  8., 12.], dtype=float32)
/// sin(x).eq(x.sin()); // → Array([ True,  True,  True], dtype=bool)
/// Array centred = m.minus(m.mean(0));
/// centred.get(1); // → Array([1.5, 1.5, 1.5], dtype=float32)
/// m.matmul(x); // → Array([14., 32.], dtype=float32)
/// where(x.gt(1.5), x, 0); // → Array([0., 2., 3.], dtype=float32)
/// ```
///
/// **Types.** A `float` makes f32, a `double` f64, an `int` i32. Java numbers among the operands
/// are *weak*: they take the type of the array they meet. Arrays of different types promote along
/// JAX's lattice, where floats win over integers and nothing depends on values.
///
/// ```java
/// x.times(0.5).dtype(); // → f32
/// x.plus(array(1, 2, 3)).dtype(); // → f32
/// x.plus(array(1.0, 2.0, 3.0)).dtype(); // → f64
/// array(7).div(2); // → Array(3.5, dtype=float32)
/// x.astype(DType.INT64); // → Array([1, 2, 3], dtype=int64)
/// ```
///
/// **Reductions** take axes, all of them if none is named.
///
/// ```java
/// m.sum(); // → Array(21., dtype=float32)
/// m.sum(0); // → Array([5., 7., 9.], dtype=float32)
/// m.argmax(1); // → Array([2, 2], dtype=int32)
/// ```
///
/// **Indexing** is NumPy's: by numbers, by a string in NumPy's own syntax, or by [Index] values.
/// Positions and slices give views, which cost no copy; arrays gather. Arrays do not change:
/// [ArrayIndexing#at(String)] gives a new one.
///
/// ```java
/// m.get(1, 2); // → Array(6., dtype=float32)
/// m.get(":, ::-1"); // → Array([[3., 2., 1.], [6., 5., 4.]], dtype=float32)
/// m.get(Index.all(), Index.of(2, 0)); // → Array([[3., 1.], [6., 4.]], dtype=float32)
/// x.at("1:").set(9); // → Array([1., 9., 9.], dtype=float32)
/// x; // → Array([1., 2., 3.], dtype=float32)
/// ```
///
/// **Back to Java.**
///
/// ```java
/// x.sum().item(); // → 6.0
/// float[] copy = m.T().toFloatArray();
/// copy[1]; // → 4.0
/// ```
///
/// Elements lie off-heap; nothing is closed, the memory of an array returns when nothing refers to
/// it. Arrays may be shared between threads. `equals` is identity: ask [Numpy#arrayEqual] or
/// [Numpy#allclose].
///
/// # How it works
///
/// An [Array] is either a [ConcreteArray], whose elements exist, or a [Tracer], the stand-in that a
/// transformation passes to the user's function. [Numpy] and the methods of [Array] promote and
/// broadcast, then call [Lax], which has one method per primitive; each ends in
/// [CurrentInterpreter#bind], which asks the interpreter that is current in this thread to act.
/// With no transformation around, that is the eager one, which runs the primitive at once on the
/// process's backend ([Lanewise#describe] names it).
///
/// **Invariants.** A concrete array is never written again. A tracer is of use only while its
/// interpreter is current or an ancestor of the current one, in the thread that made it. Every
/// function that does not say otherwise is a composition of primitives, so it works under every
/// transformation.
///
/// **Where to start reading**: [Array], [Lax], [CurrentInterpreter], [Interpreter]. [Nn] has the
/// activation functions of neural networks.
package org.lanewise;
