package org.lanewise.vmap;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.lanewise.Array;
import org.lanewise.CurrentInterpreter;
import org.lanewise.Lax;
import org.lanewise.ir.Callback;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;

/// Calls of Java functions: as the function itself says, else one per lane. This loop is no
/// oversight: a function that nobody can look into has no other meaning.
final class CallbackBatching {
  private CallbackBatching() {}

  static List<Lanes> apply(Callback callback, List<Lanes> x, long lanes) {
    return switch (callback.function()) {
      case BatchableFunction function -> asItSays(function, callback, x, lanes);
      case Callback.HostFunction _ -> oneByOne(callback, x, lanes);
    };
  }

  private static List<Lanes> asItSays(
      BatchableFunction function, Callback callback, List<Lanes> x, long lanes) {
    BitSet mapped = new BitSet();
    for (int i = 0; i < x.size(); i++) {
      mapped.set(i, x.get(i).isMapped());
    }
    List<ArrayType> lane = x.stream().map(Lanes::type).toList();
    Callback wider = function.batched(callback, lane, mapped, lanes);
    return CurrentInterpreter.bind(wider, StructuredBatching.inFront(x)).stream()
        .map(result -> new Lanes(result, 0))
        .toList();
  }

  /// yᵢ = f(xᵢ), for i = 0, 1, …
  private static List<Lanes> oneByOne(Callback callback, List<Lanes> x, long lanes) {
    List<List<Array>> rows = new ArrayList<>();
    callback.results().forEach(_ -> rows.add(new ArrayList<>()));
    for (long lane = 0; lane < lanes; lane++) {
      long i = lane;
      List<Array> own = x.stream().map(operand -> lane(operand, i)).toList();
      List<Array> results = CurrentInterpreter.bind(callback, own);
      for (int r = 0; r < results.size(); r++) {
        rows.get(r).add(Lax.expandDims(results.get(r), Axes.of(0)));
      }
    }
    List<Lanes> stacked = new ArrayList<>();
    for (int r = 0; r < rows.size(); r++) {
      ArrayType type = callback.results().get(r);
      stacked.add(
          new Lanes(
              lanes == 0
                  ? Lax.zeros(type.withShape(type.shape().insert(0, 0)))
                  : Lax.concatenate(rows.get(r), 0),
              0));
    }
    return stacked;
  }

  private static Array lane(Lanes x, long i) {
    return x.isMapped()
        ? Lax.squeeze(Lax.sliceInDim(x.array(), i, i + 1, 1, x.axis()), Axes.of(x.axis()))
        : x.array();
  }
}
