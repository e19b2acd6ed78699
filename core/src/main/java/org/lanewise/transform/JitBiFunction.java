package org.lanewise.transform;

import java.util.function.BiFunction;
import org.lanewise.jit.CompiledFunction;

/// A compiled function of two arguments; see [Transforms#jit(BiFunction)].
///
/// @param <A> the class of the first argument
/// @param <B> the class of the second argument
/// @param <R> the class of the result
@SuppressWarnings("unchecked") // the call returns what the user's function returns
public final class JitBiFunction<A, B, R> extends Jitted implements BiFunction<A, B, R> {
  JitBiFunction(CompiledFunction function) {
    super(function);
  }

  @Override
  public R apply(A a, B b) {
    return (R) call(a, b);
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
  public String profile(A a, B b) {
    return profileOf(a, b);
  }
}
