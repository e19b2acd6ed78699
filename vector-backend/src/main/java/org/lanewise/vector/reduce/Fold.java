package org.lanewise.vector.reduce;

import org.lanewise.type.DType;
import org.lanewise.vector.kernel.Element;
import org.lanewise.vector.kernel.Kinds;

/// An operator on elements of a type, as kernels are made for it.
///
/// @param element the type of the sums
/// @param op the operator
/// @param key how bits in memory become what is folded
public record Fold(Element element, Op op, Key key) {
  private static final Kinds<Fold, FoldKit> KITS = new Kinds<>(FoldKit::of);

  /// The operators.
  public enum Op {
    /// sum + x.
    SUM,
    /// sum + x · y, with one rounding for floating numbers.
    DOT,
    /// sum · x.
    PROD,
    /// The larger one.
    MAX,
    /// The smaller one.
    MIN,
    /// Bitwise and.
    AND,
    /// Bitwise or.
    OR,
    /// Bitwise exclusive or.
    XOR
  }

  /// The fold for an operator on elements of a type (of 32 or 64 bits).
  public static Fold of(Op op, DType type) {
    boolean extreme = op == Op.MAX || op == Op.MIN;
    boolean wide = type.byteSize() == 8;
    if (type.isFloating() && !extreme) {
      return new Fold(wide ? Element.DOUBLE : Element.FLOAT, op, Key.NONE);
    }
    return new Fold(wide ? Element.LONG : Element.INT, op, extreme ? key(op, type) : Key.NONE);
  }

  private static Key key(Op op, DType type) {
    if (type.isFloating()) {
      return op == Op.MAX ? Key.NAN_HIGH : Key.NAN_LOW;
    }
    return type.isUnsigned() ? Key.UNSIGNED : Key.NONE;
  }

  /// A type of elements whose fold this is: unsigned integers differ from signed ones, and floating
  /// ones from both, in extremes only.
  DType type() {
    boolean wide = element.size() == 8;
    return switch (key) {
      case NONE -> element.dtype();
      case UNSIGNED -> wide ? DType.UINT64 : DType.UINT32;
      case NAN_HIGH, NAN_LOW -> wide ? DType.FLOAT64 : DType.FLOAT32;
    };
  }

  /// The kernel and work memory, made when first needed.
  FoldKit kit() {
    return KITS.of(this);
  }

  /// Whether the kernel is compiled; if not, it will be warmed.
  public boolean isHot() {
    return kit().warmth().isHot();
  }

  /// What sums start with: x folded into it is x (+0 for sums of floating numbers, so that a sum of
  /// −0 is +0).
  long identityBits() {
    return switch (op) {
      case SUM, DOT, OR, XOR -> 0;
      case PROD -> one();
      case MAX -> element == Element.INT ? Integer.MIN_VALUE : Long.MIN_VALUE;
      case MIN -> element == Element.INT ? Integer.MAX_VALUE : Long.MAX_VALUE;
      case AND -> -1;
    };
  }

  /// The bits in memory that change no sum: what fills a run up to whole vectors. Adding −0 changes
  /// nothing, adding +0 would change −0. In a product of two runs, the other one is +0 there.
  long neutralBits() {
    return switch (op) {
      case SUM, DOT -> negativeZero();
      case OR, XOR -> 0;
      case PROD -> one();
      case AND -> -1;
      case MAX, MIN -> extremeNeutral();
    };
  }

  private long one() {
    return switch (element) {
      case FLOAT -> Float.floatToRawIntBits(1f);
      case DOUBLE -> Double.doubleToRawLongBits(1d);
      case INT, LONG -> 1;
    };
  }

  private long negativeZero() {
    return switch (element) {
      case FLOAT -> Integer.MIN_VALUE;
      case DOUBLE -> Long.MIN_VALUE;
      case INT, LONG -> 0;
    };
  }

  private long extremeNeutral() {
    boolean wide = element == Element.LONG;
    return switch (key) {
      case NONE -> identityBits();
      case UNSIGNED -> op == Op.MAX ? 0 : -1;
      case NAN_HIGH ->
          wide
              ? Double.doubleToRawLongBits(Double.NEGATIVE_INFINITY)
              : Float.floatToRawIntBits(Float.NEGATIVE_INFINITY);
      case NAN_LOW ->
          wide
              ? Double.doubleToRawLongBits(Double.POSITIVE_INFINITY)
              : Float.floatToRawIntBits(Float.POSITIVE_INFINITY);
    };
  }
}
