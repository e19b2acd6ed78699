package org.lanewise.transform;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.lanewise.Array;
import org.lanewise.ConcreteArray;
import org.lanewise.Lax;
import org.lanewise.memory.Transfer;
import org.lanewise.type.ArrayType;
import org.lanewise.type.DType;
import org.lanewise.type.DTypeException;
import org.lanewise.type.Promotion;
import org.lanewise.type.ShapeException;

/// A counting loop. Where both bounds are known it is a scan without rows, and so has a reverse
/// mode; else it is a loop with a condition.
///
/// @param body one step, from the counter and the carry
/// @param <C> the class of the carry
record ForiLoop<C>(BiFunction<Array, C, C> body) {
  private static final String OPERATION = "foriLoop";

  /// The keys of counters before that of the carry.
  private static final int SKIPPED = 1;

  C apply(Array lo, Array hi, C init, int unroll, long maxSteps) {
    DType dtype = counterType(lo.type(), hi.type());
    Array from = counter(lo, dtype);
    Array to = counter(hi, dtype);
    if (from instanceof ConcreteArray first && to instanceof ConcreteArray limit) {
      return counted(first, limit, init, unroll);
    }
    if (unroll != 1) {
      throw new IllegalArgumentException(
          "`foriLoop`: unroll needs bounds that are known when the loop is traced, got %s and %s. Leave it away, or give constants."
              .formatted(lo, hi));
    }
    return checked(from, to, init, maxSteps);
  }

  private static DType counterType(ArrayType lo, ArrayType hi) {
    for (ArrayType bound : List.of(lo, hi)) {
      String rule = "`foriLoop`: bounds must be scalars of integer type, got %s.".formatted(bound);
      if (bound.rank() != 0) {
        throw new ShapeException(rule + " Take one element, as in `x.get(0)`.");
      }
      if (!bound.dtype().isInteger()) {
        throw new DTypeException(rule + " Convert it with `astype`.");
      }
    }
    DType joined = Promotion.join(lo, hi).dtype();
    if (!joined.isInteger()) {
      throw new DTypeException(
          "`foriLoop`: bounds must have a common integer type, got %s and %s. Convert one with `astype`."
              .formatted(lo, hi));
    }
    return joined;
  }

  private static Array counter(Array bound, DType dtype) {
    return bound.dtype() == dtype && !bound.weakType() ? bound : Carry.convert(bound, dtype);
  }

  /// for (i = lo; i < hi; i++): a scan of hi − lo steps that carries i.
  private C counted(ConcreteArray lo, ConcreteArray hi, C init, int unroll) {
    ScanCall<Object[], Object[], Optional<Array>> scan =
        new ScanCall<>(
            OPERATION,
            SKIPPED,
            body,
            (carry, _) -> {
              Array i = (Array) carry[0];
              Array next = increment(i);
              return Step.of(new Object[] {next, step(i, carry[1])});
            });
    ScanOptions options = ScanOptions.DEFAULT.withLength(distance(lo, hi)).withUnroll(unroll);
    return result(scan.apply(new Object[] {lo, init}, new Object[0], options).carry()[1]);
  }

  /// The same with a condition: the carry is i, hi and the user's.
  private C checked(Array lo, Array hi, C init, long maxSteps) {
    WhileCall<Object[]> loop =
        new WhileCall<>(
            OPERATION,
            SKIPPED,
            List.of(body),
            carry -> Lax.lt((Array) carry[0], (Array) carry[1]),
            carry -> {
              Array i = (Array) carry[0];
              Array next = increment(i);
              return new Object[] {next, carry[1], step(i, carry[2])};
            },
            maxSteps);
    return result(loop.apply(new Object[] {lo, hi, init})[2]);
  }

  @SuppressWarnings("unchecked") // the carry is a tree like the first one
  private C step(Array i, Object carry) {
    return TypedTree.present(OPERATION, "the body", body.apply(i, (C) carry));
  }

  @SuppressWarnings("unchecked") // as above
  private C result(Object carry) {
    return (C) carry;
  }

  private static Array increment(Array i) {
    return Lax.add(i, Lax.scalar(i.dtype(), 1));
  }

  /// hi − lo, or 0 if that is negative.
  private static long distance(ConcreteArray lo, ConcreteArray hi) {
    DType dtype = lo.dtype();
    long from = Transfer.bits(lo.data());
    long to = Transfer.bits(hi.data());
    int unused = Long.SIZE - dtype.bitSize();
    if (!dtype.isUnsigned()) {
      from = from << unused >> unused;
      to = to << unused >> unused;
    }
    boolean isEmpty = dtype.isUnsigned() ? Long.compareUnsigned(from, to) >= 0 : from >= to;
    long steps = isEmpty ? 0 : to - from;
    if (steps < 0) {
      throw new IllegalArgumentException(
          "`foriLoop`: a loop has 2^63 - 1 steps at most, got bounds %s and %s. Nest two loops."
              .formatted(from, to));
    }
    return steps;
  }
}
