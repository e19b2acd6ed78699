package org.lanewise.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import org.lanewise.Array;
import org.lanewise.Lax;
import org.lanewise.type.ArrayType;
import org.lanewise.type.Axes;
import org.lanewise.type.Shape;
import org.lanewise.type.ShapeException;

/// Running combinations by an associative function, in about 2·n combinations of which most can be
/// done at once.
///
/// Neighbours are combined in pairs, the half as many results are scanned in the same way, which
/// gives the results at odd places; those at even places are their left neighbour combined with
/// their own element:
///
/// ```
/// scan(x)₍₂ᵢ₊₁₎ = scan(pairs)ᵢ,  pairsᵢ = fn(x₂ᵢ, x₂ᵢ₊₁)
/// scan(x)₍₂ᵢ₎ = fn(scan(x)₍₂ᵢ₋₁₎, x₂ᵢ),  scan(x)₀ = x₀
/// ```
///
/// This tree is part of the interface: for a function that rounds it says which bits come out.
/// (Blelloch, "Prefix sums and their applications", 1990; JAX's tree is the same.)
///
/// @param fn combines two trees whose arrays have any number of places along the axis
/// @param tree the structure of the elements
/// @param axis the axis, not negative
/// @param <T> the class of the elements
record AssociativeScan<T>(BinaryOperator<T> fn, TypedTree<T> tree, int axis) {
  private static final String OPERATION = "associativeScan";

  static <T> T of(BinaryOperator<T> fn, T elements, boolean reverse, int axis) {
    TypedTree.Flat<T> flat = TypedTree.flatten(elements);
    if (flat.arrays().isEmpty()) {
      throw new ShapeException(
          "`%s`: there is no array among the elements. Give one at least.".formatted(OPERATION));
    }
    int positive = axis(flat.tree(), axis);
    AssociativeScan<T> scan = new AssociativeScan<>(fn, flat.tree(), positive);
    List<Array> arrays = reverse ? scan.reversed(flat.arrays()) : flat.arrays();
    List<Array> scanned = scan.scan(arrays);
    return flat.tree().build(reverse ? scan.reversed(scanned) : scanned);
  }

  /// The axis counted from the front, once all arrays have it in one size.
  private static int axis(TypedTree<?> tree, int axis) {
    int first = -1;
    int found = -1;
    for (int i = 0; i < tree.leafCount(); i++) {
      if (!tree.isArray(i)) {
        continue;
      }
      ArrayType type = (ArrayType) tree.leaf(i);
      int positive = axis < 0 ? axis + type.rank() : axis;
      if (positive < 0 || positive >= type.rank()) {
        throw new ShapeException(
            "`%s`: axis %d is out of range for the elements%s of type %s. Use one of its %d axes."
                .formatted(OPERATION, axis, tree.at(i, 0), type, type.rank()));
      }
      if (first < 0) {
        first = i;
        found = positive;
      } else {
        ArrayType other = (ArrayType) tree.leaf(first);
        if (positive != found || type.shape().get(positive) != other.shape().get(found)) {
          throw new ShapeException(
              "`%s`: all elements must have one size along axis %d, but%s they are %s and%s %s. Slice or pad one of them."
                  .formatted(OPERATION, axis, tree.at(first, 0), other, tree.at(i, 0), type));
        }
      }
    }
    return found;
  }

  private List<Array> scan(List<Array> elements) {
    long size = elements.getFirst().shape().get(axis);
    if (size < 2) {
      return elements;
    }
    List<Array> pairs = combine(slice(elements, 0, size - 1, 2), slice(elements, 1, size, 2));
    List<Array> odd = scan(pairs);
    List<Array> left = size % 2 == 0 ? slice(odd, 0, size / 2 - 1, 1) : odd;
    List<Array> later = combine(left, slice(elements, 2, size, 2));
    List<Array> results = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      Array first = Lax.sliceInDim(elements.get(i), 0, 1, 1, axis);
      Array even = Lax.concatenate(List.of(first, later.get(i)), axis);
      results.add(interleaved(even, odd.get(i)));
    }
    return results;
  }

  private List<Array> combine(List<Array> left, List<Array> right) {
    TypedTree.Flat<T> combined =
        TypedTree.flattenResult(
            OPERATION, "the function", fn.apply(tree.build(left), tree.build(right)));
    TypedTree<T> expected = tree.with(left.stream().map(Array::type).toList());
    Agreement.difference(expected, combined.tree(), 0)
        .ifPresent(
            found -> {
              throw found.error(
                  "`%s`: the function must return what it takes, but%s it takes %s and returns %s. "
                      .formatted(OPERATION, found.where(), found.first(), found.second()),
                  "the elements",
                  "what it returns");
            });
    return combined.arrays();
  }

  private List<Array> slice(List<Array> arrays, long start, long limit, long stride) {
    return arrays.stream()
        .map(x -> Lax.sliceInDim(x, Math.min(start, limit), limit, stride, axis))
        .toList();
  }

  private List<Array> reversed(List<Array> arrays) {
    return arrays.stream().map(x -> Lax.rev(x, Axes.of(axis))).toList();
  }

  /// even₀, odd₀, even₁, odd₁, …: as many odd places as even ones, or one less.
  private Array interleaved(Array even, Array odd) {
    long count = odd.shape().get(axis);
    Axes next = Axes.of(axis + 1);
    Array matching = Lax.sliceInDim(even, 0, count, 1, axis);
    Array pairs =
        Lax.concatenate(
            List.of(Lax.expandDims(matching, next), Lax.expandDims(odd, next)), axis + 1);
    Shape shape = odd.shape().with(axis, 2 * count);
    Array joined = Lax.reshape(pairs, shape);
    return even.shape().get(axis) == count
        ? joined
        : Lax.concatenate(List.of(joined, Lax.sliceInDim(even, count, count + 1, 1, axis)), axis);
  }
}
