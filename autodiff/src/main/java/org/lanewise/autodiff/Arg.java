package org.lanewise.autodiff;

/// Which argument of a function to differentiate in.
///
/// Each number has a class of its own, so that the result has the type of that argument:
///
/// ```java
/// BiFunction<Params, Batch, Batch> sensitivity = grad(loss, Arg.SECOND);
/// ```
public sealed interface Arg {
  /// The first argument, which is what all transformations differentiate in if nothing is said.
  First FIRST = new First();

  /// The second argument.
  Second SECOND = new Second();

  /// The third argument.
  Third THIRD = new Third();

  /// The class of [#FIRST].
  record First() implements Arg {}

  /// The class of [#SECOND].
  record Second() implements Arg {}

  /// The class of [#THIRD].
  record Third() implements Arg {}
}
