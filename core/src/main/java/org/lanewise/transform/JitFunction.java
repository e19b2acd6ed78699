package org.lanewise.transform;

import java.util.function.Function;
import org.lanewise.jit.CompiledFunction;

/// A compiled function of one argument; see [Transforms#jit(Function)].
///
/// @param <A> the class of the argument
/// @param <R> the class of the result
@SuppressWarnings("unchecked") // the call returns what the user's function returns
public final class JitFunction<A, R> extends Jitted implements Function<A, R> {
  JitFunction(CompiledFunction function) {
    super(function);
  }

  @Override
  public R apply(A a) {
    return (R) call(a);
  }

  /// Runs the function on arguments for about a second, and tells what it was compiled to and where
  /// the time goes: the loops, and for each step the operations of an element, the bytes that are
  /// read and written, the tier that runs now, and the time as predicted and as measured.
  ///
  /// ```java
  /// IO.println(jit(Nn::softmax).profile(x));
  /// // jit(<lambda>)
  /// // program (a:f32[1024,1024]) {
  /// //   nest of 1024 rows {
  /// // ...
  /// ```
  ///
  /// The text is for people and changes from version to version. Donated arguments are not given
  /// up.
  public String profile(A a) {
    return profileOf(a);
  }
}
