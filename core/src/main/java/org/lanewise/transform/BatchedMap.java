package org.lanewise.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.type.Axes;
import org.lanewise.type.Shape;

/// A `map` that takes several rows at a time: a scan over batches, each computed by `vmap`, and one
/// shorter batch of what is left over.
///
/// It is between `map`, which needs the memory of one row, and `vmap`, which needs that of all.
///
/// @param f from a row to a tree of arrays
/// @param size the number of rows at a time
/// @param <X> the class of a row, and of their stack
/// @param <Y> the class of a result, and of their stack
record BatchedMap<X, Y>(Function<X, Y> f, long size) {
  private static final String OPERATION = "map";

  Y apply(X xs) {
    TypedTree.Flat<X> flat = TypedTree.flatten(xs);
    long length = ScanCall.length(OPERATION, flat.tree(), OptionalLong.empty());
    long batches = length / size;
    long regular = batches * size;
    if (batches == 0 && length > 0) {
      return Transforms.vmap(f).apply(xs);
    }
    List<Array> folded = new ArrayList<>();
    for (Array stack : flat.arrays()) {
      Shape rows = stack.shape().with(0, size);
      Array whole = Lax.sliceInDim(stack, 0, regular, 1, 0);
      folded.add(Lax.reshape(whole, rows.insert(0, batches)));
    }
    TypedTree.Flat<Y> most = TypedTree.flatten(scan().apply(flat.tree().build(folded)));
    List<Array> results = new ArrayList<>();
    for (Array result : most.arrays()) {
      Shape rows = result.shape().without(Axes.of(0)).with(0, regular);
      results.add(Lax.reshape(result, rows));
    }
    return most.tree().build(regular == length ? results : withRest(results, flat, regular));
  }

  private Function<X, Y> scan() {
    Function<X, Y> batch = Transforms.vmap(f);
    ScanCall<Optional<Array>, X, Y> scan =
        new ScanCall<>(
            "map in batches", 0, f, (nothing, rows) -> Step.of(nothing, batch.apply(rows)));
    return rows -> scan.apply(Optional.empty(), rows, ScanOptions.DEFAULT).output();
  }

  private List<Array> withRest(List<Array> results, TypedTree.Flat<X> xs, long regular) {
    List<Array> rest = new ArrayList<>();
    for (Array stack : xs.arrays()) {
      rest.add(Lax.sliceInDim(stack, regular, stack.shape().get(0), 1, 0));
    }
    Y last = Transforms.vmap(f).apply(xs.tree().build(rest));
    List<Array> ends = TypedTree.flatten(last).arrays();
    List<Array> joined = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      joined.add(Lax.concatenate(List.of(results.get(i), ends.get(i)), 0));
    }
    return joined;
  }
}
