package org.lanewise.vector.fusion;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One step of a program that is ready to run.
sealed interface Step {

  /// Loops that run together, a few rows at a time.
  ///
  /// @param rows the parts into which every value of the nest can be cut
  /// @param blocks the rows of a long fold, whose blocks are then the parts
  /// @param stacked whether a fold of columns adds up the rows
  /// @param fused the loops, as few as possible
  /// @param single the same with one primitive in each loop
  /// @param written the values that are needed when the nest is done
  record Nest(
      long rows,
      NestDraft.@Nullable Blocks blocks,
      boolean stacked,
      List<Stage> fused,
      List<Stage> single,
      List<Value> written)
      implements Step {
    /// Copies the lists.
    public Nest {
      fused = List.copyOf(fused);
      single = List.copyOf(single);
      written = List.copyOf(written);
    }
  }

  /// A kernel of its own.
  ///
  /// @param operation what is computed
  record Call(Operation.Call operation) implements Step {}
}
