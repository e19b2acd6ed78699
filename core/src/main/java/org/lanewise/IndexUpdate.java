package org.lanewise;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.lanewise.ir.Indexing.Mode;
import org.lanewise.ir.Indexing.Scatter;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.Shape;

/// The entries of an array that an index names, to be read with a rule or to be replaced in a copy:
/// what `x.at(index)` returns.
///
/// Updates never change `x`; they return a new array. Values are converted to x's element type and
/// broadcast to the shape of `x.get(index)`. Updates out of bounds are dropped. Where an index
/// names an element several times, `add`, `multiply`, `min` and `max` apply every value, in order,
/// and after `set` the last value stands.
///
/// ```java
/// zeros(3, 3).at("0, 1:").set(5);
/// counts.at(Index.of(labels)).add(1);
/// x.at("10").mode(Indexing.Mode.FILL_OR_DROP).get();   // NaN where out of bounds
/// ```
public final class IndexUpdate {
  private final Array array;
  private final List<Index> index;
  private final Axes added;
  private final Mode mode;
  private final boolean modeGiven;

  IndexUpdate(Array array, List<Index> index) {
    this(array, index, Mode.FILL_OR_DROP, false);
  }

  private IndexUpdate(Array array, List<Index> index, Mode mode, boolean modeGiven) {
    this.array = array;
    this.index = List.copyOf(index);
    this.added = ScalarMasks.added(array.rank(), index);
    this.mode = mode;
    this.modeGiven = modeGiven;
  }

  /// The same entries with a rule for positions out of bounds.
  public IndexUpdate mode(Mode rule) {
    return new IndexUpdate(array, index, rule, true);
  }

  /// The entries. Without a [#mode], positions out of bounds are clamped, as `x.get` does.
  public Array get() {
    return ArrayReading.read(array, index, modeGiven ? mode : Mode.PROMISE_IN_BOUNDS);
  }

  /// The entries, with a value where a position is out of bounds.
  public Array get(double fill) {
    // Reading ones with u8's filler, 255, tells what is out of bounds.
    Array everything = Lax.full(array.shape(), DType.UINT8, 1);
    Array values = ArrayReading.read(array, index, Mode.CLIP);
    Array inside = ArrayReading.read(everything, index, Mode.FILL_OR_DROP);
    Array isInside = Lax.eq(inside, Lax.scalar(DType.UINT8, 1L));
    Array filler = Lax.scalar(array.dtype(), fill);
    return Lax.select(isInside, values, Lax.broadcastInDim(filler, values.shape(), Axes.none()));
  }

  /// x with the entries replaced.
  public Array set(Array values) {
    return scatter(Scatter.Op.SET, values);
  }

  /// x with the entries replaced by a number.
  public Array set(double value) {
    return set(number(value));
  }

  /// x with values added to the entries.
  public Array add(Array values) {
    return scatter(Scatter.Op.ADD, values);
  }

  /// x with a number added to the entries.
  public Array add(double value) {
    return add(number(value));
  }

  /// x with the entries multiplied by values.
  public Array multiply(Array values) {
    return scatter(Scatter.Op.MUL, values);
  }

  /// x with the entries multiplied by a number.
  public Array multiply(double value) {
    return multiply(number(value));
  }

  /// x with the entries divided by values: x over ones multiplied by the values at the entries; of
  /// a floating type, as every quotient is.
  public Array divide(Array values) {
    return Numpy.divide(array, factors(values));
  }

  /// x with the entries divided by a number; of a floating type.
  public Array divide(double value) {
    return divide(number(value));
  }

  /// x with the entries raised to powers.
  public Array power(Array values) {
    return Lax.convertElementType(Numpy.power(array, factors(values)), array.dtype());
  }

  /// x with the entries raised to a power.
  public Array power(double value) {
    return power(number(value));
  }

  private Array factors(Array values) {
    Array ones = Lax.full(array.shape(), array.dtype(), 1);
    return new IndexUpdate(ones, index, mode, modeGiven).multiply(values);
  }

  /// x with the entries replaced by the smaller of entry and value.
  public Array min(Array values) {
    return scatter(Scatter.Op.MIN, values);
  }

  /// x with the entries replaced by the smaller of entry and a number.
  public Array min(double value) {
    return min(number(value));
  }

  /// x with the entries replaced by the larger of entry and value.
  public Array max(Array values) {
    return scatter(Scatter.Op.MAX, values);
  }

  /// x with the entries replaced by the larger of entry and a number.
  public Array max(double value) {
    return max(number(value));
  }

  /// x with a function applied to the entries, elementwise.
  ///
  /// An element that the index names several times has the function applied as often; once only if
  /// positions in the index are tracers, since how often is not known then.
  public Array apply(UnaryOperator<Array> function) {
    if (!hasPositions()) {
      return set(function.apply(get()));
    }
    // How often each of the named elements is named does not depend on x: it is counted at once.
    Array counts = CurrentInterpreter.with(EvalInterpreter.INSTANCE, this::counts);
    int most = Arrays.stream(counts.toIntArray()).max().orElse(0);
    Array values = get();
    for (int round = 1; round <= most; round++) {
      Array due = Lax.ge(counts, Lax.scalar(DType.INT32, (long) round));
      values = Lax.select(due, function.apply(values), values);
    }
    return set(values);
  }

  private boolean hasPositions() {
    return index.stream().anyMatch(entry -> entry instanceof Index.Positions)
        && index.stream()
            .allMatch(
                entry ->
                    !(entry instanceof Index.Positions(Array positions))
                        || positions instanceof ConcreteArray);
  }

  private Array counts() {
    Array none = Lax.full(array.shape(), DType.INT32, 0);
    Array counts = new IndexUpdate(none, index, mode, modeGiven).add(1);
    return ArrayReading.read(counts, index, modeGiven ? mode : Mode.PROMISE_IN_BOUNDS);
  }

  private Array number(double value) {
    return Lax.scalar(array.dtype(), value);
  }

  private Array scatter(Scatter.Op op, Array values) {
    Array operand = added.isEmpty() ? array : Lax.expandDims(array, added);
    List<Index> entries = added.isEmpty() ? index : ScalarMasks.replaced(index);
    List<IndexPart> parts = IndexParts.of(operand.shape(), entries);
    IndexLayout layout = new IndexLayout(operand.shape(), parts, true);
    Array updates = updates(layout, Lax.convertElementType(values, array.dtype()));
    if (updates.size() == 0) {
      return array; // nothing is written, not even out of bounds along an axis of size 0
    }
    boolean known = parts.stream().noneMatch(part -> part instanceof IndexPart.Picked);
    Scatter scatter = new Scatter(op, layout.dimensions(), mode, known, known);
    Array written = Lax.scatter(operand, layout.indices(), updates, scatter);
    return added.isEmpty() ? written : Lax.squeeze(written, added);
  }

  /// The values in the shape that the scatter wants: broadcast, new axes dropped, reversed axes
  /// turned.
  private static Array updates(IndexLayout layout, Array values) {
    Shape shape = layout.shape();
    Shape full = shape;
    for (int i = 0; i < layout.newAxes().size(); i++) {
      full = full.insert(layout.newAxes().get(i), 1);
    }
    Array spread = Numpy.broadcastTo(values, full);
    return Lax.rev(Lax.squeeze(spread, layout.newAxes()), layout.reversed());
  }
}
