package org.lanewise.ir;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.DType;
import org.lanewise.type.DTypeException;
import org.lanewise.type.Promotion;
import org.lanewise.type.Shape;
import org.lanewise.type.ShapeException;

/// The operand types of one application of a primitive, and the checks that many type rules share.
///
/// @param operation the primitive's name, for messages
/// @param types the types of the operands
record Operands(String operation, List<ArrayType> types) {
  static final Predicate<DType> NUMBER = type -> type.isInteger() || type.isFloating();
  static final Predicate<DType> FLOATING = DType::isFloating;
  static final Predicate<DType> INTEGER = DType::isInteger;
  static final Predicate<DType> INTEGER_OR_BOOL = t -> t.isInteger() || t == DType.BOOL;
  static final Predicate<DType> ANY = type -> true;

  /// Takes the operands of a primitive.
  ///
  /// @throws DTypeException if one is complex
  static Operands of(Primitive primitive, List<ArrayType> types) {
    for (ArrayType type : types) {
      if (type.dtype().isComplex()) {
        throw DTypeException.complexNotSupported(primitive.name(), type.dtype());
      }
    }
    return new Operands(primitive.name(), types);
  }

  int count() {
    return types.size();
  }

  ArrayType get(int position) {
    return types.get(position);
  }

  Shape shape(int position) {
    return types.get(position).shape();
  }

  DType dtype(int position) {
    return types.get(position).dtype();
  }

  /// Whether every operand from a position on is weakly typed: what is computed of literals alone
  /// stays weak.
  boolean allWeak(int from) {
    return types.subList(from, types.size()).stream().allMatch(ArrayType::weak);
  }

  /// Names an operand in a message: `operand 1 f32[3]`.
  String describe(int position) {
    return "operand " + position + " " + types.get(position);
  }

  /// Checks the number of operands.
  void requireCount(int n) {
    if (types.size() != n) {
      throw new IllegalArgumentException(
          "`%s`: takes %s, got %d: %s.".formatted(operation, plural(n), types.size(), types));
    }
  }

  /// Checks that there are enough operands.
  void requireCountAtLeast(int n) {
    if (types.size() < n) {
      throw new IllegalArgumentException(
          "`%s`: takes at least %s, got %d: %s."
              .formatted(operation, plural(n), types.size(), types));
    }
  }

  private static String plural(int n) {
    return n == 1 ? "1 operand" : n + " operands";
  }

  /// Checks the kind of element type of an operand.
  ///
  /// @param kind the kind in words that follow "must be of": `a floating type`
  void requireKind(int position, Predicate<DType> accepted, String kind) {
    if (!accepted.test(dtype(position))) {
      throw new DTypeException(
          "`%s`: operand %d must be of %s, got %s. Convert it with `astype`."
              .formatted(operation, position, kind, get(position)));
    }
  }

  /// Checks an element type among a primitive's parameters.
  DType requireParameter(String parameter, DType type, Predicate<DType> accepted, String kind) {
    if (type.isComplex()) {
      throw DTypeException.complexNotSupported(operation, type);
    }
    if (!accepted.test(type)) {
      throw new DTypeException(
          "`%s`: %s must be %s, got %s. Choose another type."
              .formatted(operation, parameter, kind, type));
    }
    return type;
  }

  /// Checks that all operands from a position on have one element type.
  ///
  /// @return that type
  DType requireOneDType(int from) {
    for (int i = from + 1; i < types.size(); i++) {
      requireSameDType(from, i);
    }
    return dtype(from);
  }

  /// Checks that two operands have one element type.
  void requireSameDType(int a, int b) {
    if (dtype(a) != dtype(b)) {
      throw new DTypeException(
          ("`%s`: operands must have one element type, but %s and %s differ. Convert one "
                  + "of them with `astype`, or use `Numpy`, which promotes.")
              .formatted(operation, describe(a), describe(b)));
    }
  }

