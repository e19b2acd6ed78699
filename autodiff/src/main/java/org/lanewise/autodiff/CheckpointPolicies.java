package org.lanewise.autodiff;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.lanewise.ir.CheckpointPolicy;
import org.lanewise.ir.Combining;
import org.lanewise.ir.Elementwise;
import org.lanewise.ir.Primitive;
import org.lanewise.type.ArrayType;

/// The usual answers to which values of a checkpointed function are kept.
///
/// ```java
/// checkpoint(f, CheckpointPolicies.onlyTheseNames("hidden"));
/// ```
///
/// A policy is asked for each primitive in the function. One of your own is a function of the
/// primitive and the types of its operands; with a `toString` of its own it is readable in printed
/// programs.
public final class CheckpointPolicies {
  private CheckpointPolicies() {}

  /// A policy that prints as JAX prints it.
  private record Named(String text, CheckpointPolicy policy) implements CheckpointPolicy {
    @Override
    public boolean keeps(Primitive primitive, List<ArrayType> operands) {
      return policy.keeps(primitive, operands);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private static final CheckpointPolicy NOTHING = new Named("None", (_, _) -> false);
  private static final CheckpointPolicy EVERYTHING =
      new Named("everything_saveable", (_, _) -> true);
  private static final CheckpointPolicy DOTS =
      new Named(
          "DotsSaveable(only_if_no_batch_dims=False)",
          (primitive, _) -> primitive instanceof Combining.DotGeneral);
  private static final CheckpointPolicy DOTS_WITHOUT_BATCH =
      new Named(
          "DotsSaveable(only_if_no_batch_dims=True)",
          (primitive, _) ->
              primitive instanceof Combining.DotGeneral dot
                  && dot.lhsBatch().isEmpty()
                  && dot.rhsBatch().isEmpty());

  /// Keeps nothing but the arguments; what `checkpoint` does if no policy is given.
  public static CheckpointPolicy nothing() {
    return NOTHING;
  }

  /// Keeps all values, as if there were no `checkpoint`.
  public static CheckpointPolicy everything() {
    return EVERYTHING;
  }

  /// Keeps products of matrices, which cost most to compute again.
  public static CheckpointPolicy dots() {
    return DOTS;
  }

  /// Keeps products of matrices without batch axes: those of activations and weights, but not those
  /// of activations with each other, which are many.
  public static CheckpointPolicy dotsWithNoBatchDims() {
    return DOTS_WITHOUT_BATCH;
  }

  /// Keeps the values that `checkpointName` gave one of these names.
  ///
  /// @param names the names
  public static CheckpointPolicy onlyTheseNames(String... names) {
    Set<String> kept = Set.of(names);
    return new Named(
        "SaveOnlyTheseNames(saveable_names=" + frozen(kept) + ")",
        (primitive, _) ->
            primitive instanceof Elementwise.Name(String label) && kept.contains(label));
  }

  /// Keeps the values that `checkpointName` gave any name but these.
  ///
  /// @param names the names
  public static CheckpointPolicy anyNamesBut(String... names) {
    Set<String> dropped = Set.of(names);
    return new Named(
        "SaveAnyNamesButThese(names=" + frozen(dropped) + ")",
        (primitive, _) ->
            primitive instanceof Elementwise.Name(String label) && !dropped.contains(label));
  }

  /// Keeps what either of two policies keeps.
  ///
  /// @param one a policy
  /// @param other another one
  public static CheckpointPolicy either(CheckpointPolicy one, CheckpointPolicy other) {
    return new Named(
        "SaveFromBothPolicies(" + one + ", " + other + ")",
        (primitive, operands) ->
            one.keeps(primitive, operands) || other.keeps(primitive, operands));
  }

  /// `frozenset({'a', 'b'})`.
  private static String frozen(Set<String> names) {
    return new TreeSet<>(names)
        .stream()
            .map(name -> "'" + name + "'")
            .collect(Collectors.joining(", ", "frozenset({", "})"));
  }
}
