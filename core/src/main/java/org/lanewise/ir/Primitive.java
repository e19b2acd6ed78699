package org.lanewise.ir;

/// The sealed hierarchy of primitives: the only list of what a program can do.
///
/// A primitive is a record: its parameters are its components, so two equal primitives compute the
/// same function of their operands. Every pass over programs (type rules, evaluation, derivatives,
/// transposition, batching) is one exhaustive `switch` over this hierarchy without `default`, so a
/// primitive that lacks a rule is a compile error. The families, in the order of declaration:
/// - [Elementwise]: each element of the result depends on one element of each operand;
/// - [Shaping]: moves or repeats elements, and `iota`, which makes them;
/// - [Indexing]: moves elements to or from places that are known only at run time;
/// - [Reducing]: folds or scans along axes;
/// - [Combining]: `dot_general`, `sort`, `top_k` and `threefry2x32`;
/// - [Windowing]: convolutions and folds of windows;
/// - [Collective]: talks across the lanes of a mapped axis;
/// - [Structured]: holds programs: calls, control flow, custom rules;
/// - [Callback]: calls a Java function.
///
/// [Transposable] is the sealed sub-interface of the primitives that are linear in some operands.
public sealed interface Primitive
    permits Elementwise,
        Shaping,
        Indexing,
        Reducing,
        Combining,
        Windowing,
        Collective,
        Structured,
        Callback,
        Transposable {

  /// The primitive's name in printed programs, as JAX prints it: `add`, `reduce_sum`.
  String name();
}