  /// Checks the element type of a sum of products: it must be able to hold what the operands hold,
  /// and be of their kind.
  void requirePreferred(DType preferred) {
    DType dtype = requireOneDType(0);
    requireParameter("preferred_element_type", preferred, NUMBER, "an integer or floating type");
    boolean isSameKind =
        dtype.isFloating() == preferred.isFloating()
            && dtype.isUnsigned() == preferred.isUnsigned();
    if (!isSameKind || Promotion.join(dtype, preferred) != preferred) {
      throw new DTypeException(
          ("`%s`: preferred_element_type must be the operands' element type or a wider one of its "
                  + "kind, but operands are %s and preferred_element_type is %s. Convert operands or "
                  + "result with `astype`.")
              .formatted(operation, dtype, preferred));
    }
  }

  /// The common shape of all operands under the broadcasting rule of [Elementwise]: scalars and
  /// sizes of 1 are repeated.
  Shape broadcast() {
    long[] sizes = {};
    int[] owner = {};
    int first = -1; // the first operand that is not a scalar
    for (int i = 0; i < types.size(); i++) {
      Shape shape = shape(i);
      if (shape.isScalar()) {
        continue;
      }
      if (first < 0) {
        first = i;
        sizes = shape.toArray();
        owner = new int[sizes.length];
        Arrays.fill(owner, i);
      }
      requireSameRank(first, i);
      for (int axis = 0; axis < sizes.length; axis++) {
        long n = shape.get(axis);
        if (sizes[axis] == 1 && n != 1) {
          sizes[axis] = n;
          owner[axis] = i;
        } else if (n != 1 && n != sizes[axis]) {
          throw sizesDiffer(owner[axis], i, axis);
        }
      }
    }
    return Shape.of(sizes);
  }

  private void requireSameRank(int first, int i) {
    if (get(first).rank() != get(i).rank()) {
      throw new ShapeException(
          ("`%s`: operands must be scalars or of one rank, but %s has rank %d and %s has "
                  + "rank %d. Add axes with `expandDims`, or use `Numpy`, which does.")
              .formatted(
                  operation, describe(first), get(first).rank(), describe(i), get(i).rank()));
    }
  }

  private ShapeException sizesDiffer(int a, int b, int axis) {
    return new ShapeException(
        ("`%s`: sizes must be equal or 1, but %s axis %d has size %d and %s axis %d has "
                + "size %d. Slice, pad or transpose one of them.")
            .formatted(
                operation,
                describe(a),
                axis,
                shape(a).get(axis),
                describe(b),
                axis,
                shape(b).get(axis)));
  }

  /// Checks that an axis is in 0 … rank−1.
  ///
  /// @param what how the message names the axis: `dimension`
  void requireAxis(String what, int axis, int rank) {
    if (axis < 0 || axis >= rank) {
      throw new ShapeException(
          "`%s`: %s %d is out of range for rank %d, got %s. Use %s."
              .formatted(
                  operation,
                  what,
                  axis,
                  rank,
                  types,
                  rank == 0 ? "an operand that has axes" : "an axis from 0 to " + (rank - 1)));
    }
  }

  /// Checks that axes are in range and distinct.
  void requireAxes(String what, Axes axes, int rank) {
    for (int i = 0; i < axes.size(); i++) {
      requireAxis(what, axes.get(i), rank);
      if (axes.indexOf(axes.get(i)) < i) {
        throw new ShapeException(
            "`%s`: axis %d is given twice in %s %s. Give it once."
                .formatted(operation, axes.get(i), what, axes));
      }
    }
  }

  /// Checks that axes are in range, distinct and ascending.
  void requireAscending(String what, Axes axes, int rank) {
    requireAxes(what, axes, rank);
    for (int i = 1; i < axes.size(); i++) {
      if (axes.get(i) < axes.get(i - 1)) {
        throw new ShapeException(
            "`%s`: %s must ascend, got %s. Sort the axes.".formatted(operation, what, axes));
      }
    }
  }

  /// An error of shapes: the rule that is broken and how, then the repair.
  ShapeException error(String rule, Object... arguments) {
    return new ShapeException("`" + operation + "`: " + rule.formatted(arguments));
  }
}
